import Domain
import Rulebook
import Store
import TestSupport
import Testing

@testable import Workers

/// The sweeper and the verifier of the vault.
@Suite(.timeLimit(.minutes(15))) struct EvidenceCareTests {
    private let test: TestStore
    private let label: String
    private var store: Store { test.store }

    init() async throws {
        test = try TestStore()
        label = try await Samples.sample(in: test.store).label
    }

    private func begin(_ bytes: [UInt8], sending count: Int) async throws -> String {
        let plan = UploadPlan(
            sampleLabel: label, kind: .video, name: "a", hash: Digest.sha256(bytes), bytes: Int64(bytes.count))
        let upload = try await store.beginUpload(plan, from: Samples.laboratory, within: EvidenceLimits()).id
        _ = try await ReceiveEvidence(store).append(
            Arriving([Array(bytes[..<count])]), to: upload, of: Samples.laboratory, from: 0)
        return upload
    }

    private func sweep() async throws -> SweepEvidence.SweepSummary {
        try await SweepEvidence(store, limits: EvidenceLimits()).run()
    }

    @Test("An upload without progress for the set time is ended with an event; an upload with progress is not")
    func expiry() async throws {
        let old = try await begin(EvidenceSamples.video(1, bytes: 900), sending: 100)
        test.clock.advance(seconds: 71 * 3600)
        let young = try await begin(EvidenceSamples.video(2, bytes: 900), sending: 100)
        #expect(try await sweep().expired == 0)
        test.clock.advance(seconds: 2 * 3600)
        #expect(try await sweep().expired == 1)
        #expect(store.evidence.parts() == [young])
        await #expect(throws: EvidenceRefusal.ended(.expired)) {
            try await ReceiveEvidence(store).open(old, of: Samples.laboratory)
        }
        #expect(try await store.events(subject: "upload:\(old)", limit: 10).last?.kind == "evidence.upload-expired")
    }

    @Test("An upload that is being written is not ended, even if it is old")
    func underWay() async throws {
        let upload = try await begin(EvidenceSamples.video(bytes: 900), sending: 100)
        test.clock.advance(seconds: 100 * 3600)
        let part = try #require(try store.evidence.openPart(upload, create: false))
        #expect(try await sweep().expired == 0)
        #expect(part.size == 100)
    }

    @Test("Files of dead processes are removed; files without a row are moved aside, with an event, and kept")
    func leftovers() async throws {
        let upload = try await begin(EvidenceSamples.video(bytes: 900), sending: 100)
        try await store.endUpload(upload, .cancelled, by: .operator)
        try test.folder.makeFolder("evidence/.staging")
        try test.folder.write([1], to: "evidence/.staging/1-1")
        let orphan = Array("没有记录的文件".utf8)
        let hash = Digest.sha256(orphan)
        try test.folder.makeFolder("evidence/\(hash.prefix(2))")
        try test.folder.write(orphan, to: "evidence/\(hash.prefix(2))/\(hash)")
        let alive = try store.evidence.admit(Array("正在接收".utf8))

        let summary = try await sweep()
        #expect(summary.removed == 2 && summary.setAside == [hash])
        #expect(test.folder.bytes("evidence/.orphans/\(hash)") == orphan)
        #expect(
            try await store.events(subject: "evidence:\(hash)", limit: 10).map(\.kind) == ["evidence.orphan-set-aside"])
        #expect(try await sweep() == SweepEvidence.SweepSummary())
        // The file that this process was admitting was not removed.
        _ = try await store.recordPurchase(
            task: Samples.secondTask(in: store), Samples.record(order: "B", alive), evidence: [alive], by: Samples.buyer
        )
        #expect(try await VerifyEvidence(store).run().findings.isEmpty)
    }

    @Test("Missing, changed, orphaned and stray files are each named; an intact vault has none")
    func verify() async throws {
        var hashes: [String] = []
        for number in 0..<4 {
            let entry = try store.evidence.admit(EvidenceSamples.jpeg(number))
            _ = try await store.addEvidence(
                entry, sample: label, kind: .photo, name: "a", for: Samples.laboratory, by: .operator)
            hashes.append(entry.hash)
        }
        let report = try await VerifyEvidence(store).run()
        #expect(report.findings.isEmpty && report.intact == 5)

        func path(_ hash: String) -> String { "evidence/\(hash.prefix(2))/\(hash)" }
        try test.folder.remove(path(hashes[0]))
        try test.folder.write(EvidenceSamples.jpeg(9), to: path(hashes[1]))
        try test.folder.write([1], to: path(hashes[2]) + ".part")
        let orphan = Digest.sha256("orphan")
        try test.folder.makeFolder("evidence/\(orphan.prefix(2))")
        try test.folder.write(Array("orphan".utf8), to: path(orphan))
        let findings = try await VerifyEvidence(store).run().findings
        #expect(
            Set(findings) == [
                .init(name: hashes[0], condition: .missing), .init(name: hashes[1], condition: .changed),
                .init(name: "\(hashes[2].prefix(2))/\(hashes[2]).part", condition: .stray),
                .init(name: orphan, condition: .orphaned),
            ])
        #expect(findings.count == 4)
    }

    @Test("A held report is judged by the worker loop as soon as its evidence arrives")
    func judging() async throws {
        let context = try TestAppContext(test).context
        let rules = EvidenceRules(
            required: [EvidenceNeed(anyOf: [.photo, .video], least: 1)],
            rule: RuleReference(file: "Criteria/shared/evidence.yaml", hash: Digest.sha256("r")))
        let asking = AppContext(
            store: store,
            rulebook: .init(
                crawlers: [], criteria: Array(context.rulebook.criteria.values), evidence: rules),
            environment: context.environment)
        let report = try await Samples.file(Samples.submission(label), in: store).id
        let judge = WorkerService.worker(.judge, asking)
        #expect(try await judge.runOnce(store).done == [.judge(report: report)])
        #expect(try await store.reports(limit: 1).first?.verdict == nil)
        await #expect(throws: AwaitingEvidence.self) { try await Judge(asking).run(report: report) }
        _ = try await begin(EvidenceSamples.video(bytes: 900), sending: 900)
        #expect(try await judge.runOnce(store).done == [.judge(report: report, released: true)])
        #expect(try await store.reports(limit: 1).first?.verdict != nil)
    }
}
