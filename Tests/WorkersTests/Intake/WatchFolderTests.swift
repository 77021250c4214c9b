import Domain
import Store
import TestSupport
import Testing
import Workers

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A watched folder for files of laboratories.
struct WatchFolderTests {
    private static let header = "报告编号,样品标签,检测日期,生产日期,标称,检测项目,检测值,单位\n"

    private func text(_ label: String, number: String = "R-1", item: String = "TY-SP") -> [UInt8] {
        Array((Self.header + "\(number),\(label),2026-11-12,2026-05-20,variant=standard,\(item),合格,\n").utf8)
    }

    private func watch(_ lab: LaboratoryCase, _ folder: TemporaryFolder) -> WatchFolder {
        WatchFolder(
            lab.context, .init(folder: folder.path, laboratory: Samples.laboratory, settleSeconds: 5))
    }

    @Test("A file is imported when two scans find it unchanged, and not while it grows")
    func settling() async throws {
        let lab = try await LaboratoryCase()
        let folder = try TemporaryFolder()
        let watch = watch(lab, folder)
        let bytes = text(lab.labels[0])
        try folder.write(Array(bytes.dropLast(10)), to: "a.csv")
        #expect(try await watch.runOnce().incomplete.count == 1)
        lab.base.clock.advance(seconds: 4)
        #expect(try await watch.runOnce().incomplete.count == 1)
        try folder.write(bytes, to: "a.csv")
        lab.base.clock.advance(seconds: 4)
        #expect(try await watch.runOnce().imported.isEmpty)
        lab.base.clock.advance(seconds: 5)
        let scan = try await watch.runOnce()
        #expect(scan.imported.count == 1 && scan.imported.first?.intake.upload.taken == 1)
        let note = try #require(folder.bytes("a.csv.result.txt"))
        #expect(String(decoding: note, as: UTF8.self).contains("共1行：已接收1"))
        // Nothing changed, so nothing is imported. The note is not a file of a laboratory.
        lab.base.clock.advance(seconds: 60)
        let quiet = try await watch.runOnce()
        #expect(quiet.imported.isEmpty && quiet.failed.isEmpty && quiet.incomplete.isEmpty)
    }

    @Test("A file replaced under the same name is read; the same content under another name is recognized")
    func contentNotName() async throws {
        let lab = try await LaboratoryCase(samples: 2)
        let folder = try TemporaryFolder()
        let watch = watch(lab, folder)
        func settle() async throws -> WatchFolder.ScanResult {
            _ = try await watch.runOnce()
            lab.base.clock.advance(seconds: 5)
            return try await watch.runOnce()
        }
        try folder.write(text(lab.labels[0]), to: "a.csv")
        #expect(try await settle().imported.map(\.intake.isNew) == [true])
        try folder.write(text(lab.labels[1], number: "R-2"), to: "a.csv")
        #expect(try await settle().imported.map(\.intake.isNew) == [true])
        try folder.write(text(lab.labels[1], number: "R-2"), to: "b.csv")
        #expect(try await settle().imported.map(\.intake.isNew) == [false])
        #expect(try await lab.store.reports(limit: 10).count == 2)
    }

    @Test("A file that cannot be imported gets a note with the reason, and is read again at every scan")
    func failing() async throws {
        let lab = try await LaboratoryCase()
        let folder = try TemporaryFolder()
        let watch = watch(lab, folder)
        try folder.write(Array("报告编号,样品标签\nR-1,S-1\n".utf8), to: "a.csv")
        try folder.write(text(lab.labels[0]), to: "b.csv")
        try folder.write([0x7B], to: ".hidden.json")
        _ = try await watch.runOnce()
        lab.base.clock.advance(seconds: 5)
        let scan = try await watch.runOnce()
        #expect(scan.failed.count == 1 && scan.imported.count == 1)
        #expect(try await watch.runOnce().failed.count == 1)
        let note = try #require(folder.bytes("a.csv.result.txt"))
        #expect(String(decoding: note, as: UTF8.self).contains("检测值"))
        let kept = try #require(folder.bytes("a.csv"))
        #expect(!kept.isEmpty)
    }

    @Test("Each laboratory has a folder with its name; another process recognizes imported files")
    func laboratories() async throws {
        let lab = try await LaboratoryCase()
        let folder = try TemporaryFolder()
        try folder.makeFolder(Samples.laboratory)
        try folder.write(text(lab.labels[0]), to: Samples.laboratory + "/a.csv")
        for expected in [true, false] {
            let watch = WatchFolder(lab.context, .init(folder: folder.path, laboratory: nil, settleSeconds: 0))
            _ = try await watch.runOnce()
            #expect(try await watch.runOnce().imported.map(\.intake.isNew) == [expected])
        }
        #expect(try await lab.store.reports(of: Samples.laboratory, limit: 10).count == 1)
    }

    @Test("A file that is never imported is reported once: files of no laboratory, links, and other entries")
    func ignored() async throws {
        let lab = try await LaboratoryCase()
        let folder = try TemporaryFolder()
        try folder.makeFolder(Samples.laboratory + "/folder.csv")
        try folder.write(text(lab.labels[0]), to: "root\n.csv")
        try folder.write([0], to: "notes.txt")
        try folder.link(Samples.laboratory + "/link.csv", to: folder.path + "/root\n.csv")
        try folder.link("LAB-02", to: folder.path + "/" + Samples.laboratory)
        let watch = WatchFolder(lab.context, .init(folder: folder.path, laboratory: nil, settleSeconds: 0))
        let ignored = try await watch.runOnce().ignored
        #expect(ignored.count == 4, "\(ignored)")
        #expect(ignored.contains { $0.file == folder.path + "/root .csv" }, "\(ignored)")
        let again = try await watch.runOnce()
        #expect(again.ignored.isEmpty && again.imported.isEmpty && again.failed.isEmpty)
    }

    @Test("A file name in GBK, as on Windows shares, is imported, and its note is written next to it")
    func foreignName() async throws {
        let lab = try await LaboratoryCase()
        let folder = try TemporaryFolder()
        // 检测.csv in GBK. Foundation's paths are UTF-8 and cannot name this file.
        let name: [UInt8] = [0xBC, 0xEC, 0xB2, 0xE2] + Array(".csv".utf8)
        let path = Array(folder.path.utf8) + [UInt8(ascii: "/")] + name
        let bytes = text(lab.labels[0])
        let file = fopen((path + [0]).map { CChar(bitPattern: $0) }, "w")
        #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count && fclose(file) == 0)
        let watch = WatchFolder(
            lab.context, .init(folder: folder.path, laboratory: Samples.laboratory, settleSeconds: 0))
        _ = try await watch.runOnce()
        let scan = try await watch.runOnce()
        #expect(scan.imported.count == 1 && scan.failed.isEmpty, "\(scan.failed)")
        #expect(scan.imported.first?.file == folder.path + "/检测.csv")
        #expect(access((path + Array(".result.txt".utf8) + [0]).map { CChar(bitPattern: $0) }, R_OK) == 0)
    }
}
