import Domain
import Testing

@Suite("Figures that must be confirmed")
struct OpenFigureTests {
    private func item(_ code: String, _ confidence: FigureSource.Confidence, rank: Int? = nil) -> TestItem {
        TestItem(
            code: code, name: code, unit: "mg/kg", standard: "GB 1", methods: ["GB 2"],
            requirement: .number([TestItem.anyVariant: .atMost("90")]), hazard: .general,
            failing: rank.map { FailingRank(rank: $0, note: "某页") },
            source: FigureSource(confidence: confidence, note: "某页"))
    }

    private func criteria(_ product: String, _ editions: [[TestItem]]) -> ProductCriteria {
        ProductCriteria(
            product: product, name: product,
            matching: MatchingRule(categories: [:], titleWords: [product], exceptWords: []),
            flagging: FlaggingThresholds(
                lowPriceZ: decimal("-3"), minimumListings: 30, burstUnitsPerDay: 500, livestream: false),
            editions: editions.enumerated().map { .sample("\($0)", items: $1) },
            rule: RuleReference(file: "Criteria/\(product).yaml", hash: "0"))
    }

    @Test("come in the order of failing: rank, then product, then the order of the file; no rank comes last")
    func order() {
        let toys = criteria(
            "toys", [[item("A", .recalled), item("B", .notFound, rank: 2), item("C", .secondary, rank: 1)]])
        let pens = criteria(
            "pens", [[item("D", .recalled), item("E", .recalled, rank: 2)], [item("E", .recalled, rank: 1)]])
        let open = OpenFigure.all([toys, pens])
        #expect(
            open.map { $0.product + $0.item.code + $0.edition } == ["pensE1", "pensE0", "toysB0", "pensD0", "toysA0"])
    }

    @Test("are counted by confidence, once for each edition; a case that does not apply is no figure")
    func counts() {
        let source = FigureSource(confidence: .verified, note: nil)
        let cases = TestItem(
            code: "X", name: "X", unit: "mg/kg", standard: "GB 1", methods: ["GB 2"],
            requirement: .byClass([
                ClassCase(when: ["age": ["old"], "variant": ["A", "B"]], demand: .limit(.atMost("9"))),
                ClassCase(when: ["age": ["young"]], demand: .absent, source: source),
                ClassCase(when: ["age": ["other"]], demand: .notApplicable),
            ]), hazard: .general, source: FigureSource(confidence: .recalled, note: "某页"))
        #expect(cases.figures.map(\.samples) == ["age=old,variant=A/B", "age=young"])
        let counts = ConfidenceCounts(criteria("toys", [[cases, item("A", .secondary)], [item("A", .secondary)]]))
        #expect(FigureSource.Confidence.allCases.map { counts[$0] } == [1, 2, 1, 0])
        #expect(counts.total == 4 && (counts + counts).total == 8)
    }
}
