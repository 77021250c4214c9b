import Domain
import Testing

@Suite("Conclusions")
struct ConclusionTests {
    private static let serious = TestItem.sample(code: "A", name: "甲醛含量", hazard: .serious)
    private static let water = TestItem.sample(code: "B", name: "耐水色牢度", hazard: .general, group: "colour")
    private static let rubbing = TestItem.sample(code: "C", name: "耐干摩擦色牢度", hazard: .general, group: "colour")

    private func sentence(
        _ items: [TestItem], escalation: EditionEscalation = EditionEscalation(), earlier: [CalendarDay] = []
    ) -> String {
        SampleJudging.judge(
            .sample(items.map { ItemResult(item: $0.code, value: "100", unit: "mg/kg") }),
            under: .sample([.sample(items: items, escalation: escalation)]), soldOn: day("2026-11-02"),
            earlier: earlier
        ).sentence
    }

    @Test("Laboratory 7: the conclusion names each item by its own class")
    func classes() {
        #expect(
            sentence([Self.water, Self.serious]) == "不符合本次风险速筛要求，属严重风险隐患（甲醛含量）；一般风险隐患（耐水色牢度）")
        #expect(sentence([Self.serious]) == "不符合本次风险速筛要求，属严重风险隐患（甲醛含量）")
        #expect(sentence([Self.water, Self.rubbing]) == "不符合本次风险速筛要求，属一般风险隐患（耐水色牢度、耐干摩擦色牢度）")
    }

    @Test("Laboratory 7: an escalated item is named as serious with its ground, and the others by their own class")
    func escalated() {
        let lead = TestItem.sample(
            code: "PB", name: "铅", .number([TestItem.anyVariant: .atMost("30")]), hazard: .general,
            escalation: ItemEscalation(multiple: decimal("3"), guarded: false, basis: "方案第四条"))
        #expect(
            sentence([lead, Self.water])
                == "不符合本次风险速筛要求，属严重风险隐患（铅；铅达到限值的3倍，依据方案第四条）；一般风险隐患（耐水色牢度）")
        let group = EditionEscalation(groups: [.init(hazardGroup: "colour", items: 2, basis: "方案第四条")])
        let other = TestItem.sample(code: "D", name: "使用说明", hazard: .general)
        #expect(
            sentence([Self.water, Self.rubbing, other], escalation: group)
                == "不符合本次风险速筛要求，属严重风险隐患（耐水色牢度、耐干摩擦色牢度；同类危害的2个项目不符合（耐水色牢度、耐干摩擦色牢度），依据方案第四条）；一般风险隐患（使用说明）")
        let repeated = EditionEscalation(repeated: .init(findings: 1, days: 365, basis: "方案第五条"))
        #expect(
            sentence([Self.water], escalation: repeated, earlier: [day("2026-10-01")])
                == "不符合本次风险速筛要求，属严重风险隐患（耐水色牢度；购样前365日内，同一店铺的同类产品已有1次不符合，依据方案第五条）")
    }

    @Test(
        "Laboratory 8: an item that does not apply neither passes nor fails, and is shown with the laboratory's reason")
    func notApplicable() throws {
        let cord = TestItem.sample(
            code: "TX-CORD", name: "绳带要求", unit: "", .passFail, rules: ItemRules(allowsNotApplicable: true))
        func judge(_ results: [ItemResult]) -> Conclusion {
            SampleJudging.judge(
                .sample(results), under: .sample([.sample(items: [cord, .label])]), soldOn: day("2026-11-02"))
        }
        let stated = ItemResult(item: "TX-CORD", value: "/", unit: "", reason: "样品没有绳带")
        let passing = judge([stated, ItemResult(item: "TX-LBL", value: "合格", unit: "")])
        #expect(passing.verdict == .meets && passing.sentence == "所检项目未发现不合格")
        let row = try #require(passing.items.first)
        #expect(JudgementWording.outcome(row.verdict, row.reason) == "不适用")
        #expect(row.sentence == "绳带要求：报告为不适用，要求应合格（GB 18401-2010），不适用：样品没有绳带")
        #expect(judge([stated]).verdict == .cannotJudge)
        #expect(judge([stated, ItemResult(item: "TX-LBL", value: "不合格", unit: "")]).verdict == .fails)
        let unexplained = judge([ItemResult(item: "TX-CORD", value: "不适用", unit: "")])
        #expect(unexplained.items.first?.sentence.contains("未写明理由") == true)
        #expect(unexplained.verdict == .cannotJudge)
    }

    @Test("Laboratory 8: the reason is part of the judged inputs")
    func inputs() {
        func hash(_ reason: String?) -> String {
            JudgingInputs(
                product: "lamp",
                report: .sample([ItemResult(item: "A", value: "不适用", unit: "", reason: reason)]),
                soldOn: day("2026-11-02")
            ).hash
        }
        #expect(Set([hash(nil), hash("甲"), hash("乙")]).count == 3)
    }
}
