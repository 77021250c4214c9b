import Domain
import Testing

@Suite("Figures 6: an item that occurs several times in one feed")
struct RepeatTests {
    private let rules = ["lamp": Cell().thresholds]
    private let at = moment("2026-11-02T08:00:00+08:00")

    private func observation(
        _ item: Int, price: Int64, title: String = "台灯", sales: Int64? = nil, earlier: Int64? = nil
    ) -> Screening.Observation {
        func figure(_ count: Int64) -> SalesFigure {
            SalesFigure(lower: count, upper: count, window: .cumulative, raw: String(count))
        }
        return Screening.Observation(
            listing: Listing(
                key: ListingKey(platform: "jd", item: "\(item)"), title: title, price: PriceRange(Fen(price)),
                sales: sales.map(figure)),
            product: "lamp", seenAt: at,
            earlier: earlier.map { (figure($0), moment("2026-11-01T08:00:00+08:00")) })
    }

    @Test("counts once: ten copies of four offers are four listings, and no price is low among them")
    func minimum() {
        let copies = (0..<40).map { observation($0 % 4, price: Int64(3_900 + $0 % 4 * 40)) }
        let outcome = Screening.decide(copies + [observation(99, price: 10)], thresholds: rules)
        #expect(outcome.flags.joined().isEmpty)
        #expect(outcome.cellsWithoutBaseline == [ComparisonCell(product: "lamp", market: "jd")])
        #expect(outcome.prices.count == 5)
        #expect(outcome.repeats.copies == 36 && outcome.repeats.contradicted == 0)
        #expect(outcome.repeats.examples == ["0", "1", "2", "3"])
    }

    @Test("is flagged once, and its copies change no figure of the flag")
    func once() throws {
        let observations = Cell().observations(and: 990)
        let one = Screening.decide(observations, thresholds: rules)
        let two = Screening.decide(observations + observations, thresholds: rules)
        #expect(two.flags.count(where: { !$0.isEmpty }) == 1)
        #expect(one.flags.joined().elementsEqual(two.flags.joined()))
        #expect(one.prices == two.prices && one.growth == two.growth)
    }

    @Test("with two prices or titles is compared with none, does not count, and is reported")
    func contradiction() {
        var observations = Cell().observations(and: 4_000)
        let count = observations.count
        observations += [observation(900, price: 10), observation(900, price: 4_000)]
        let outcome = Screening.decide(observations, thresholds: rules)
        #expect(outcome.flags.joined().isEmpty)
        #expect(outcome.prices.count == count)
        #expect(outcome.repeats.copies == 1 && outcome.repeats.contradicted == 1)
        let reversed = Screening.decide(observations.reversed(), thresholds: rules)
        #expect(reversed.flags.joined().isEmpty && reversed.prices == outcome.prices)
    }

    @Test("with two sales figures has no known growth")
    func growth() {
        let outcome = Screening.decide(
            [
                observation(1, price: 4_000, sales: 90_000, earlier: 10),
                observation(1, price: 4_000, sales: 12, earlier: 10),
                observation(2, price: 4_000, sales: 12, earlier: 10),
                observation(2, price: 4_000, sales: 12, earlier: 10),
            ], thresholds: rules)
        #expect(outcome.flags.joined().isEmpty)
        #expect(outcome.growth.unknown == 1 && outcome.growth.proven == 1)
    }

    @Test("a tally forgets a removed price")
    func tally() {
        var (whole, less) = (PriceTally(), PriceTally())
        for number in 0..<5_000 {
            less.add(cell: UInt32(number % 7), price: Int64(1 + number % 900), units: 1)
            if number % 3 > 0 { whole.add(cell: UInt32(number % 7), price: Int64(1 + number % 900), units: 1) }
        }
        for number in 0..<5_000 where number % 3 == 0 {
            less.remove(cell: UInt32(number % 7), price: Int64(1 + number % 900), units: 1)
        }
        #expect(less.cells().mapValues { $0.sorted() } == whole.cells().mapValues { $0.sorted() })
    }

    @Test("the filter of repeated items misses none")
    func filter() {
        var filter = RepeatFilter()
        let items = (0..<2_000).map { number in Array("6278\(number * 7919)".utf8).withUnsafeBytes { ItemHash($0) } }
        #expect(Set(items).count == items.count)
        items.forEach { filter.add($0) }
        #expect(filter.suspects.count < 10)
        items.prefix(100).forEach { filter.add($0) }
        #expect(filter.suspects.isSuperset(of: items.prefix(100).map(\.low)))
    }
}
