import Domain
import TestSupport
import Testing

@testable import Store

/// Uploads in the store: owners, limits and end.
struct EvidenceUploadTests {
    private let test: TestStore
    private var store: Store { test.store }

    init() throws {
        test = try TestStore()
    }

    private func plan(
        _ label: String, _ content: String = "a", bytes: Int64 = 100, kind: EvidenceKind = .photo
    ) -> UploadPlan {
        UploadPlan(sampleLabel: label, kind: kind, name: "a.jpg", hash: Digest.sha256(content), bytes: bytes)
    }

    private func begin(_ plan: UploadPlan, _ limits: EvidenceLimits = EvidenceLimits()) async throws -> EvidenceUpload {
        try await store.beginUpload(plan, from: Samples.laboratory, within: limits)
    }

    @Test(
        "An upload is started for a sample of the laboratory, with an event; the same announcement returns the same upload"
    )
    func begins() async throws {
        let label = try await Samples.sample(in: store).label
        let first = try await begin(plan(label))
        #expect(EvidenceVault.isUpload(first.id) && first.received == 0 && first.state == .open)
        #expect(try await begin(plan(label)) == first)
        #expect(try await begin(plan(label, "b")).id != first.id)
        #expect(try await store.log().filter { $0.contains("evidence.upload-begun") }.count == 2)
    }

    @Test("A sample of another laboratory and its upload are reported as unknown")
    func foreign() async throws {
        let label = try await Samples.sample(in: store).label
        let upload = try await begin(plan(label))
        for (label, laboratory) in [(label, "laboratory-b"), ("S-0000-0000", Samples.laboratory)] {
            await #expect(throws: EvidenceRefusal.unknownSample(label)) {
                try await store.beginUpload(plan(label), from: laboratory, within: EvidenceLimits())
            }
        }
        await #expect(throws: EvidenceRefusal.unknownUpload) { try await store.upload(upload.id, of: "laboratory-b") }
    }

    @Test("The size of a file, the open uploads, the uploads of an hour, and the total of a laboratory are limited")
    func bounded() async throws {
        let label = try await Samples.sample(in: store).label
        var limits = EvidenceLimits()
        limits.pieceBytes = 1_000
        limits.openUploads = 3
        limits.uploadsPerHour = 4
        limits.laboratoryBytes = 2_500
        await #expect(throws: EvidenceRefusal.tooLarge(limit: 1_000)) {
            try await begin(plan(label, bytes: 1_001), limits)
        }
        await #expect(throws: EvidenceRefusal.tooLarge(limit: 1_000)) {
            try await begin(plan(label, bytes: .max), limits)
        }
        let first = try await begin(plan(label, "1", bytes: 1_000), limits)
        _ = try await begin(plan(label, "2", bytes: 1_000), limits)
        await #expect(throws: EvidenceRefusal.overQuota(limit: 2_500)) {
            try await begin(plan(label, "3", bytes: 501), limits)
        }
        _ = try await begin(plan(label, "3", bytes: 500), limits)
        await #expect(throws: EvidenceRefusal.tooManyOpen(limit: 3)) { try await begin(plan(label, "4"), limits) }
        try await store.endUpload(first.id, .cancelled, by: .operator)
        let fourth = try await begin(plan(label, "4"), limits)
        try await store.endUpload(fourth.id, .cancelled, by: .operator)
        await #expect(throws: EvidenceRefusal.tooManyThisHour(limit: 4)) { try await begin(plan(label, "5"), limits) }
        test.clock.advance(seconds: 3_600)
        _ = try await begin(plan(label, "5"), limits)
    }

    @Test("The acknowledged count never decreases and reaches the full length only when the file is kept")
    func advances() async throws {
        let label = try await Samples.sample(in: store).label
        let upload = try await begin(plan(label)).id
        for (to, expected) in [(40, 40), (20, 40), (100, 40), (101, 40), (99, 99)] as [(Int64, Int64)] {
            try await store.advanceUpload(upload, to: to)
            #expect(try await store.upload(upload, of: Samples.laboratory).received == expected)
        }
        let refusal = await store.refusal(of: "UPDATE evidenceUpload SET received = bytes")
        #expect(refusal.contains("CHECK constraint failed"))
    }

    @Test("A file is visible to its laboratory and to the officers of its region only")
    func scopes() async throws {
        let label = try await Samples.sample(in: store, region: "330482").label
        let entry = try store.evidence.admit(EvidenceSamples.jpeg())
        _ = try await store.addEvidence(
            entry, sample: label, kind: .photo, name: "a.jpg", for: Samples.laboratory, by: .operator)
        let seen: [(EvidenceScope, Bool)] = [
            (.laboratory(Samples.laboratory), true), (.laboratory("laboratory-b"), false), (.all, true),
            (.region(Samples.region("330482")), true), (.region(Samples.region("330400")), true),
            (.region(Samples.region("330106")), false), (.region(.everywhere), true),
        ]
        for (scope, visible) in seen {
            #expect(try await (store.evidenceFile(entry.hash, in: scope) != nil) == visible, "\(scope)")
            #expect(try await store.evidencePieces(in: scope, limit: 10).isEmpty != visible, "\(scope)")
        }
    }

    @Test("The buyer's evidence and the proof of service are visible to officers, never to a laboratory")
    func buyersEvidence() async throws {
        let given = try await Samples.routedCase(in: store, region: "330482")
        let proof = try store.evidence.admit(Array("送达回证".utf8))
        try await store.serveNotice(number: "速筛告〔2026〕1号", proof: proof, by: .operator)
        for hash in [Digest.sha256("订单截图 \(given.task)"), proof.hash] {
            #expect(try await store.evidenceFile(hash, in: .laboratory(Samples.laboratory)) == nil)
            #expect(try await store.evidenceFile(hash, in: .region(Samples.region("330482"))) != nil)
            #expect(try await store.evidenceFile(hash, in: .region(Samples.region("330106"))) == nil)
        }
        #expect(try await store.evidenceUses(proof.hash) == [.notice(number: "速筛告〔2026〕1号")])
    }

    @Test("The same content for two samples is one file; for one sample it is one piece of evidence of one kind")
    func onceByContent() async throws {
        let labels = [try await Samples.sample(in: store).label, try await Samples.sample(in: store, item: "2").label]
        for label in labels + labels {
            let entry = try store.evidence.admit(EvidenceSamples.jpeg())
            _ = try await store.addEvidence(
                entry, sample: label, kind: .photo, name: "a.jpg", for: Samples.laboratory, by: .operator)
        }
        let hash = Digest.sha256(EvidenceSamples.jpeg())
        #expect(try await store.number("SELECT COUNT(*) FROM evidence WHERE hash = '\(hash)'") == 1)
        #expect(try await store.evidencePieces(in: .all, limit: 10).map(\.label) == labels)
        await #expect(throws: EvidenceRefusal.keptAs(.photo)) { try await begin(plan2(labels[0], hash)) }
        let again = try store.evidence.admit(EvidenceSamples.jpeg())
        await #expect(throws: EvidenceRefusal.keptAs(.photo)) {
            try await store.addEvidence(
                again, sample: labels[0], kind: .document, name: "a", for: Samples.laboratory, by: .operator)
        }
    }

    private func plan2(_ label: String, _ hash: String) -> UploadPlan {
        UploadPlan(sampleLabel: label, kind: .instrument, name: "a", hash: hash, bytes: 64)
    }

    @Test("A refused purchase leaves no evidence in the vault")
    func refusedPurchase() async throws {
        let before = try test.folder.files()
        let entry = try store.evidence.admit(Array("订单".utf8))
        await #expect(throws: StoreError.self) {
            try await store.recordPurchase(
                task: 99, Samples.record(order: "A", entry), evidence: [entry], by: Samples.buyer)
        }
        #expect(try test.folder.files().filter { !$0.contains(".staging") } == before)
        #expect(throws: EvidenceVault.Refusal.self) { try store.evidence.contents(of: entry.hash) }
    }
}
