import Domain
import TestSupport
import Testing

@testable import Store

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

struct EvidenceVaultTests {
    private let folder: TemporaryFolder
    private let vault: EvidenceVault

    init() throws {
        folder = try TemporaryFolder()
        vault = EvidenceVault(folder: folder.path + "/evidence")
    }

    private func path(of hash: String) -> String {
        "evidence/\(hash.prefix(2))/\(hash)"
    }

    /// Admits `bytes` and moves them into the vault, as the transaction that writes their row does.
    @discardableResult
    private func keep(_ bytes: [UInt8]) throws -> EvidenceVault.AdmittedFile {
        let entry = try vault.admit(bytes)
        try entry.publish()
        return entry
    }

    @Test("A file is stored read-only under the hash of its content, and is read back unchanged")
    func keeps() throws {
        let bytes = try Repository.bytes("Fixtures/Evidence/order.png")
        let entry = try keep(bytes)
        #expect(entry.hash == Digest.sha256(bytes) && entry.bytes == Int64(bytes.count) && entry.type == .png)
        #expect(try vault.contents(of: entry.hash) == bytes)
        #expect(folder.bytes(path(of: entry.hash)) == bytes)
        #expect(try folder.mode(path(of: entry.hash)) == 0o440)
    }

    @Test("An admitted file without a row is removed completely")
    func withoutRow() throws {
        for _ in 0..<3 { _ = try vault.admit(Array("订单".utf8)) }
        #expect(try folder.files().isEmpty)
    }

    @Test("The same content admitted twice is one file, and no temporary file remains")
    func sameContent() throws {
        let first = try keep(Array("订单".utf8))
        let second = try keep(Array("订单".utf8))
        #expect(first == second)
        let hashes = [first.hash, try keep(Array("订单2".utf8)).hash]
        #expect(try folder.files().filter { !$0.contains(".staging") } == hashes.map(path).sorted())
    }

    @Test("The same content admitted many times at once is one complete file", .timeLimit(.minutes(15)))
    func concurrently() async throws {
        let vault = vault
        for round in 0..<20 {
            let bytes = [UInt8](repeating: UInt8(0x41 + round), count: 200_000)
            let entries = try await withThrowingTaskGroup(of: EvidenceVault.AdmittedFile.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        let entry = try vault.admit(bytes)
                        try entry.publish()
                        return entry
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(entries).count == 1)
            #expect(try vault.contents(of: Digest.sha256(bytes)) == bytes)
        }
        #expect(try folder.files().count == 20)
    }

    @Test("A stored file whose content changed is detected, and never overwritten")
    func corrupted() throws {
        let bytes = Array("开箱视频".utf8)
        let entry = try keep(bytes)
        try folder.write(Array("另一段视频".utf8), to: path(of: entry.hash))
        let refusal = #expect(throws: EvidenceVault.Refusal.self) { try vault.admit(bytes) }
        #expect(refusal?.description == "the stored evidence \(entry.hash) does not have the content of its name")
        #expect(folder.bytes(path(of: entry.hash)) == Array("另一段视频".utf8))
        #expect(throws: EvidenceVault.Refusal.self) { try entry.publish() }
    }

    @Test("A partly written file is not evidence and does not prevent storing the complete file")
    func leftovers() throws {
        let bytes = Array("截图".utf8)
        let hash = Digest.sha256(bytes)
        try keep(bytes)
        try folder.write(Array("截".utf8), to: path(of: hash) + ".1.part")
        try folder.remove(path(of: hash))
        #expect(throws: EvidenceVault.Refusal.self) { try vault.contents(of: hash) }
        #expect(try keep(bytes).hash == hash)
        #expect(try vault.contents(of: hash) == bytes)
        #expect(vault.strays() == ["\(hash.prefix(2))/\(hash).1.part"])
    }

    @Test("An empty file is refused")
    func empty() throws {
        #expect(throws: EvidenceVault.Refusal.self) { try vault.admit([]) }
        let source = try folder.write([], to: "empty.png")
        let refusal = #expect(throws: EvidenceVault.Refusal.self) { try vault.admit(file: source) }
        #expect(refusal?.description == "\(source): an evidence file must not be empty")
        #expect(try folder.files() == ["empty.png"])
    }

    @Test("The type of a file is detected from its bytes, never from its name", arguments: EvidenceSamples.taken)
    func types(_ sample: EvidenceSamples.Sample) throws {
        #expect(try vault.admit(sample.bytes).type == sample.type)
        let named = try folder.write(sample.bytes, to: "proof.exe")
        #expect(try vault.admit(file: named).type == sample.type)
    }

    @Test(
        "Programs, web pages, drawings, archives and unrecognized files are refused",
        arguments: EvidenceSamples.refused)
    func refusedTypes(_ sample: EvidenceSamples.Refused) throws {
        let refusal = #expect(throws: EvidenceVault.Refusal.self, "\(sample.name)") { try vault.admit(sample.bytes) }
        #expect(refusal?.reason == .type, "\(sample.name): \(refusal?.description ?? "")")
        let named = try folder.write(sample.bytes, to: "photo.jpg")
        #expect(throws: EvidenceVault.Refusal.self) { try vault.admit(file: named) }
    }

    @Test(
        "Evidence is found by its hash only",
        arguments: [
            "", "..", "../secret", "../../../../etc/passwd", "/etc/passwd", "aa/../../secret", "secret",
            String(repeating: "a", count: 64), String(repeating: "A", count: 64),
            String(repeating: "a", count: 63) + "/",
            String(repeating: "../", count: 21) + "a", Digest.sha256("x") + "\u{0}",
        ])
    func pathByHash(_ name: String) throws {
        try folder.write(Array("geheim".utf8), to: "secret")
        try keep(Array("订单".utf8))
        #expect(throws: EvidenceVault.Refusal(.missing, "there is no evidence under this hash")) {
            try vault.contents(of: name)
        }
    }

    @Test("An unreadable file, a device, and a folder that cannot be created are refused by name")
    func unreachable() throws {
        let missing = folder.path + "/missing.png"
        #expect(throws: EvidenceVault.Refusal(.file, "\(missing): the evidence file cannot be read")) {
            try vault.admit(file: missing)
        }
        #expect(throws: EvidenceVault.Refusal(.file, "/dev/zero: this is not a regular file")) {
            try vault.admit(file: "/dev/zero")
        }
        try folder.write([1], to: "file")
        let blocked = EvidenceVault(folder: folder.path + "/file/evidence")
        let refusal = #expect(throws: EvidenceVault.Refusal.self) { try blocked.admit(Array("订单".utf8)) }
        #expect(refusal?.description.contains("/file/evidence") == true)
    }

    @Test("A symbolic link in the place of a part is not followed")
    func links() throws {
        let secret = try folder.write(Array("geheim".utf8), to: "secret")
        let upload = String(repeating: "a", count: 32)
        try folder.makeFolder("evidence/.uploads")
        try folder.link("evidence/.uploads/" + upload, to: secret)
        #expect(throws: EvidenceVault.Refusal.self) { try vault.openPart(upload, create: true) }
        #expect(folder.bytes("secret") == Array("geheim".utf8))
    }

    @Test(
        "If the process died after a part entered the vault, the part is found complete and removed"
    )
    func protectedPart() throws {
        try asNobody(in: folder) {
            let bytes = EvidenceSamples.jpeg(7)
            let hash = Digest.sha256(bytes)
            let upload = String(repeating: "b", count: 32)
            do {
                let part = try #require(try vault.openPart(upload, create: true))
                #expect(!part.isPublished)
                try part.write(bytes, at: 0)
                try vault.publish(part.path, as: hash, bytes: Int64(bytes.count))
            }
            let part = try #require(try vault.openPart(upload, create: false))
            #expect(part.isPublished && part.size == Int64(bytes.count))
            try part.sync()
            #expect(try part.sha256() == hash && part.evidenceType() == .jpeg)
            // A sweep may have moved the file without a row out of the vault.
            try vault.setAside(hash)
            #expect(part.isPublished)
            try vault.publish(part.path, as: hash, bytes: Int64(bytes.count))
            part.remove()
            #expect(vault.parts().isEmpty && vault.check(hash, bytes: Int64(bytes.count)) == .whole)
        }
    }

    @Test("A protected file of a dead process in the staging folder is removed")
    func protectedLeftover() throws {
        try asNobody(in: folder) {
            let entry = try vault.admit(EvidenceSamples.jpeg(8))
            try entry.publish()
            // The file of this process is not removed, because the entry still refers to it.
            #expect(vault.removeLeftovers() == 0)
            try folder.hardLink(path(of: entry.hash), as: "evidence/.staging/left")
        }
        try asNobody(in: folder) { #expect(vault.removeLeftovers() >= 1) }
        #expect(try folder.files().count == 1)
    }

    @Test("Staged files have random names, so containers on one volume do not collide")
    func stagedNames() throws {
        let first = try vault.admit(EvidenceSamples.jpeg(1))
        let second = try vault.admit(EvidenceSamples.jpeg(2))
        let names = try folder.files().filter { $0.hasPrefix("evidence/.staging/") }
        #expect(Set(names).count == 2 && names.allSatisfy { $0.utf8.count == "evidence/.staging/".utf8.count + 32 })
        #expect(first.hash != second.hash)
    }

    @Test("New intact bytes are compared with the stored file of the same hash")
    func knownDamaged() throws {
        let bytes = EvidenceSamples.jpeg(3)
        let hash = Digest.sha256(bytes)
        try vault.checkKnown(hash)
        try keep(bytes)
        try vault.checkKnown(hash)
        try folder.write(EvidenceSamples.jpeg(4), to: path(of: hash))
        #expect(throws: EvidenceVault.Refusal.self) { try vault.checkKnown(hash) }
    }
}

/// Executes `body` with the file permissions of an ordinary user, because permissions do not restrict root. They apply
/// to the current thread, and `body` stays on it.
private func asNobody(in folder: TemporaryFolder, _ body: () throws -> Void) throws {
    // Swift does not import the header of this call.
    let symbol = try #require(dlsym(nil, "setfsuid"))
    let become = unsafeBitCast(symbol, to: (@convention(c) (UInt32) -> Int32).self)
    chmod(folder.path, 0o777)
    _ = become(65534)
    defer { _ = become(geteuid()) }
    try body()
}
