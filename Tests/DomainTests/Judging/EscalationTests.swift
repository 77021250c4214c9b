import Domain
import Testing

@Suite("When a general hazard becomes serious")
struct EscalationTests {
    private static let basis = "方案第四条"

    private func item(
        _ code: String, _ limit: Limit = .atMost("75"), multiple: String? = nil, guarded: Bool = false,
        decision: DecisionRule = .simple, group: String? = nil
    ) -> TestItem {
        let escalation =
            multiple != nil || guarded
            ? ItemEscalation(multiple: multiple.map { decimal($0) }, guarded: guarded, basis: Self.basis) : nil
        return .sample(
            code: code, name: code, .number([TestItem.anyVariant: limit]), rules: ItemRules(decision: decision),
            hazard: .general, group: group, escalation: escalation)
    }

    private func conclude(
        _ items: [TestItem], _ values: [String], escalation: EditionEscalation = EditionEscalation(),
        uncertainty: String? = nil, earlier: [String] = []
    ) -> Conclusion {
        let results = zip(items, values).map {
            ItemResult(item: $0.code, value: $1, unit: $0.unit, uncertainty: uncertainty)
        }
        return SampleJudging.judge(
            .sample(results), under: .sample([.sample(items: items, escalation: escalation)]),
            soldOn: day("2026-11-02"),
            earlier: earlier.map { day($0) })
    }

    @Test(
        "a multiple of an upper or a lower limit makes the hazard serious",
        arguments: [
            (Limit.atMost("75"), "225", HazardClass.serious), (.atMost("75"), "224.9", .general),
            (.atMost("75"), ">225", .serious), (.atMost("75"), ">200", .general), (.atLeast("9"), "3", .serious),
            (.atLeast("9"), "3.1", .general), (.between("6", "75"), "2", .serious),
            (.between("6", "75"), "5", .general),
        ])
    func multiple(_ limit: Limit, _ value: String, _ hazard: HazardClass) {
        #expect(conclude([item("X", limit, multiple: "3")], [value]).hazard == hazard)
    }

    @Test("a value outside by more than the uncertainty is serious; without an uncertainty it is not")
    func guarded() {
        let items = [item("X", guarded: true)]
        #expect(conclude(items, ["80.1"], uncertainty: "5").hazard == .serious)
        #expect(conclude(items, ["80"], uncertainty: "5").hazard == .general)
        #expect(conclude(items, ["999"]).hazard == .general)
    }

    @Test("several failing items of one hazard group are serious together")
    func group() {
        let rule = EditionEscalation(groups: [.init(hazardGroup: "chemical", items: 2, basis: Self.basis)])
        let items = [item("A", group: "chemical"), item("B", group: "chemical"), item("C", group: "other")]
        #expect(conclude(items, ["99", "1", "99"], escalation: rule).hazard == .general)
        let both = conclude(items, ["99", "99", "1"], escalation: rule)
        #expect(both.hazard == .serious)
        #expect(
            both.sentence == "不符合本次风险速筛要求，属严重风险隐患（A、B；同类危害的2个项目不符合（A、B），依据方案第四条）")
    }

    @Test(
        "earlier findings at the same shop count within their days",
        arguments: [
            ([], HazardClass.general), (["2026-11-02"], .serious), (["2025-11-02"], .serious),
            (["2025-11-01"], .general),
            (["2026-11-03"], .general),
        ] as [([String], HazardClass)])
    func repeated(_ earlier: [String], _ hazard: HazardClass) {
        let rule = EditionEscalation(repeated: .init(findings: 1, days: 365, basis: Self.basis))
        #expect(conclude([item("X")], ["99"], escalation: rule, earlier: earlier).hazard == hazard)
    }

    @Test("a result that meets or cannot be judged is never serious")
    func neverWithoutFailure() {
        let rule = EditionEscalation(
            groups: [.init(hazardGroup: "chemical", items: 2, basis: Self.basis)],
            repeated: .init(findings: 1, days: 365, basis: Self.basis))
        let items = [item("A", multiple: "3", group: "chemical"), item("B", multiple: "3", group: "chemical")]
        for values in [["约300", "ND"], ["1", "1"], ["", "1"]] {
            let conclusion = conclude(items, values, escalation: rule, earlier: ["2026-11-01"])
            #expect(conclusion.hazard == nil)
            #expect(conclusion.grounds.isEmpty)
        }
    }

    @Test("a serious item needs no ground")
    func seriousAnyway() {
        let conclusion = conclude([item("A"), .sample(code: "S")], ["99", "99"], earlier: [])
        #expect(conclusion.hazard == .serious)
        #expect(conclusion.grounds.isEmpty)
    }

    @Test("the sentence names the multiple and its basis")
    func sentence() {
        #expect(
            conclude([item("铅", multiple: "3")], ["300"]).sentence
                == "不符合本次风险速筛要求，属严重风险隐患（铅；铅达到限值的3倍，依据方案第四条）")
    }

    @Test("the sentence states a fraction of a lower limit, and an excess beyond the uncertainty")
    func sentences() {
        #expect(
            conclude([item("附件抗拉强力", .atLeast("90"), multiple: "3")], ["20"]).sentence
                == "不符合本次风险速筛要求，属严重风险隐患（附件抗拉强力；附件抗拉强力不超过限值的1/3，依据方案第四条）")
        #expect(
            conclude([item("铬", .atMost("100"), multiple: "3", guarded: true)], ["150"], uncertainty: "10").sentence
                == "不符合本次风险速筛要求，属严重风险隐患（铬；铬超出限值的幅度大于测量不确定度，依据方案第四条）")
    }
}
