import Domain
import Testing

@Suite("A judge of many samples")
struct SampleJudgeTests {
    private static let criteria = ProductCriteria.sample(
        [
            .sample("old", produced: DaySpan(until: day("2026-03-31")), items: items("20", "75")),
            .sample("new", produced: DaySpan(from: day("2026-04-01")), items: items("10", "30")),
        ],
        declarations: [
            Declaration(
                name: "variant", title: "类别",
                values: [.init(code: "A", title: "婴幼儿用品"), .init(code: "B", title: "直接接触皮肤")]),
            Declaration(name: "length", title: "长度", unit: "mm"),
        ])

    private static func items(_ a: String, _ b: String) -> [TestItem] {
        [
            .sample(.number(["A": .atMost(a), "B": .atMost(b)])),
            .sample(code: "LEN", name: "长度", unit: "mm", .atLeastDeclared("length")),
            .sample(
                code: "PULL", name: "拉力", unit: "N", .number([TestItem.anyVariant: .atLeast("70")]),
                rules: ItemRules(specimens: SpecimenPlan(count: 3, accept: 0, reject: 1))),
            .sample(code: "SUM", name: "合计", .reportOnly, rules: ItemRules(appliesTo: ["variant": ["A"]])),
        ]
    }

    /// Reports of every class, edition, order and completeness. They have more classes than a judge stores.
    private static let reports: [ReportSubmission] = (0..<240).map { number in
        var declared: [String: String] = [:]
        if let variant = ["A", "B", "C", nil][number % 4] { declared["variant"] = variant }
        if number % 5 != 0 { declared["length"] = String(100 + number % 30) }
        var results = [
            ItemResult(item: "TX-HCHO", value: String(number % 50), unit: "mg/kg"),
            ItemResult(item: "LEN", value: "115", unit: "mm"),
            ItemResult(item: "PULL", specimen: 2, value: "80", unit: "N"),
            ItemResult(item: "PULL", specimen: 1, value: number % 7 == 0 ? "60" : "70", unit: "N"),
            ItemResult(item: "NEW", value: "1", unit: ""),
        ]
        results.removeLast(number % 6)
        return .sample(
            number % 3 == 0 ? results.reversed() : results,
            producedOn: day(number % 2 == 0 ? "2026-03-01" : "2026-05-01"), declared: declared)
    }

    @Test("gives the same conclusions as a new judge for each sample")
    func remembersNothingThatMatters() {
        var judge = SampleJudge(Self.criteria)
        let sold = day("2026-11-02")
        for report in Self.reports + Self.reports.reversed() {
            let conclusion = judge.judge(report, soldOn: sold)
            #expect(conclusion == SampleJudging.judge(report, under: Self.criteria, soldOn: sold))
        }
    }

    @Test("gives a row for every planned specimen, even if it is not reported")
    func specimens() {
        var judge = SampleJudge(Self.criteria)
        for report in Self.reports {
            let rows = judge.judge(report, soldOn: day("2026-11-02")).items.filter { $0.item == "PULL" }
            #expect(rows.count == 3)
            #expect(Set(rows.map(\.specimen)) == [1, 2, 3])
        }
    }
}
