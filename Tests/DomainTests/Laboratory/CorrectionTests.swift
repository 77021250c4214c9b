import Domain
import Testing

/// What a correction may replace, and for which sample a report number may be used.
struct CorrectionTests {
    private typealias S = IntakeSamples
    private static let other = "S-2222-2222"

    /// The report R-1 on file: `TX-HCHO` 20 and `TX-LBL` 合格.
    private static func filed() -> IntakeFacts {
        var facts = S.facts()
        _ = S.decide([S.row(), S.row("TX-LBL", "合格", ordinal: 2)], &facts)
        return facts
    }

    /// Two samples, of which R-1 is filed on the first.
    private static func twoSamples(withdrawn: Bool, second: (number: String, withdrawn: Bool)? = nil) -> IntakeFacts {
        func version(_ number: String, _ label: String, isWithdrawn: Bool) -> IntakeFacts.Version {
            let row = S.row(number: number, label: label)
            let report = row.head.report(of: [row.result], correcting: nil)
            return .init(version: 1, submission: report, isWithdrawn: isWithdrawn, contentHash: report.contentHash)
        }
        var facts = S.facts(latest: version("R-1", S.label, isWithdrawn: withdrawn))
        facts.numbers["R-1"] = .init(label: S.label, version: 1, isWithdrawn: withdrawn)
        facts.samples[other] = .init(
            id: 2, product: "lamp", receivedOn: nil, soldOn: S.sold,
            latest: second.map { version($0.number, other, isWithdrawn: $0.withdrawn) })
        if let second { facts.numbers[second.number] = .init(label: other, version: 1, isWithdrawn: second.withdrawn) }
        return facts
    }

    private func code(_ decision: IntakeDecision) -> IntakeFault.Code? {
        decision.faults.compactMap { $0?.code }.first
    }

    @Test(
        "Laboratory 5: a correction that drops an item is held unless its reason names the item by code or name",
        arguments: [
            ("称量有误", true), ("称量有误，删去TX-LBL", false), ("删去使用说明项目", false), ("删去TX-LB", true),
        ])
    func drops(_ reason: String, _ isHeld: Bool) throws {
        var facts = Self.filed()
        let decision = S.decide([S.row("TX-HCHO", "30", reason: reason)], &facts)
        #expect(code(decision) == (isHeld ? .correctionDropsItems : nil))
        #expect(decision.filing?.dropped == (isHeld ? nil : ["TX-LBL"]))
        guard isHeld else { return }
        let sentence = try #require(decision.faults[0]?.sentence)
        #expect(sentence.contains("使用说明（TX-LBL）") && sentence.contains("更正范围") && !sentence.contains("甲醛"))
    }

    @Test("Laboratory 5: a dropped specimen of an item counts as a dropped result")
    func specimen() {
        var facts = S.facts()
        let second = IntakeRow(
            ordinal: 2, place: "第3行", head: S.row().head,
            result: ItemResult(item: "TX-HCHO", specimen: 2, value: "90", unit: "mg/kg"))
        _ = S.decide([S.row(), second], &facts)
        let decision = S.decide([S.row("TX-HCHO", "30", reason: "称量有误")], &facts)
        #expect(code(decision) == .correctionDropsItems)
        #expect(decision.faults[0]?.sentence.contains("TX-HCHO#2") == true)
    }

    @Test("Laboratory 5: a correction in part keeps the other results of the version on file")
    func partial() {
        var facts = Self.filed()
        let row = S.row("TX-HCHO", "30", reason: "称量有误", isPartial: true)
        let filing = S.decide([row], &facts).filing
        #expect(filing?.version == 2 && filing?.dropped == [])
        #expect(filing?.submission.results.map { $0.item + $0.value } == ["TX-HCHO30", "TX-LBL合格"])
        #expect(filing?.submission.isPartial == false)
        let again = S.decide([row], &facts)
        #expect(again.state(of: 0) == .duplicate)
    }

    @Test("Laboratory 5: a correction in part needs a valid report to correct, and a reason")
    func nothingToCorrect() {
        var facts = S.facts()
        let row = S.row("TX-HCHO", "30", reason: "称量有误", isPartial: true)
        #expect(code(S.decide([row], &facts)) == .nothingToCorrect)
        facts = Self.filed()
        #expect(code(S.decide([S.row("TX-HCHO", "30", isPartial: true)], &facts)) == .correctionWithoutReason)
        facts = Self.twoSamples(withdrawn: true)
        #expect(code(S.decide([row], &facts)) == .nothingToCorrect)
    }

    @Test("Laboratory 11: a number of a valid report cannot be used for another sample")
    func validNumber() {
        var facts = Self.twoSamples(withdrawn: false)
        let decision = S.decide([S.row(reason: "样品混淆", label: Self.other)], &facts)
        #expect(code(decision) == .numberOfAnotherSample)
        #expect(decision.faults[0]?.sentence.contains(S.label) == true)
    }

    @Test("Laboratory 11: a withdrawn report's number is used again for the right sample, with a reason")
    func movedNumber() {
        var facts = Self.twoSamples(withdrawn: true)
        #expect(code(S.decide([S.row(label: Self.other)], &facts)) == .correctionWithoutReason)
        let filing = S.decide([S.row(reason: "样品混淆", label: Self.other)], &facts).filing
        #expect(filing?.sample == 2 && filing?.version == 2)
        // The number now belongs to the other sample.
        #expect(code(S.decide([S.row("TX-HCHO", "21", reason: "再改")], &facts)) == .numberOfAnotherSample)
    }

    @Test("Laboratory 11: two swapped reports are put right after both are withdrawn")
    func swapped() {
        var facts = Self.twoSamples(withdrawn: true, second: ("R-2", false))
        let first = S.row(reason: "样品混淆", label: Self.other)
        #expect(code(S.decide([first], &facts)) == .sampleAlreadyReported)
        facts = Self.twoSamples(withdrawn: true, second: ("R-2", true))
        #expect(S.decide([first], &facts).filing?.version == 2)
        #expect(S.decide([S.row(number: "R-2", reason: "样品混淆")], &facts).filing?.version == 2)
    }
}
