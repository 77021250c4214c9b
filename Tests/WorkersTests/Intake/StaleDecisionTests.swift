import Domain
import Store
import TestSupport
import Testing
import Workers

/// Decisions that rest on what is not so any more when they are carried out.
struct StaleDecisionTests {
    /// Row 8 of a report, as the replay decides it from the facts of this moment.
    private func decided(_ desk: LaboratoryCase) async throws -> DecidedReport {
        let kept = try #require(try await desk.store.intakeRows(.init(state: .quarantined), limit: 1).first)
        var facts = try await desk.store.intakeFacts(
            laboratory: Samples.laboratory, labels: [desk.labels[0]], numbers: ["R-1"])
        let filed = try #require(facts.latest(of: "R-1")).version.submission
        let row = IntakeRow(
            ordinal: 8, place: "第9行", head: ReportHead(filed),
            result: ItemResult(item: "TY-SP", specimen: 2, value: "合格", unit: ""),
            stored: StoredRow(id: kept.id, upload: kept.upload, state: kept.state, corrected: kept.corrected))
        let decision = IntakeDecision(
            [row], options: .init(completes: true), catalogue: ItemCatalogue(desk.criteria), facts: &facts)
        #expect(decision.filing != nil)
        return DecidedReport(decision: decision, unreadable: [])
    }

    private func desk() async throws -> LaboratoryCase {
        let desk = try await LaboratoryCase()
        let label = desk.labels[0]
        try await desk.take(ToyReport.text(label) + ToyReport.row(label, "TY-SP", "合 格", specimen: 2))
        return desk
    }

    private func carryOut(
        _ report: DecidedReport, _ desk: LaboratoryCase, review: ReviewState = .none
    ) async throws {
        try await desk.store.replayIntake(
            [report], of: Samples.laboratory, reviews: [1: review], by: .operator)
    }

    @Test("A report that was withdrawn meanwhile is not revived by what completes it")
    func withdrawn() async throws {
        let desk = try await desk()
        let report = try await decided(desk)
        try await desk.store.withdrawReport(number: "R-1", of: Samples.laboratory, reason: "混淆", by: .operator)
        let restated = DecidedReport(decision: nil, unreadable: [], filing: report.filing)
        for stale in [report, restated] {
            await #expect(throws: IntakeConflict.self) { try await carryOut(stale, desk) }
        }
        #expect(try await desk.store.reports(limit: 10).count == 1)
    }

    @Test("A row that was corrected meanwhile is decided anew")
    func corrected() async throws {
        let desk = try await desk()
        let report = try await decided(desk)
        let text = ToyReport.row(desk.labels[0], "TY-SP", "不合格", specimen: 2)
        try await desk.store.correctIntakeRow(desk.quarantinedRow(), of: nil, to: Array(text.utf8), by: .operator)
        await #expect(throws: IntakeConflict.self) { try await carryOut(report, desk) }
        try await desk.replay()
        #expect(try await desk.verdicts().last == .fails)
    }

    @Test("Rows of an upload that a reviewer decided on meanwhile are decided anew")
    func reviewed() async throws {
        let desk = try await desk()
        let report = try await decided(desk)
        await #expect(throws: IntakeConflict.self) { try await carryOut(report, desk, review: .approved) }
        try await carryOut(report, desk)
        #expect(try await desk.store.reports(limit: 10).count == 2)
    }
}
