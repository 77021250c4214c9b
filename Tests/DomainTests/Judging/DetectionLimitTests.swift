import Domain
import Testing

@Suite("Laboratory 3: detection limits hold for numbers too")
struct DetectionLimitTests {
    private func judge(
        _ value: String, limit: String?, _ permitted: Limit = .atMost("75"), _ rule: DetectionRule = DetectionRule()
    ) -> ItemJudgement {
        let item = TestItem.sample(.number([TestItem.anyVariant: permitted]), rules: ItemRules(detection: rule))
        return ItemJudging.judge(
            item, ItemResult(item: item.code, value: value, unit: "mg/kg", detectionLimit: limit), declared: [:])
    }

    @Test(
        "a result below its own detection limit is any amount up to the limit",
        arguments: ["3", "0", "0.0", "99.9", "<5", "３", "1.2×10¹", "50(+)", "未检出"])
    func below(_ value: String) {
        let open = judge(value, limit: "100")
        #expect(open.verdict == .cannotJudge && open.reason == .detectionLimitAboveLimit)
        let certain = judge(value, limit: "100", .atMost("100"))
        #expect(certain.verdict == .meets && certain.reason == .notDetectedWithinLimit)
        #expect(judge(value, limit: "100", .atLeast("100")).verdict == .fails)
        #expect(judge(value, limit: "100", .atLeast("2")).verdict == .cannotJudge)
    }

    @Test("a result at or above its detection limit is a number", arguments: ["100", "100.1", "101(-)", "200"])
    func above(_ value: String) {
        #expect(judge(value, limit: "100").verdict == .fails)
        #expect(judge(value, limit: "<100").verdict == .fails)
    }

    @Test("0 is not detected where only the criteria state a detection limit; another number stays one")
    func zero() {
        let rule = DetectionRule(limit: decimal("100"))
        #expect(judge("0", limit: nil, rule: rule).verdict == .cannotJudge)
        #expect(judge("3", limit: nil, rule: rule).verdict == .meets)
        #expect(judge("0", limit: nil).verdict == .meets)
        #expect(judge("0", limit: "/", rule: rule).verdict == .cannotJudge)
    }

    private func judge(_ value: String, limit: String?, rule: DetectionRule) -> ItemJudgement {
        judge(value, limit: limit, .atMost("75"), rule)
    }

    @Test("a detection limit that cannot be read leaves the result open", arguments: ["5mg/kg", "0", "-5", "见附页"])
    func unreadable(_ limit: String) {
        #expect(judge("120", limit: limit).reason == .detectionLimitUnknown)
        #expect(judge("ND", limit: limit).reason == .detectionLimitUnknown)
    }

    @Test("a laboratory's detection limit above the method's is refused for numbers too")
    func tooHigh() {
        let rule = DetectionRule(limit: decimal("5"))
        #expect(judge("3", limit: "10", rule: rule).reason == .detectionLimitTooHigh)
        #expect(judge("30", limit: "10", rule: rule).reason == .withinLimit)
    }

    @Test("不得检出: a number below the detection limit proves neither presence nor absence")
    func absence() {
        func judge(_ value: String, _ rule: DetectionRule) -> ItemJudgement {
            let item = TestItem.sample(unit: "CFU/g", .absent, rules: ItemRules(detection: rule))
            return ItemJudging.judge(
                item, ItemResult(item: item.code, value: value, unit: "CFU/g", detectionLimit: "10"), declared: [:])
        }
        #expect(judge("3", DetectionRule()).reason == .figureNeeded)
        #expect(judge("0", DetectionRule(limit: decimal("10"))).verdict == .meets)
        #expect(judge("12", DetectionRule()).verdict == .fails)
    }

    @Test("a sum has the ranges of its members")
    func sums() {
        let items =
            [
                TestItem.sample(
                    code: "SUM", unit: "%", .number([TestItem.anyVariant: .atMost("0.1")]), sumOf: ["A", "B"])
            ] + ["A", "B"].map { TestItem.sample(code: $0, unit: "%", .reportOnly) }
        func verdict(_ values: [(String, String?)]) -> Verdict {
            let results = zip(["A", "B"], values).map {
                ItemResult(item: $0, value: $1.0, unit: "%", detectionLimit: $1.1)
            }
            return SampleJudging.judge(
                .sample(results), under: .sample([.sample(items: items)]), soldOn: day("2026-11-02")
            ).verdict
        }
        #expect(verdict([("0.03", nil), ("0.01", "0.05")]) == .meets)
        #expect(verdict([("0.03", nil), ("0.01", "0.08")]) == .cannotJudge)
        #expect(verdict([("0.03", nil), ("0", "0.08")]) == .cannotJudge)
        #expect(verdict([("0.11", nil), ("0", "0.08")]) == .fails)
    }

    @Test("the sentence shows the detection limit that decides")
    func sentence() {
        #expect(judge("50", limit: "100").sentence.hasPrefix("甲醛含量：实测50 mg/kg（检出限100 mg/kg），要求≤75 mg/kg"))
        #expect(judge("未检出", limit: "5").sentence.hasPrefix("甲醛含量：实测未检出（检出限5 mg/kg），"))
        #expect(judge("50", limit: "5").sentence.hasPrefix("甲醛含量：实测50 mg/kg，"))
    }
}
