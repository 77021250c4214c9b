import Domain
import Testing

@Suite("Baselines of prices")
struct PriceBaselineTests {
    private let cell = ComparisonCell(product: "lamp", market: "jd")

    private func prices(_ generator: inout SeededGenerator, _ count: Int) -> [UnitPrice] {
        (0..<count).map { _ in
            UnitPrice(
                Fen(.random(in: 100...9_000, using: &generator) / 10 * 10), units: .random(in: 1...3, using: &generator)
            )
        }
    }

    private func baseline(_ prices: some Sequence<UnitPrice>, in cell: ComparisonCell) -> PriceBaseline {
        PriceBaseline([cell: prices.map { PriceCount($0, count: 1) }])
    }

    @Test("the baselines of any parts merge into the baseline of the whole")
    func merge() {
        var generator = SeededGenerator(seed: 31)
        for round in 0..<50 {
            let all = prices(&generator, 20 + round * 7)
            let cut = Int.random(in: 0...all.count, using: &generator)
            var joined = baseline(all[..<cut], in: cell)
            joined.merge(baseline(all[cut...], in: cell))
            let whole = baseline(all, in: cell)
            #expect(joined == whole)
            #expect(joined.count == all.count)
            #expect(joined.statistics(minimum: ["lamp": 1]).usable == whole.statistics(minimum: ["lamp": 1]).usable)
        }
    }

    @Test("Figures 5: the numbers of ranges merge too, and in a cell of ranges only, no price is low")
    func ranges() throws {
        var generator = SeededGenerator(seed: 35)
        let other = ComparisonCell(product: "lamp", specification: "9W", market: "jd")
        var joined = PriceBaseline([other: prices(&generator, 60).map { PriceCount($0, count: 1) }], ranges: [cell: 2])
        joined.merge(PriceBaseline(ranges: [cell: 3, other: 1]))
        #expect(joined.ranges == [cell: 5, other: 1] && joined.count == 60)
        let found = joined.statistics(minimum: ["lamp": 30])
        #expect(found.thin == [cell] && found.usable[other]?.count == 60)
        #expect(PriceBaseline(ranges: [cell: 40]).statistics(minimum: ["lamp": 30]).thin == [cell])
    }

    @Test("a tally gives the same cells as a list of all prices")
    func tally() {
        var generator = SeededGenerator(seed: 32)
        var parts = [PriceTally(), PriceTally(), PriceTally()]
        var expected: [UInt32: [UnitPrice: Int]] = [:]
        for number in 0..<20_000 {
            let cell = UInt32.random(in: 0..<40, using: &generator)
            let price = UnitPrice(
                Fen(.random(in: 1...5_000, using: &generator)), units: .random(in: 1...4, using: &generator))
            parts[number % 3].add(cell: cell, price: price.price.rawValue, units: price.units)
            expected[cell, default: [:]][price, default: 0] += 1
        }
        var joined = PriceTally()
        for part in parts { joined.merge(part) }
        let found = joined.cells().mapValues { list in
            Dictionary(uniqueKeysWithValues: list.map { ($0.unitPrice, $0.count) })
        }
        #expect(found == expected)
    }

    @Test("a repeated price counts as often as it occurs")
    func weights() throws {
        var generator = SeededGenerator(seed: 33)
        for _ in 0..<100 {
            let list = (0..<Int.random(in: 1...40, using: &generator)).map { _ in
                Fen(Int64.random(in: 1...12, using: &generator) * 100)
            }
            let one = try #require(PriceStatistics(prices: list))
            let counted = Dictionary(grouping: list) { $0 }.map { PriceCount(UnitPrice($0), count: $1.count) }.sorted()
            let two = try #require(PriceStatistics(sorted: counted))
            #expect(one == two)
        }
    }

    @Test("a unit price is the price of one piece: three for thirty equals one for ten")
    func units() throws {
        let statistics = try #require(
            PriceStatistics(sorted: (1...40).map { PriceCount(UnitPrice(Fen(1_000 + $0 * 5)), count: 1) }))
        let one = try #require(statistics.z(of: UnitPrice(Fen(1_000))))
        let three = try #require(statistics.z(of: UnitPrice(Fen(3_000), units: 3)))
        #expect(abs(one - three) < 1e-9)
        let bound = statistics.price(atZ: -3, units: 3)
        #expect(try #require(statistics.z(of: UnitPrice(bound, units: 3))) <= -3)
        #expect(try #require(statistics.z(of: UnitPrice(Fen(bound.rawValue + 1), units: 3))) > -3)
    }

    @Test("a thin specification is combined only with its product in the same market")
    func shrinkage() throws {
        let thin = ComparisonCell(product: "lamp", specification: "5W", market: "jd")
        let full = ComparisonCell(product: "lamp", specification: "9W", market: "jd")
        let elsewhere = ComparisonCell(product: "lamp", specification: "9W", market: "tmall")
        var generator = SeededGenerator(seed: 34)
        var baseline = PriceBaseline([
            thin: prices(&generator, 10).map { PriceCount($0, count: 1) },
            full: prices(&generator, 60).map { PriceCount($0, count: 1) },
        ])
        let found = baseline.statistics(minimum: ["lamp": 30])
        let shrunk = try #require(found.usable[thin])
        #expect(shrunk.count == 10 && shrunk.pooled == 70)
        #expect(found.usable[full]?.pooled == 0)
        #expect(found.thin.isEmpty)
        let own = try #require(PriceStatistics(sorted: (baseline.cells[thin] ?? []).sorted()))
        #expect(min(own.scale, 10) > 0)
        baseline.merge(PriceBaseline([elsewhere: prices(&generator, 500).map { PriceCount($0, count: 1) }]))
        #expect(baseline.statistics(minimum: ["lamp": 30]).usable[thin] == shrunk)
    }

    @Test("if the product has too few prices too, no price is low and the cell is reported")
    func tooFew() {
        let baseline = PriceBaseline([cell: (1...12).map { PriceCount(UnitPrice(Fen($0 * 100)), count: 1) }])
        let found = baseline.statistics(minimum: ["lamp": 30])
        #expect(found.usable.isEmpty)
        #expect(found.thin == [cell])
        #expect(baseline.statistics(minimum: [:]).thin.isEmpty, "a product without flag rules is not reported")
    }

    @Test("a price at or below the floor price is low whatever the other prices are, and the flag states the floor")
    func floorPrice() throws {
        let rules = FlaggingThresholds(
            lowPriceZ: decimal("-3.0"), minimumListings: 30, burstUnitsPerDay: 500, livestream: false,
            floorPrice: Fen(990))
        let at = moment("2026-11-02T08:00:00+08:00")
        func flags(_ price: Int64) -> [Flag] {
            let observation = Screening.Observation(listing: .sample(price: price), product: "lamp", seenAt: at)
            return Screening.decide([observation], thresholds: ["lamp": rules]).flags[0]
        }
        let flag = try #require(flags(990).first)
        #expect(flag.kind == .lowPrice)
        #expect(flag.figure("floor") == "9.90" && flag.figure("flaggedUpTo") == "9.90")
        #expect(flags(991).isEmpty)
    }
}
