import Domain
import Testing

/// The decision on one report of an upload.
struct IntakeDecisionTests {
    private typealias S = IntakeSamples

    private func states(_ decision: IntakeDecision) -> [IntakeRowState] {
        decision.rows.indices.map(decision.state)
    }

    private func codes(_ decision: IntakeDecision) -> [IntakeFault.Code?] {
        decision.faults.map { $0?.code }
    }

    @Test("A copy is a duplicate; contradicting results and their copies are at fault")
    func contradictions() {
        var facts = S.facts()
        let same = S.decide([S.row(), S.row(ordinal: 2), S.row("TX-LBL", "合格", ordinal: 3)], &facts)
        #expect(states(same) == [.taken, .duplicate, .taken] && same.filing?.submission.results.count == 2)
        facts = S.facts()
        let other = S.decide([S.row(), S.row(ordinal: 2), S.row("TX-HCHO", "21", ordinal: 3)], &facts)
        #expect(codes(other) == [.conflictingDuplicate, .conflictingDuplicate, .conflictingDuplicate])
        #expect(other.filing == nil && states(other) == [.held, .held, .held])
    }

    @Test("The head that most rows state is that of the report")
    func heads() {
        var facts = S.facts()
        let rows = [
            S.row(produced: "2026-03-02"), S.row("TX-LBL", "合格", ordinal: 2), S.row("TX-HCHO", "20", ordinal: 3),
        ]
        let decision = S.decide(rows, &facts)
        #expect(codes(decision) == [.headDiffers, nil, nil])
        #expect(states(decision) == [.held, .held, .held])
    }

    @Test("One faulty row holds the whole report; a row without a report number holds all reports of its upload")
    func whole() {
        var facts = S.facts()
        let faulty = S.decide([S.row(), S.row("XX", ordinal: 2)], &facts)
        #expect(states(faulty) == [.held, .held] && codes(faulty) == [nil, .unknownItem])
        #expect(faulty.samples == [1, 1])
        let nameless = S.decide([S.row()], of: .init(hasNamelessRows: true), &facts)
        #expect(states(nameless) == [.held] && codes(nameless) == [nil] && nameless.filing == nil)
    }

    @Test("A whole report waits for the reviewer; a rejected one is held")
    func review() {
        var facts = S.facts()
        #expect(states(S.decide([S.row()], of: .init(review: .pending), &facts)) == [.waiting])
        let rejected = S.decide([S.row()], of: .init(review: .rejected, reviewReason: "混淆"), &facts)
        #expect(states(rejected) == [.held] && codes(rejected) == [.rejectedByReviewer])
        let faulty = S.decide([S.row("XX")], of: .init(review: .pending), &facts)
        #expect(states(faulty) == [.held] && codes(faulty) == [.unknownItem])
        #expect(S.decide([S.row()], of: .init(review: .approved), &facts).filing?.version == 1)
    }

    @Test("The same report in another order is a duplicate; a part of the report is not")
    func duplicates() {
        var facts = S.facts()
        _ = S.decide([S.row(), S.row("TX-LBL", "合格", ordinal: 2)], &facts)
        #expect(states(S.decide([S.row("TX-LBL", "合格"), S.row(ordinal: 2)], &facts)) == [.duplicate, .duplicate])
        #expect(codes(S.decide([S.row()], &facts)) == [.correctionWithoutReason])
    }

    @Test("A repeated correction is a duplicate; if a later version replaced it, it needs a new reason")
    func repeatedCorrection() {
        var facts = S.facts()
        #expect(S.decide([S.row()], &facts).filing?.version == 1)
        let second = S.row("TX-HCHO", "30", reason: "称量有误")
        #expect(S.decide([second], &facts).filing?.version == 2)
        #expect(states(S.decide([second], &facts)) == [.duplicate])
        #expect(S.decide([S.row("TX-HCHO", "40", reason: "录入错误")], &facts).filing?.version == 3)
        let again = S.decide([second], &facts)
        #expect(codes(again) == [.oldCorrection] && again.filing == nil)
        #expect(S.decide([S.row("TX-HCHO", "30", reason: "恢复第2版")], &facts).filing?.version == 4)
    }

    @Test("A withdrawn report with the same content and reason needs a new reason")
    func withdrawn() throws {
        var facts = S.facts()
        _ = S.decide([S.row()], &facts)
        let second = S.row("TX-HCHO", "30", reason: "称量有误")
        let filing = try #require(S.decide([second], &facts).filing)
        let latest = IntakeFacts.Version(
            version: 2, submission: filing.submission, isWithdrawn: true, contentHash: filing.contentHash)
        facts = S.facts(latest: latest)
        #expect(codes(S.decide([second], &facts)) == [.oldCorrection])
        #expect(S.decide([S.row("TX-HCHO", "30", reason: "重新出具")], &facts).filing?.version == 3)
    }

    @Test("Changed content without a reason, and a reason without an earlier report, are faults")
    func reasons() {
        var facts = S.facts()
        #expect(codes(S.decide([S.row(reason: "称量有误")], &facts)) == [.nothingToCorrect])
        _ = S.decide([S.row()], &facts)
        #expect(codes(S.decide([S.row("TX-HCHO", "21")], &facts)) == [.correctionWithoutReason])
        #expect(codes(S.decide([S.row(number: "R-2")], &facts)) == [.sampleAlreadyReported])
    }

    @Test("A report that changes or omits a result of its held upload needs a reason; a corrected row does not")
    func differsFromHeld() {
        func decide(_ rows: [IntakeRow], _ held: [IntakeFacts.HeldRow]) -> IntakeDecision {
            var facts = S.facts()
            facts.held["R-1"] = held
            return S.decide(rows, &facts)
        }
        let failing = S.row("TX-HCHO", "300")
        let label = S.row("TX-LBL", "合格", ordinal: 2)
        let held = [IntakeFacts.HeldRow(.row(failing), code: nil), .init(.row(label), code: nil)]
        #expect(decide([failing, label], held).filing?.version == 1)
        #expect(codes(decide([S.row(), label], held))[0] == .correctionWithoutReason)
        #expect(codes(decide([label], held)) == [.correctionWithoutReason])
        let reasoned = decide([S.row("TX-LBL", "合格", reason: "300为误录")], held)
        #expect(reasoned.filing?.version == 1 && reasoned.filing?.submission.correctionReason == "300为误录")
        #expect(decide([label], [.init(.row(S.row("XX")), code: "unknown-item")]).filing != nil)
        #expect(decide([S.row()], [.init(.row(S.row("TX-HCHO", "二十")), code: "unreadable-value")]).filing != nil)
    }

    @Test("a fault in another cell of a held row does not free a new upload from its result")
    func headFaultOfHeld() {
        func decide(_ rows: [IntakeRow], _ held: IntakeFacts.HeldRow) -> IntakeDecision {
            var facts = S.facts()
            facts.held["R-1"] = [held]
            return S.decide(rows, &facts)
        }
        func unreadable(_ label: String?) -> IntakeFacts.HeldRow {
            let fault = IntakeFault(.unreadableDate, "x")
            return .init(
                .unreadable(
                    UnreadableRow(
                        ordinal: 1, place: "", reportNumber: "R-1", sampleLabel: label,
                        result: S.row("TX-HCHO", "300").result, fault: fault)), code: fault.code.rawValue)
        }
        let own = S.row().head.sampleLabel
        for label in [own, nil, "S-XXXX-XXXX"] {
            #expect(codes(decide([S.row("TX-HCHO", "20")], unreadable(label))) == [.correctionWithoutReason])
            #expect(codes(decide([S.row("TX-LBL", "合格")], unreadable(label))) == [.correctionWithoutReason])
            #expect(decide([S.row("TX-HCHO", "300")], unreadable(label)).filing != nil)
        }
        for code in ["scope-missing", "tested-in-future", "nothing-to-correct"] {
            let held = IntakeFacts.HeldRow(.row(S.row("TX-HCHO", "300")), code: code)
            #expect(codes(decide([S.row("TX-LBL", "合格")], held)) == [.correctionWithoutReason])
        }
    }
}
