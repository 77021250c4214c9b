import Domain
import Testing

@Suite("Judging one result of one item")
struct ItemJudgingTests {
    @Test("gives verdict and reason", arguments: JudgingCase.all)
    func verdictAndReason(_ example: JudgingCase) {
        #expect(example.judgement.verdict == example.verdict)
        #expect(example.judgement.reason == example.reason)
    }

    @Test("the cases contain every reason")
    func everyReasonIsReached() {
        let composed = CompositionCase.all.flatMap(\.rows).map(\.reason)
        #expect(Set(JudgingCase.all.map(\.judgement.reason) + composed) == Set(JudgementReason.allCases))
    }

    @Test("a reason belongs to one verdict, so that a stored reason determines the verdict")
    func oneVerdictPerReason() {
        var verdicts: [JudgementReason: Set<Verdict>] = [:]
        for example in JudgingCase.all {
            verdicts[example.judgement.reason, default: []].insert(example.judgement.verdict)
        }
        for row in CompositionCase.all.flatMap(\.rows) { verdicts[row.reason, default: []].insert(row.verdict) }
        #expect(verdicts.filter { $0.value.count > 1 }.isEmpty)
    }

    @Test(
        "a text that is no number, grade, pass or proven absence never passes",
        arguments: ["", "约1", "N/A", "-", "0 mg"])
    func failsClosed(_ value: String) {
        let items: [TestItem] = [
            .number(.atMost("75")), .sample(unit: "级", .gradeAtLeast(["any": grade("1")])), .label,
        ]
        for item in items {
            let result = ItemResult(item: item.code, value: value, unit: item.unit)
            #expect(ItemJudging.judge(item, result, declared: [:]).verdict == .cannotJudge)
        }
    }

    /// `<x` and `>x` mean every value on that side, so a verdict on them must hold for each of these values.
    @Test("a verdict on < or > holds for every possible value", arguments: Limit.Comparison.allCases)
    func openEndsAreCertain(_ comparison: Limit.Comparison) {
        let limits: [Limit] = [
            .atMost("50", comparison), .below("50", comparison), .atLeast("50", comparison),
            .above("50", comparison), .between("40", "60", comparison),
        ]
        let bounds = [385...415, 485...515, 585...615].joined().map { FixedDecimal(mantissa: $0, scale: 1) }
        let values = stride(from: 3505, through: 6495, by: 5).map { FixedDecimal(mantissa: $0, scale: 2) }
        for limit in limits {
            let permitted = values.map { ($0, limit.permits($0.text) == true) }
            for bound in bounds {
                check("<", bound, limit, permitted.filter { $0.0 < bound }.map(\.1))
                check(">", bound, limit, permitted.filter { $0.0 > bound }.map(\.1))
            }
        }
    }

    private func check(_ sign: String, _ bound: FixedDecimal, _ limit: Limit, _ permitted: [Bool]) {
        let item = TestItem.number(limit)
        let result = ItemResult(item: item.code, value: sign + bound.text, unit: item.unit)
        let verdict = ItemJudging.judge(item, result, declared: [:]).verdict
        if verdict == .meets { #expect(permitted.allSatisfy { $0 }, "\(result.value) against \(limit)") }
        if verdict == .fails { #expect(!permitted.contains(true), "\(result.value) against \(limit)") }
    }

    @Test("keeps the measured text unchanged, and the requirement with its unit")
    func keepsTheTexts() {
        let item = TestItem.number(.atMost("75"))
        let result = ItemResult(item: item.code, specimen: 3, value: "＜20.0", unit: "mg/kg")
        let judgement = ItemJudging.judge(item, result, declared: [:])
        #expect(judgement.measured == "＜20.0")
        #expect(judgement.requirement == "≤75 mg/kg")
        #expect(judgement.specimen == 3)
        #expect(judgement.item == "TX-HCHO")
    }

    @Test("explains the verdict to a seller in one sentence")
    func sentences() {
        func sentence(_ item: TestItem, _ value: String?, unit: String? = nil) -> String {
            let result = value.map { ItemResult(item: item.code, value: $0, unit: unit ?? item.unit) }
            return ItemJudging.judge(item, result, declared: [:]).sentence
        }
        let item = TestItem.number(.atMost("75"))
        #expect(sentence(item, "120") == "甲醛含量：实测120 mg/kg，要求≤75 mg/kg（GB 18401-2010），按全数值比较，不符合")
        #expect(sentence(item, nil) == "甲醛含量：未报告结果，要求≤75 mg/kg（GB 18401-2010），无法判定：缺少该项目的结果")
        #expect(sentence(item, "").contains("实测（空）"))
        #expect(sentence(.label, "合格") == "使用说明：实测合格，要求应合格（GB 18401-2010），符合")
    }

    @Test("states the clause, the specimen, the comparison and the source of the requirement")
    func sentencesOfRules() {
        let rounded = TestItem.sample(
            clause: "4.1", .number([TestItem.anyVariant: .atMost("75", .rounded)]),
            rules: ItemRules(
                decision: DecisionRule(.guardBand, uncertainty: Share(decimal("5"), .percent)),
                specimens: SpecimenPlan(count: 2, accept: 0, reject: 1),
                declared: DeclaredRequirement(name: "claim", force: .mandatory)))
        func sentence(_ value: String, _ declared: [String: String] = [:]) -> String {
            ItemJudging.judge(rounded, ItemResult(item: "TX-HCHO", value: value, unit: "mg/kg"), declared: declared)
                .sentence
        }
        #expect(
            sentence("70")
                == "甲醛含量：第1件实测70 mg/kg，要求≤75 mg/kg（GB 18401-2010 第4.1条），按修约值比较并扣除不确定度，符合")
        #expect(
            sentence("70", ["claim": "20"])
                == "甲醛含量：第1件实测70 mg/kg，要求≤20 mg/kg，产品明示（GB 18401-2010 第4.1条），按修约值比较并扣除不确定度，不符合")
        #expect(sentence("74").hasSuffix("，无法判定：与限值之差小于测量不确定度"))
    }

    @Test("an unverified figure is marked, and an item that does not apply has no influence")
    func sentencesOfWhatDecidesNothing() {
        let result = ItemResult(item: "TX-HCHO", value: "999", unit: "mg/kg")
        let unverified = ItemJudging.judge(.sample(confidence: .recalled), result, declared: [:])
        #expect(unverified.sentence.contains("未经核实"))
        #expect(unverified.isDecisive)
        let infants = TestItem.sample(rules: ItemRules(appliesTo: ["age": ["under36"]]))
        let other = ItemJudging.judge(infants, result, declared: ["age": "over36"])
        #expect(other.sentence.hasSuffix("不作判定：不适用于该样品"))
        #expect(!other.isDecisive)
    }

    @Test("shows both units if the laboratory used another, and the accepted form if a result is unreadable")
    func sentencesOfUnitsAndFaults() {
        func sentence(_ value: String, _ unit: String) -> String {
            let item = TestItem.number(.atMost("75"))
            return ItemJudging.judge(item, ItemResult(item: item.code, value: value, unit: unit), declared: [:])
                .sentence
        }
        #expect(sentence("0.012", "%") == "甲醛含量：实测0.012 %（合120 mg/kg），要求≤75 mg/kg（GB 18401-2010），按全数值比较，不符合")
        #expect(sentence("＜0.002", "%").contains("实测＜0.002 %（合<20 mg/kg）"))
        #expect(sentence("20", "mg/L").hasSuffix("无法判定：结果的单位“mg/L”与限值的单位“mg/kg”不同，不能精确换算"))
        #expect(sentence("20", "").hasSuffix("无法判定：结果没有单位，限值的单位是“mg/kg”"))
        #expect(sentence("1,5", "mg/kg").hasSuffix("无法判定：结果“1,5”含有逗号，无法区分小数点与千分位；小数请用“.”，千分位请去掉逗号"))
    }

    @Test("states the limits of all variants if the sample's variant is unknown")
    func namesAllVariants() {
        let item = TestItem.sample(.number(["B": .atMost("75"), "A": .atMost("20")]))
        let judgement = ItemJudging.judge(item, ItemResult(item: item.code, value: "5", unit: "mg/kg"), declared: [:])
        #expect(judgement.requirement == "A类 ≤20，B类 ≤75 mg/kg")
    }

    @Test(
        "every missing verdict has a reason",
        arguments: JudgingCase.all.filter { $0.verdict == .cannotJudge && $0.reason != .statedNotApplicable })
    func everyReasonIsExplained(_ example: JudgingCase) {
        let parts = example.judgement.sentence.split(separator: "判定：", omittingEmptySubsequences: false)
        #expect(parts.count == 2)
        #expect(parts.last?.isEmpty == false)
    }
}
