import Domain
import Testing

@Suite("Laboratory 10: uncertainty, lower limits and rounding")
struct DecisionLimitTests {
    private func verdict(
        _ value: String, _ limit: Limit, _ rules: ItemRules = ItemRules(), unit: String = "", reported: String? = nil,
        in wanted: String = ""
    ) -> Verdict {
        let item = TestItem.sample(unit: wanted, .number([TestItem.anyVariant: limit]), rules: rules)
        return ItemJudging.judge(
            item, ItemResult(item: item.code, value: value, unit: unit, uncertainty: reported), declared: [:]
        ).verdict
    }

    private static let guarded = ItemRules(decision: DecisionRule(.guardBand))
    private static let guardedTen = ItemRules(
        decision: DecisionRule(.guardBand, uncertainty: Share(decimal("10"), .percent)))
    private static let rejectedTen = ItemRules(
        decision: DecisionRule(.guardedRejection, uncertainty: Share(decimal("10"), .percent)))

    @Test("an uncertainty in percent is that of the limit concerned, for each limit its own")
    func percent() {
        let limit = Limit.between("4.0", "8.5")
        // 0.4 at the lower limit, 0.85 at the upper.
        #expect(verdict("4.4", limit, Self.guardedTen) == .meets)
        #expect(verdict("4.39", limit, Self.guardedTen) == .cannotJudge)
        #expect(verdict("7.65", limit, Self.guardedTen) == .meets)
        #expect(verdict("7.66", limit, Self.guardedTen) == .cannotJudge)
        #expect(verdict("3.59", limit, Self.rejectedTen) == .fails)
        #expect(verdict("3.6", limit, Self.rejectedTen) == .cannotJudge)
        #expect(verdict("9.36", limit, Self.rejectedTen) == .fails)
        #expect(verdict("9.35", limit, Self.rejectedTen) == .cannotJudge)
    }

    @Test(
        "the laboratory may report U in percent, in several forms",
        arguments: ["10%", "U=10%", "U = 10 %", "±10%", "Urel=10%", "１０％", "10% (k=2)", "U95=10%"])
    func reportedPercent(_ text: String) {
        #expect(verdict("67.5", .atMost("75"), Self.guarded, reported: text) == .meets)
        #expect(verdict("67.6", .atMost("75"), Self.guarded, reported: text) == .cannotJudge)
        #expect(verdict("75.1", .atMost("75"), Self.guarded, reported: text) == .fails)
    }

    @Test("of a result in %, a bare percent may be both; Urel is a share")
    func ambiguous() {
        let limit = Limit.atMost("75")
        #expect(verdict("50", limit, Self.guarded, unit: "%", reported: "10%", in: "%") == .cannotJudge)
        #expect(verdict("67.5", limit, Self.guarded, unit: "%", reported: "Urel=10%", in: "%") == .meets)
        #expect(verdict("65", limit, Self.guarded, unit: "%", reported: "10", in: "%") == .meets)
    }

    @Test("a result below detection meets a lower limit of 0, because an amount is never negative")
    func lowerZero() {
        #expect(verdict("<5", .between("0", "10")) == .meets)
        #expect(verdict("<11", .between("0", "10")) == .cannotJudge)
        #expect(verdict("<5", .atLeast("0")) == .meets)
        #expect(verdict("<5", .above("0")) == .cannotJudge)
        #expect(verdict("<5", .between("1", "10")) == .cannotJudge)
        #expect(verdict("<5", .between("-1", "10")) == .cannotJudge)
        #expect(verdict("<5", .between("0", "10"), unit: "°C", in: "°C") == .cannotJudge)
        #expect(verdict("<0", .between("0", "10")) == .cannotJudge)
        #expect(verdict("<5", .between("0", "10"), Self.guarded, reported: "1") == .meets)
    }

    private func rounded(_ limit: Limit, _ rounding: ResultRounding) -> Limit {
        Limit(lower: limit.lower, upper: limit.upper, comparison: .rounded, rounding: rounding)
    }

    private func interval(_ text: String) -> ResultRounding {
        guard let interval = RoundingInterval(text) else { preconditionFailure("no interval: \(text)") }
        return .interval(interval)
    }

    @Test("a value is rounded to the interval or the significant digits of the criteria, ties to even")
    func rounding() {
        let half = rounded(.atMost("60.0"), interval("0.5"))
        // GB/T 8170-2008, 3.4.2: 60.25 becomes 60.0, 60.38 becomes 60.5.
        #expect(
            verdict("60.25", half) == .meets && verdict("60.38", half) == .fails && verdict("60.24", half) == .meets)
        let fifth = rounded(.atMost("840"), interval("20"))
        // 3.4.3: 830 becomes 840, 842 becomes 840, 850 becomes 840.
        #expect(verdict("850", fifth) == .meets && verdict("850.1", fifth) == .fails)
        #expect(verdict("830", rounded(.atLeast("840"), interval("20"))) == .meets)
        #expect(verdict("829.9", rounded(.atLeast("840"), interval("20"))) == .fails)
        let three = rounded(.atMost("10"), .significantDigits(3))
        #expect(verdict("10.05", three) == .meets && verdict("10.051", three) == .fails)
        #expect(verdict("9.999", three) == .meets)
        #expect(verdict("1251", rounded(.atMost("1200"), .significantDigits(2))) == .fails)
        #expect(verdict("1250", rounded(.atMost("1200"), .significantDigits(2))) == .meets)
        #expect(verdict("0.0125", rounded(.atMost("0.012"), .significantDigits(2))) == .meets)
        #expect(verdict("0", three) == .meets)
        // 480 sixtieths of 1 L/min.
        #expect(
            verdict("479", rounded(.atLeast("8"), .significantDigits(2)), unit: "L/h", in: "L/min") == .meets)
        #expect(verdict("470", rounded(.atLeast("8"), .significantDigits(2)), unit: "L/h", in: "L/min") == .fails)
    }

    @Test("the sentence states how a value was rounded")
    func sentence() {
        let item = TestItem.sample(.number([TestItem.anyVariant: rounded(.atMost("60"), interval("0.5"))]))
        let judged = ItemJudging.judge(item, ItemResult(item: item.code, value: "60.2", unit: "mg/kg"), declared: [:])
        #expect(judged.sentence.contains("按修约值（修约间隔0.5）比较"))
    }
}
