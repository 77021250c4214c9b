import Domain
import Testing

/// What becomes of the rows of one report.
struct IntakeDecisionTests {
    private typealias S = IntakeSamples

    private func states(_ decision: IntakeDecision) -> [IntakeRowState] {
        decision.fates.map(\.state)
    }

    private func code(_ fate: IntakeDecision.Fate) -> IntakeFault.Code? {
        if case .quarantined(let fault) = fate { fault.code } else { nil }
    }

    @Test("A copy is a duplicate; results that contradict each other go together, their copies too")
    func contradictions() {
        var facts = S.facts()
        let same = S.decide([S.row(), S.row(ordinal: 2), S.row("TX-LBL", "合格", ordinal: 3)], &facts)
        #expect(states(same) == [.taken, .duplicate, .taken] && same.filing?.submission.results.count == 2)
        facts = S.facts()
        let other = S.decide([S.row(), S.row(ordinal: 2), S.row("TX-HCHO", "21", ordinal: 3)], &facts)
        #expect(other.fates.map(code) == [.conflictingDuplicate, .conflictingDuplicate, .conflictingDuplicate])
        #expect(other.filing == nil)
    }

    @Test("Most rows say what the report is")
    func heads() {
        var facts = S.facts()
        let rows = [
            S.row(produced: "2026-03-02"), S.row("TX-LBL", "合格", ordinal: 2), S.row("TX-HCHO", "20", ordinal: 3),
        ]
        let decision = S.decide(rows, &facts)
        #expect(decision.fates.map(code) == [.headDiffers, nil, nil])
    }

    @Test("Where the gate is closed good rows wait, and nothing is filed")
    func gate() {
        var facts = S.facts()
        let decision = S.decide([S.row(), S.row("XX", ordinal: 2)], options: .init(filesImmediately: false), &facts)
        #expect(states(decision) == [.waiting, .quarantined] && decision.filing == nil)
    }

    @Test("A correction said again is known; one that a later version replaced asks for a new reason")
    func repeatedCorrection() {
        var facts = S.facts()
        #expect(S.decide([S.row()], &facts).filing?.version == 1)
        let second = S.row("TX-HCHO", "30", reason: "称量有误")
        #expect(S.decide([second], &facts).filing?.version == 2)
        #expect(states(S.decide([second], &facts)) == [.duplicate])
        #expect(S.decide([S.row("TX-HCHO", "40", reason: "录入错误")], &facts).filing?.version == 3)
        let again = S.decide([second], &facts)
        #expect(again.fates.map(code) == [.oldCorrection] && again.filing == nil)
        #expect(S.decide([S.row("TX-HCHO", "30", reason: "恢复第2版")], &facts).filing?.version == 4)
    }

    @Test("What only completes a correction does not replace it")
    func completed() {
        var facts = S.facts()
        _ = S.decide([S.row()], &facts)
        let second = S.row("TX-HCHO", "30", reason: "称量有误")
        _ = S.decide([second], &facts)
        let late = S.decide([S.row("TX-LBL", "合格")], options: .init(completes: true), &facts)
        #expect(late.filing?.version == 3 && late.filing?.completes == true)
        #expect(states(S.decide([second], &facts)) == [.duplicate])
    }

    @Test("A withdrawn report is not known again by its own content")
    func withdrawn() throws {
        var facts = S.facts()
        _ = S.decide([S.row()], &facts)
        let second = S.row("TX-HCHO", "30", reason: "称量有误")
        let filing = try #require(S.decide([second], &facts).filing)
        let latest = IntakeFacts.Version(
            version: 2, submission: filing.submission, isWithdrawn: true, contentHashes: [filing.contentHash])
        facts = S.facts(latest: latest)
        #expect(S.decide([second], &facts).fates.map(code) == [.oldCorrection])
        #expect(S.decide([S.row("TX-HCHO", "30", reason: "重新出具")], &facts).filing?.version == 3)
    }

    @Test("Other content without a reason, and a reason without a report, are faults")
    func reasons() {
        var facts = S.facts()
        #expect(S.decide([S.row(reason: "称量有误")], &facts).fates.map(code) == [.nothingToCorrect])
        _ = S.decide([S.row()], &facts)
        #expect(S.decide([S.row("TX-HCHO", "21")], &facts).fates.map(code) == [.correctionWithoutReason])
        #expect(S.decide([S.row(number: "R-2")], &facts).fates.map(code) == [.sampleAlreadyReported])
    }
}
