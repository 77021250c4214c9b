import Domain
import Testing

@Suite("Which edition of the criteria applies")
struct EditionTests {
    private let old = CriteriaEdition.sample("GB 6675-2014", produced: DaySpan(until: day("2026-10-31")))
    private let new = CriteriaEdition.sample("GB 6675-2025", produced: DaySpan(from: day("2026-11-01")))

    private func edition(_ editions: [CriteriaEdition], produced: String?, sold: String) -> String {
        switch ProductCriteria.sample(editions).edition(produced: produced.map { day($0) }, sold: day(sold)) {
        case .success(let edition): edition.identifier
        case .failure(.noEdition): "none"
        case .failure(.producedAfterSale): "produced after sale"
        case .failure(.productionDateUnknown): "production date unknown"
        }
    }

    @Test(
        "the production date decides, both ends of a span included",
        arguments: [
            ("2020-01-01", "GB 6675-2014"), ("2026-10-31", "GB 6675-2014"), ("2026-11-01", "GB 6675-2025"),
            ("2030-01-01", "GB 6675-2025"),
        ])
    func byProductionDate(_ produced: String, identifier: String) {
        #expect(edition([old, new], produced: produced, sold: "2030-12-01") == identifier)
    }

    @Test("no edition is chosen by a production date after the sale")
    func impossible() {
        #expect(edition([old, new], produced: "2027-05-01", sold: "2026-10-01") == "produced after sale")
        let found = SampleJudging.judge(
            .sample([], producedOn: day("2027-05-01")), under: .sample([old, new]), soldOn: day("2026-10-01"))
        #expect(found.verdict == .cannotJudge && found.sentence.contains("生产日期晚于购买日期"))
    }

    /// GB 17761-2024: production from 2025-09-01. Old stock may be sold for three more months.
    @Test(
        "the sale date decides too",
        arguments: [
            ("2025-06-01", "2025-11-30", "2018"), ("2025-06-01", "2025-12-01", "none"),
            ("2025-09-01", "2025-09-01", "2024"), ("2025-09-01", "2026-05-01", "2024"),
        ])
    func bySaleDate(_ produced: String, sold: String, identifier: String) {
        let editions = [
            CriteriaEdition.sample(
                "2018", produced: DaySpan(until: day("2025-08-31")), sold: DaySpan(until: day("2025-11-30"))),
            CriteriaEdition.sample("2024", produced: DaySpan(from: day("2025-09-01"))),
        ]
        #expect(edition(editions, produced: produced, sold: sold) == identifier)
    }

    /// GB 6675-2025 as reported: from 2026-11-01, with a transition of twelve months for goods produced before.
    private var withTransition: [CriteriaEdition] {
        [
            .sample("2014", produced: DaySpan(until: day("2026-10-31")), sold: DaySpan(until: day("2027-10-31"))),
            CriteriaEdition(
                identifier: "2025",
                periods: [
                    .init(produced: DaySpan(from: day("2026-11-01"))),
                    .init(produced: DaySpan(until: day("2026-10-31")), sold: DaySpan(from: day("2027-11-01"))),
                ], items: [.label]),
        ]
    }

    @Test(
        "old stock is judged by the old edition until the transition ends, then by the new one",
        arguments: [
            ("2026-10-31", "2027-10-31", "2014"), ("2026-10-31", "2027-11-01", "2025"),
            ("2026-11-01", "2026-11-01", "2025"), ("2026-11-01", "2028-01-01", "2025"),
        ])
    func transition(_ produced: String, sold: String, identifier: String) {
        #expect(edition(withTransition, produced: produced, sold: sold) == identifier)
    }

    @Test("after the transition the production date makes no difference")
    func afterTransition() {
        #expect(edition(withTransition, produced: nil, sold: "2027-10-31") == "production date unknown")
        #expect(edition(withTransition, produced: nil, sold: "2027-11-01") == "2025")
    }

    @Test("without a production date an edition applies only if the date makes no difference")
    func unknownProductionDate() {
        #expect(edition([.sample("only")], produced: nil, sold: "2026-12-01") == "only")
        #expect(edition([old], produced: nil, sold: "2026-12-01") == "production date unknown")
        #expect(edition([old, new], produced: nil, sold: "2026-12-01") == "production date unknown")
    }

    @Test("without a production date the sale date may still leave one edition only")
    func unknownProductionDateButSaleDate() {
        let editions = [
            CriteriaEdition.sample("first", sold: DaySpan(until: day("2025-12-31"))),
            CriteriaEdition.sample("second", sold: DaySpan(from: day("2026-01-01"))),
        ]
        #expect(edition(editions, produced: nil, sold: "2026-01-01") == "second")
    }

    @Test("outside all editions none applies, with or without a production date")
    func noEdition() {
        let sold = [CriteriaEdition.sample(sold: DaySpan(until: day("2025-12-31")))]
        #expect(edition(sold, produced: "2025-01-01", sold: "2026-01-01") == "none")
        #expect(edition(sold, produced: nil, sold: "2026-01-01") == "none")
        #expect(edition([], produced: "2025-01-01", sold: "2026-01-01") == "none")
    }

    @Test("if two editions apply, neither is used")
    func ambiguous() {
        #expect(edition([.sample("a"), .sample("b")], produced: "2026-01-01", sold: "2026-01-02") == "none")
    }

    @Test("two spans overlap when a day belongs to both")
    func overlap() {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<500 {
            let spans = (0..<2).map { _ in randomSpan(&generator) }
            let shared = (-2...12).map { CalendarDay(daysSince1970: $0) }
                .contains { spans[0].contains($0) && spans[1].contains($0) }
            #expect(spans[0].overlaps(spans[1]) == shared, "\(spans)")
            #expect(spans[1].overlaps(spans[0]) == shared, "\(spans)")
        }
    }

    private func randomSpan(_ generator: inout SeededGenerator) -> DaySpan {
        let start = Int64.random(in: 0...10, using: &generator)
        let end = Int64.random(in: start...10, using: &generator)
        return DaySpan(
            from: Bool.random(using: &generator) ? CalendarDay(daysSince1970: start) : nil,
            until: Bool.random(using: &generator) ? CalendarDay(daysSince1970: end) : nil)
    }
}
