import Domain
import Testing

@Suite("Judging a sample")
struct SampleJudgingTests {
    private static let good = ItemResult(item: "TX-HCHO", value: "20", unit: "mg/kg")
    private static let bad = ItemResult(item: "TX-HCHO", value: "120", unit: "mg/kg")
    private static let labelled = ItemResult(item: "TX-LBL", value: "合格", unit: "")
    private static let unlabelled = ItemResult(item: "TX-LBL", value: "不合格", unit: "")

    private func conclude(
        _ results: [ItemResult], under criteria: ProductCriteria = .sample(),
        producedOn: CalendarDay? = day("2026-03-01")
    ) -> Conclusion {
        SampleJudging.judge(
            .sample(results, producedOn: producedOn), under: criteria, soldOn: day("2026-11-02"))
    }

    @Test("all items meeting gives 所检项目未发现不合格, never 合格")
    func meets() {
        let conclusion = conclude([Self.good, Self.labelled])
        #expect(conclusion.verdict == .meets)
        #expect(conclusion.hazard == nil)
        #expect(conclusion.sentence == "所检项目未发现不合格")
    }

    @Test("one failing item fails the sample, with the wording of the source document")
    func fails() {
        let conclusion = conclude([Self.bad, Self.labelled])
        #expect(conclusion.verdict == .fails)
        #expect(conclusion.hazard == .serious)
        #expect(conclusion.sentence == "不符合本次风险速筛要求，属严重风险隐患（甲醛含量）")
    }

    @Test("a failing label alone is a general hazard")
    func failsGenerally() {
        let conclusion = conclude([Self.good, Self.unlabelled])
        #expect(conclusion.hazard == .general)
        #expect(conclusion.sentence == "不符合本次风险速筛要求，属一般风险隐患（使用说明）")
    }

    @Test("the most serious failing item decides the class, and all failing items are named")
    func failsTwice() {
        let conclusion = conclude([Self.unlabelled, Self.bad])
        #expect(conclusion.hazard == .serious)
        #expect(conclusion.sentence == "不符合本次风险速筛要求，属严重风险隐患（甲醛含量）；一般风险隐患（使用说明）")
    }

    @Test("a missing item leaves the sample unjudged")
    func missingItem() {
        let conclusion = conclude([Self.good])
        #expect(conclusion.verdict == .cannotJudge)
        #expect(conclusion.hazard == nil)
        #expect(conclusion.sentence == "本次风险速筛无法判定：使用说明（缺少该项目的结果）")
        #expect(conclusion.items.map(\.reason) == [.withinLimit, .missing])
    }

    @Test("a report without results leaves the sample unjudged")
    func emptyReport() {
        #expect(conclude([]).verdict == .cannotJudge)
    }

    @Test("under an edition without items no sample passes")
    func emptyEdition() {
        #expect(conclude([], under: .sample([.sample(items: [])])).verdict == .cannotJudge)
    }

    @Test("a failing item outweighs one that cannot be judged")
    func failingOutweighs() {
        let conclusion = conclude([ItemResult(item: "TX-HCHO", value: "ND", unit: "mg/kg"), Self.unlabelled])
        #expect(conclusion.verdict == .fails)
        #expect(conclusion.hazard == .general, "what cannot be judged adds nothing to the class")
    }

    @Test("each specimen is judged in order; one failing specimen fails the item")
    func specimens() {
        let results = [
            ItemResult(item: "TX-HCHO", specimen: 2, value: "80", unit: "mg/kg"),
            ItemResult(item: "TX-HCHO", specimen: 1, value: "20", unit: "mg/kg"), Self.labelled,
        ]
        let conclusion = conclude(results)
        #expect(conclusion.items.map(\.specimen) == [1, 2, 1])
        #expect(conclusion.items.map(\.verdict) == [.meets, .fails, .meets])
        #expect(conclusion.verdict == .fails)
    }

    @Test("results for unknown items are listed, but not judged")
    func unknownItems() {
        let conclusion = conclude([
            Self.good, ItemResult(item: "TX-NEW", value: "不合格", unit: ""), Self.labelled,
        ])
        #expect(conclusion.verdict == .meets)
        #expect(conclusion.unknownItems == ["TX-NEW"])
        #expect(conclusion.items.map(\.item) == ["TX-HCHO", "TX-LBL"])
    }

    @Test("items are in the order of the criteria, whatever the order of the report")
    func order() {
        #expect(conclude([Self.labelled, Self.good]) == conclude([Self.good, Self.labelled]))
    }

    @Test("without an edition for the dates all items are listed and none is judged")
    func noEdition() {
        let later = ProductCriteria.sample([.sample(produced: DaySpan(from: day("2026-11-01")))])
        let conclusion = conclude([Self.bad, Self.unlabelled], under: later)
        #expect(conclusion.verdict == .cannotJudge)
        #expect(conclusion.edition == nil)
        #expect(conclusion.hazard == nil)
        #expect(conclusion.unknownItems == ["TX-HCHO", "TX-LBL"])
        #expect(conclusion.sentence == "本次风险速筛无法判定：没有适用于该生产日期和销售日期的实施细则版本")
    }

    @Test("an unknown production date is named as the reason")
    func unknownProductionDate() {
        let conclusion = conclude(
            [Self.good], under: .sample([.sample(produced: DaySpan(until: day("2026-10-31")))]), producedOn: nil)
        #expect(conclusion.sentence == "本次风险速筛无法判定：生产日期不明，无法确定适用的实施细则版本")
    }

    @Test("a hazard class is given if and only if the sample fails", arguments: [bad, good, nil])
    func hazardOnlyWhenFailing(_ first: ItemResult?) {
        for second in [Self.labelled, Self.unlabelled, nil] {
            let conclusion = conclude([first, second].compactMap { $0 })
            #expect((conclusion.hazard != nil) == (conclusion.verdict == .fails))
        }
    }
}
