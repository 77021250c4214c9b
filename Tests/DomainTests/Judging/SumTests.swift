import Domain
import Testing

@Suite("Laboratory 6: sums")
struct SumTests {
    private static let items =
        [
            TestItem.sample(
                code: "SUM", name: "总和", unit: "%", .number([TestItem.anyVariant: .atMost("0.1")]),
                sumOf: ["A", "B", "C"])
        ] + [("A", "甲"), ("B", "乙"), ("C", "丙")].map { TestItem.sample(code: $0, name: $1, unit: "%", .reportOnly) }

    private func total(_ results: [ItemResult]) throws -> ItemJudgement {
        let conclusion = SampleJudging.judge(
            .sample(results), under: .sample([.sample(items: Self.items)]), soldOn: day("2026-11-02"))
        return try #require(conclusion.items.first { $0.item == "SUM" })
    }

    private static let members = [
        ItemResult(item: "A", value: "0.03", unit: "%"),
        ItemResult(item: "B", value: "未检出", unit: "mg/kg", detectionLimit: "50"),
        ItemResult(item: "C", value: "100", unit: "mg/kg"),
    ]

    @Test("an empty total is calculated from its members", arguments: ["", " ", "　", "/", "—", nil])
    func blankTotal(_ own: String?) throws {
        let own = own.map { [ItemResult(item: "SUM", value: $0, unit: "%")] } ?? []
        let judged = try total(own + Self.members)
        #expect(judged.verdict == .meets)
        #expect(judged.measured == "合计0.04～0.045 %（甲 0.03 %、乙 未检出（检出限50 mg/kg）、丙 100 mg/kg）")
        #expect(judged.sentence.hasPrefix("总和：实测合计0.04～0.045 %（甲 0.03 %、乙 未检出（检出限50 mg/kg）、丙 100 mg/kg），要求≤0.1 %"))
    }

    @Test("a stated total comes first, and blank members count as not reported")
    func statedTotal() throws {
        let own = ItemResult(item: "SUM", value: "0.05", unit: "%")
        let judged = try total([own] + Self.members)
        #expect(judged.verdict == .meets)
        #expect(judged.measured.hasPrefix("0.05 %（甲 0.03 %、"))
        #expect(judged.measured.hasSuffix("；按各组分计算合计0.04～0.045 %）"))
        let open = try total([own, Self.members[0], ItemResult(item: "B", value: "", unit: "%")])
        #expect(open.verdict == .meets)
        #expect(open.measured == "0.05 %（甲 0.03 %、乙 未报告、丙 未报告；按各组分计算合计≥0.03 %）")
    }

    @Test(
        "a total below one of its members is a contradiction",
        arguments: [("0.029", nil), ("<0.03", nil), ("未检出", "0.02"), ("0", nil), ("290", nil)] as [(String, String?)])
    func belowMember(_ value: String, _ limit: String?) throws {
        let unit = value == "290" ? "mg/kg" : "%"
        let judged = try total([
            ItemResult(item: "SUM", value: value, unit: unit, detectionLimit: limit), Self.members[0],
            ItemResult(item: "B", value: "0", unit: "%"), ItemResult(item: "C", value: "0", unit: "%"),
        ])
        #expect(judged.verdict == .cannotJudge && judged.reason == .sumContradicted)
        #expect(judged.sentence.contains("互相矛盾"))
    }

    @Test("items that only a sum counts are printed so")
    func countedOnly() throws {
        #expect(JudgementWording.outcome(.cannotJudge, .reportOnly) == "仅计入合计")
        let conclusion = SampleJudging.judge(
            .sample(Self.members), under: .sample([.sample(items: Self.items)]), soldOn: day("2026-11-02"))
        let member = try #require(conclusion.items.first { $0.item == "A" })
        #expect(member.sentence.contains("要求仅计入合计") && !member.sentence.contains("无法判定"))
    }
}
