import Domain
import TestSupport
import Testing

@testable import Store

/// Reports that wait for evidence.
struct EvidenceHoldTests {
    private let test: TestStore
    private var store: Store { test.store }
    private let rule = RuleReference(file: "Criteria/shared/evidence.yaml", hash: Digest.sha256("evidence rule"))

    init() throws {
        test = try TestStore()
    }

    private var requirement: EvidenceRequirement {
        EvidenceRequirement(
            needs: [EvidenceNeed(anyOf: [.photo, .video], least: 1), EvidenceNeed(anyOf: [.instrument], least: 1)],
            rule: rule)
    }

    private func report() async throws -> (id: Int64, label: String) {
        let label = try await Samples.sample(in: store).label
        return (try await Samples.file(Samples.submission(label), in: store).id, label)
    }

    private func add(_ bytes: [UInt8], _ kind: EvidenceKind, to label: String) async throws -> KeptPiece {
        try await store.addEvidence(
            store.evidence.admit(bytes), sample: label, kind: kind, name: "a", for: Samples.laboratory, by: .operator)
    }

    @Test(
        "A report with missing evidence is held, with the missing kinds and the rule; the last file releases it at once"
    )
    func heldAndReleased() async throws {
        let (report, label) = try await report()
        #expect(try await store.examineEvidence(report: report, under: requirement) == requirement.needs)
        #expect(try await store.reports(limit: 1).first?.missingEvidence == requirement.needs)
        #expect(try await add(EvidenceSamples.video(), .video, to: label).released.isEmpty)
        #expect(try await store.reports(limit: 1).first?.missingEvidence.map(\.stored) == ["instrument:1"])
        #expect(try await add(Array("峰面积 1290\n".utf8), .instrument, to: label).released == [report])
        #expect(try await store.reports(limit: 1).first?.missingEvidence.isEmpty == true)
        #expect(try await store.examineEvidence(report: report, under: requirement).isEmpty)
        let kinds = try await store.events(subject: "report:\(report)", limit: 100).map(\.kind)
        #expect(kinds == ["report.filed", "report.awaits-evidence", "report.awaits-evidence", "report.released"])
        let held = try #require(try await store.events(subject: "report:\(report)", limit: 100).last)
        #expect(held.detailsJSON.contains(rule.hash))
        let due = try await store.claim(.judge, limit: 10, leaseSeconds: 60).map(\.key)
        #expect(due.contains(.judge(report: report, released: true)))
        #expect(try await store.verifyAudit().fault == nil)
    }

    @Test("A report without missing evidence is not held; a rule without requirements holds no report")
    func notHeld() async throws {
        let (report, label) = try await report()
        let none = EvidenceRules.standard.requirement(of: "toys")
        #expect(try await store.examineEvidence(report: report, under: none).isEmpty)
        _ = try await add(EvidenceSamples.jpeg(), .photo, to: label)
        _ = try await add(Array("峰面积 1290\n".utf8), .instrument, to: label)
        #expect(try await store.examineEvidence(report: report, under: requirement).isEmpty)
        #expect(try await store.number("SELECT COUNT(*) FROM reportHold") == 0)
    }

    @Test("Examined twice, a report is held once; a weaker rule releases it; a stricter rule does not hold it again")
    func changedRule() async throws {
        let (report, _) = try await report()
        for _ in 0..<3 { _ = try await store.examineEvidence(report: report, under: requirement) }
        #expect(try await store.log().filter { $0.contains("report.awaits-evidence") }.count == 1)
        #expect(try await store.reexamineReportsAwaitingEvidence() == 1)
        let none = EvidenceRules.standard.requirement(of: "toys")
        #expect(try await store.examineEvidence(report: report, under: none).isEmpty)
        #expect(try await store.log().filter { $0.contains("report.released") }.count == 1)
        #expect(try await store.examineEvidence(report: report, under: requirement).isEmpty)
        #expect(try await store.reexamineReportsAwaitingEvidence() == 0)
    }

    @Test("The database refuses a released report with missing evidence and a held report with none")
    func constraint() async throws {
        let (report, _) = try await report()
        _ = try await store.examineEvidence(report: report, under: requirement)
        for sql in [
            "UPDATE reportHold SET missing = ''", "UPDATE reportHold SET releasedAt = 1",
            "UPDATE reportHold SET required = ''",
        ] as [PortableSQL] {
            #expect(await store.refusal(of: sql).contains("CHECK constraint failed"))
        }
    }
}
