import Domain
import Testing

/// If a value has no finite decimal in the unit of the limit, it is compared and rounded without loss.
@Suite("A result whose conversion has no finite decimal")
struct ConversionTests {
    private func item(_ limit: Limit, unit: String = "L/min", rules: ItemRules = ItemRules()) -> TestItem {
        .sample(name: "通气量", unit: unit, .number([TestItem.anyVariant: limit]), rules: rules)
    }

    private func judged(
        _ value: String, _ unit: String, _ item: TestItem, uncertainty: String? = nil
    ) -> ItemJudgement {
        ItemJudging.judge(
            item, ItemResult(item: item.code, value: value, unit: unit, uncertainty: uncertainty), declared: [:])
    }

    @Test(
        "is compared as an exact fraction",
        arguments: [
            ("479", Verdict.fails), ("480", .meets), ("481", .meets), ("479.999999999999", .fails),
            ("480.000000000001", .meets), (">480", .meets), (">479", .cannotJudge), ("<480", .fails),
            ("<481", .cannotJudge), ("479(+)", .fails), ("480(-)", .fails), ("480(+)", .meets),
        ])
    func fullValue(_ value: String, _ verdict: Verdict) {
        #expect(judged(value, "L/h", item(.atLeast("8"))).verdict == verdict)
    }

    @Test(
        "is rounded as an exact fraction, a tie to the even digit",
        arguments: [
            // 7.95 L/min is 477 L/h and rounds to 8.0; a slightly smaller value rounds to 7.9.
            ("477", Verdict.meets), ("476.999999", .fails), ("479", .meets), ("471", .fails), ("477(-)", .fails),
            ("477(+)", .meets),
        ])
    func rounded(_ value: String, _ verdict: Verdict) {
        let limit = Limit(lower: .init(decimal("8.0"), inclusive: true), comparison: .rounded)
        #expect(judged(value, "L/h", item(limit)).verdict == verdict)
    }

    @Test(
        "a tie goes to the even digit of the limit's unit, not of the laboratory's",
        arguments: [
            // 8.05 L/min is 483 L/h and rounds to 8.0; 8.15 L/min is 489 L/h and rounds to 8.2.
            ("483", Verdict.meets), ("483.1", .fails), ("489", .fails),
        ])
    func ties(_ value: String, _ verdict: Verdict) {
        let limit = Limit(upper: .init(decimal("8.0"), inclusive: true), comparison: .rounded)
        #expect(judged(value, "L/h", item(limit)).verdict == verdict)
    }

    @Test("agrees with integer arithmetic for every value near a limit")
    func oracle() {
        for tenths in 4700...4900 {
            let value = FixedDecimal(mantissa: Int64(tenths), scale: 1).text
            #expect((judged(value, "L/h", item(.atLeast("8"))).verdict == .meets) == (tenths >= 4800), "\(value)")
            // Tenths of L/h over 60, rounded to tenths of L/min, half to even.
            let (count, rest) = tenths.quotientAndRemainder(dividingBy: 60)
            let nearest = rest > 30 || (rest == 30 && count % 2 == 1) ? count + 1 : count
            let limit = Limit(lower: .init(decimal("8.0"), inclusive: true), comparison: .rounded)
            #expect((judged(value, "L/h", item(limit)).verdict == .meets) == (nearest >= 80), "\(value) rounded")
        }
    }

    @Test("the uncertainty, undecided values and multiples of the limit are converted too")
    func besides() {
        let guarded = item(.atLeast("8"), rules: ItemRules(decision: DecisionRule(.guardBand)))
        #expect(judged("500", "L/h", guarded, uncertainty: "20").verdict == .meets)
        #expect(judged("499", "L/h", guarded, uncertainty: "20").reason == .withinUncertainty)
        let absolute = item(
            .atLeast("8"),
            rules: ItemRules(decision: DecisionRule(.guardBand, uncertainty: Share(decimal("0.5"), .absolute))))
        #expect(judged("510", "L/h", absolute).verdict == .meets)
        #expect(judged("509", "L/h", absolute).reason == .withinUncertainty)
        #expect(judged("480", "L/h", item(.below("8", undecidedAt: ["8"]))).reason == .undecidedAtLimit)
        #expect(judged("479", "L/h", item(.below("8", undecidedAt: ["8"]))).verdict == .meets)
        let grave = TestItem.sample(
            unit: "L/min", .number([TestItem.anyVariant: .atLeast("8")]), hazard: .general,
            escalation: ItemEscalation(multiple: decimal("3"), guarded: false, basis: "方案"))
        // A third of 8 L/min is 160 L/h.
        #expect(judged("160", "L/h", grave).trigger == .fraction)
        #expect(judged("161", "L/h", grave).trigger == nil)
    }

    @Test("a detection limit is converted too")
    func detection() {
        let item = item(.atMost("8"), rules: ItemRules(detection: DetectionRule(limit: decimal("1"))))
        #expect(judged("<59", "L/h", item).verdict == .meets)
        #expect(judged("<61", "L/h", item).reason == .detectionLimitTooHigh)
        #expect(judged("未检出", "L/h", item).verdict == .meets)
    }

    @Test("other units without a finite conversion are converted too")
    func others() {
        #expect(judged("100", "s", item(.atMost("1.7"), unit: "min")).verdict == .meets)
        #expect(judged("102.1", "s", item(.atMost("1.7"), unit: "min")).verdict == .fails)
        #expect(judged("25", "km/h", item(.atMost("7"), unit: "m/s")).verdict == .meets)
        #expect(judged("25.2001", "km/h", item(.atMost("7"), unit: "m/s")).verdict == .fails)
        #expect(judged("10", "J", item(.atMost("1"), unit: "Wh")).verdict == .meets)
    }

    @Test("is shown as reported, with its approximate value, and with the limit in the reported unit")
    func sentence() {
        let told = judged("479", "L/h", item(.atLeast("8"))).sentence
        #expect(
            told == "通气量：实测479 L/h（合≈7.983 L/min），要求≥8 L/min（GB 18401-2010），"
                + "按全数值比较（≥8 L/min即≥480 L/h），不符合")
        // Not 8.000, which would look like the limit.
        #expect(judged("479.99", "L/h", item(.atLeast("8"))).sentence.contains("（合≈7.9998 L/min）"))
        #expect(judged("<500", "L/h", item(.atLeast("8"))).sentence.contains("（合≈<8.333 L/min）"))
        #expect(judged("480", "L/h", item(.atLeast("8"))).sentence.contains("（合8 L/min），"))
    }
}
