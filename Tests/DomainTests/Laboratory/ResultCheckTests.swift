import Domain
import Testing

@Suite("Laboratory 9: the sentence of each unreadable cell reaches the laboratory")
struct ResultCheckTests {
    private static let declarations = [
        Declaration(
            name: "variant", title: "安全技术类别",
            values: [.init(code: "A", title: "A类（婴幼儿用品）"), .init(code: "B", title: "B类（直接接触皮肤）")]),
        Declaration(name: "ratedCapacity", title: "额定容量", unit: "mAh"),
    ]
    private static let criteria = ProductCriteria.sample(
        [
            .sample(items: [
                .sample(.number(["A": .atMost("20"), "B": .atMost("75")]), rules: ItemRules()),
                .sample(code: "PB-CAP", unit: "mAh", .atLeastDeclared("ratedCapacity")),
                .sample(code: "TX-CW", unit: "级", .gradeAtLeast([TestItem.anyVariant: grade("3-4")])),
                .sample(code: "TX-CORD", unit: "", .passFail, rules: ItemRules(allowsNotApplicable: true)), .label,
            ])
        ], declarations: declarations)

    private func fault(
        _ item: String = "TX-HCHO", _ value: String, unit: String = "mg/kg", limit: String? = nil,
        uncertainty: String? = nil, reason: String? = nil, declared: [String: String] = ["variant": "B"]
    ) -> IntakeFault? {
        let plain = IntakeSamples.row()
        let row = IntakeRow(
            ordinal: 1, place: "第2行",
            head: ReportHead(
                number: "R-1", sampleLabel: plain.head.sampleLabel, testedOn: plain.head.testedOn,
                producedOn: plain.head.producedOn, declared: declared),
            result: ItemResult(
                item: item, value: value, unit: unit, detectionLimit: limit, uncertainty: uncertainty, reason: reason))
        return IntakeSamples.fault(row, under: Self.criteria)
    }

    @Test(
        "an unreadable value has the sentence of its form",
        arguments: [
            ("TX-HCHO", "5U", "结果“5U”的数值后带有单位或其他文字；请只填数值，单位填入单位栏"),
            ("TX-HCHO", "3~4", "结果“3~4”不是一个数值；请填写单一实测值"),
            ("TX-CW", "3~4", "结果“3~4”不是色牢度级别；请写1～5级，半级写成“3-4”"),
            ("TX-HCHO", "6,120", "结果“6,120”含有逗号，无法区分小数点与千分位"),
            ("TX-HCHO", "≤20", "结果“≤20”是限值的写法"), ("TX-HCHO", "/", "结果“/”表示没有结果"),
        ])
    func values(_ item: String, _ value: String, _ sentence: String) {
        let found = fault(item, value)
        #expect(found?.code == .unreadableValue && found?.field == "检测值")
        #expect(found?.sentence.hasPrefix(sentence) == true, "\(found?.sentence ?? "")")
    }

    @Test("an unreadable detection limit and uncertainty are named with their sentence")
    func figures() {
        let limit = fault("TX-HCHO", "未检出", limit: "5mg/kg")
        #expect(limit?.field == "检出限" && limit?.sentence.hasPrefix("检出限“5mg/kg”的数值后带有单位") == true)
        #expect(fault("TX-HCHO", "未检出", limit: "0")?.sentence == "检出限应大于0；没有的请留空")
        #expect(fault("TX-HCHO", "20", uncertainty: "5U")?.field == "不确定度")
        #expect(fault("TX-HCHO", "20", unit: "%", uncertainty: "5%")?.sentence.contains("Urel=5%") == true)
        for good in ["/", "—", "5", "<5", "５"] { #expect(fault("TX-HCHO", "未检出", limit: good) == nil, "\(good)") }
        for good in ["/", "0.5", "±0.5", "5%", "U=5%"] { #expect(fault("TX-HCHO", "20", uncertainty: good) == nil) }
    }

    @Test(
        "a class may be written by its code, its title, or the code with 类",
        arguments: ["B", "b", "B类", "Ｂ类", "B类（直接接触皮肤）", " B "])
    func classes(_ text: String) {
        #expect(fault("TX-HCHO", "70", declared: ["variant": text]) == nil)
        let conclusion = SampleJudging.judge(
            .sample([ItemResult(item: "TX-HCHO", value: "70", unit: "mg/kg")], declared: ["安全技术类别": text]),
            under: Self.criteria, soldOn: day("2026-11-02"))
        #expect(conclusion.items.first?.verdict == .meets)
    }

    @Test("a declared number may carry its unit", arguments: ["6000", "6000mAh", "6000 mAh", "6Ah", "６０００ｍＡｈ", "6 Ah"])
    func numbers(_ text: String) {
        let declared = ["variant": "B", "ratedCapacity": text]
        #expect(fault("PB-CAP", "6000", unit: "mAh", declared: declared) == nil)
        let conclusion = SampleJudging.judge(
            .sample([ItemResult(item: "PB-CAP", value: "6000", unit: "mAh")], declared: declared), under: Self.criteria,
            soldOn: day("2026-11-02"))
        #expect(conclusion.items.first { $0.item == "PB-CAP" }?.verdict == .meets)
    }

    @Test("an unknown declaration is refused at the row, with the allowed ones")
    func unknownDeclarations() {
        let name = fault("TX-HCHO", "20", declared: ["variant": "B", "colour": "红"])
        #expect(name?.code == .unreadableField && name?.field == "标称")
        #expect(name?.sentence == "标称“colour”不是该产品的标称项，可填写variant（安全技术类别）、ratedCapacity（额定容量）")
        let value = fault("TX-HCHO", "20", declared: ["variant": "D"])
        #expect(value?.sentence == "标称“安全技术类别”的值“D”无法识别，应为A（A类（婴幼儿用品））、B（B类（直接接触皮肤））")
        let number = fault("TX-HCHO", "20", declared: ["variant": "B", "ratedCapacity": "很大"])
        #expect(number?.sentence == "标称“额定容量”的值“很大”无法识别，应为数值，单位mAh")
        #expect(fault("TX-HCHO", "20", declared: ["ratedCapacity": "6 V"]) != nil)
        #expect(fault("TX-HCHO", "20", declared: ["variant": "B", "安全技术类别": "A"])?.sentence.contains("写了两次") == true)
    }

    @Test("a unit of /, — or 无量纲 is no unit", arguments: ["", "/", "—", "无量纲", "／", "-"])
    func noUnit(_ unit: String) {
        let acidity = TestItem.sample(unit: "", .number([TestItem.anyVariant: .between("4.0", "8.5")]))
        let judged = ItemJudging.judge(acidity, ItemResult(item: acidity.code, value: "7.1", unit: unit), declared: [:])
        #expect(judged.verdict == .meets)
        #expect(judged.sentence.hasPrefix("甲醛含量：实测7.1，要求4.0～8.5（"))
        let lead = ItemJudging.judge(.sample(), ItemResult(item: "TX-HCHO", value: "7.1", unit: unit), declared: [:])
        #expect(lead.reason == .unitDiffers)
    }

    @Test("Laboratory 8: 不适用 is taken with its reason where the criteria allow it")
    func notApplicable() {
        #expect(fault("TX-CORD", "不适用", reason: "没有绳带") == nil)
        #expect(fault("TX-CORD", "/", reason: "没有绳带") == nil)
        let missing = fault("TX-CORD", "/")
        #expect(missing?.code == .unreadableValue && missing?.field == "不适用理由")
        // The judgement states that the criteria do not allow it.
        #expect(fault("TX-LBL", "不适用") == nil)
        #expect(fault("TX-LBL", "—")?.code == .unreadableValue)
    }
}
