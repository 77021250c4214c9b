import Domain
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

@Suite("Cells with too few listings")
struct ShrunkCellTests {
    private static let specifications = ["", "5000mAh", "10000mAh", "20000mAh", "30000mAh"]

    private func cell(_ specification: String, unit: ComparedUnit = .whole) -> ComparisonCell {
        ComparisonCell(product: "bank", specification: specification, unit: unit, market: "jd")
    }

    /// Cells of different level and number of listings.
    private func random(_ generator: inout SeededGenerator) -> [ComparisonCell: [Fen]] {
        var prices: [ComparisonCell: [Fen]] = [:]
        for (index, specification) in Self.specifications.enumerated() {
            let level = Double(1_500 + index * 2_200)
            let count = Int.random(in: 0...45, using: &generator)
            prices[cell(specification)] = (0..<count).map { _ in
                Fen(Int64(level * Double.random(in: 0.6...1.5, using: &generator)))
            }
        }
        return prices
    }

    private func baseline(_ prices: [ComparisonCell: [Fen]]) -> PriceBaseline {
        PriceBaseline(prices.mapValues { $0.map { PriceCount(UnitPrice($0), count: 1) } })
    }

    private func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }

    private func statistics(_ prices: [Fen]) -> (median: Double, spread: Double) {
        let logs = prices.map { log(Double($0.rawValue)) }
        let middle = median(logs)
        return (middle, 1.4826 * median(logs.map { abs($0 - middle) }))
    }

    /// Median and spread of a cell by the written rule; nil if no price of it may count as low.
    private func naive(_ wanted: ComparisonCell, _ prices: [ComparisonCell: [Fen]]) -> (Double, Double)? {
        let own = prices[wanted] ?? []
        let pool = prices.values.flatMap(\.self)
        guard own.count < 30 else { return statistics(own) }
        guard own.count >= 3, pool.count >= 30 else { return nil }
        let counted = prices.filter { !$0.key.specification.isEmpty && $0.value.count >= 5 }.values
        var poolSpread = statistics(pool).spread
        if !wanted.specification.isEmpty, counted.map(\.count).reduce(0, +) >= 30 {
            let distances = counted.flatMap { list in
                list.map { abs(log(Double($0.rawValue)) - statistics(list).median) }
            }
            poolSpread = 1.4826 * median(distances)
        }
        let (ownMedian, ownSpread) = statistics(own)
        let share = Double(own.count) / 30
        return (
            min(ownMedian, share * ownMedian + (1 - share) * statistics(pool).median),
            max(ownSpread, share * ownSpread + (1 - share) * poolSpread)
        )
    }

    @Test("take n of the required number from the cell and the rest from the product, as a naive count does")
    func againstDefinition() {
        var generator = SeededGenerator(seed: 155)
        for _ in 0..<300 {
            let prices = random(&generator)
            let found = baseline(prices).statistics(minimum: ["bank": 30])
            for (cell, own) in prices {
                guard let (median, spread) = naive(cell, prices), spread > 0 else {
                    #expect(found.usable[cell] == nil, "\(cell.text) \(own.count)")
                    continue
                }
                guard let statistics = found.usable[cell] else {
                    Issue.record("\(cell.text) with \(own.count) listings")
                    continue
                }
                #expect(abs(statistics.medianLog - median) < 1e-12 && abs(statistics.scale - spread) < 1e-12)
                #expect(statistics.count == own.count)
                #expect(statistics.pooled == (own.count < 30 ? prices.values.map(\.count).reduce(0, +) : 0))
            }
        }
    }

    @Test("flag no price that their own statistics would not flag")
    func neverMoreThanAlone() {
        var generator = SeededGenerator(seed: 156)
        var shrunk = 0
        for _ in 0..<300 {
            let prices = random(&generator)
            let found = baseline(prices).statistics(minimum: ["bank": 30]).usable
            for (cell, own) in prices {
                guard let statistics = found[cell], statistics.pooled > 0, let alone = PriceStatistics(prices: own),
                    alone.scale > 0
                else { continue }
                shrunk += 1
                #expect(statistics.price(atZ: -3) <= alone.price(atZ: -3))
            }
        }
        #expect(shrunk > 300)
    }

    @Test("are compared within their unit only")
    func units() {
        let pieces = cell("L", unit: .each("片"))
        let whole = cell("L", unit: .unstated)
        var prices = [pieces: (0..<10).map { Fen(80 + $0) }, whole: (0..<60).map { Fen(7_900 + $0 * 20) }]
        let alone = baseline(prices).statistics(minimum: ["bank": 30])
        #expect(alone.thin == [pieces], "sixty offers of another unit do not help")
        prices[cell("XL", unit: .each("片"))] = (0..<40).map { Fen(90 + $0) }
        #expect(baseline(prices).statistics(minimum: ["bank": 30]).usable[pieces]?.pooled == 50)
    }

    @Test(
        "with fewer than three prices flag nothing, because two prices do not show which is unusual", arguments: [1, 2])
    func fewest(_ count: Int) {
        let dear = (0..<60).map { Fen(8_000 + $0 * 30) }
        let few = (0..<count).map { Fen(1_990 + Int64($0) * 6_000) }
        let found = baseline([cell("20000mAh"): dear, cell("5000mAh"): few]).statistics(minimum: ["bank": 30])
        #expect(found.thin == [cell("5000mAh")])
    }
}

@Suite("Offers that do not state their number")
struct UnstatedNumberTests {
    /// The flags of offers of pens by 支.
    private func flags(_ offers: [(title: String, price: Int64)]) -> [Flag] {
        let rules = FlaggingThresholds(
            lowPriceZ: decimal("-3.0"), minimumListings: 30, burstUnitsPerDay: 500, livestream: false)
        let rule = MatchingRule(
            categories: [:], titleWords: ["中性笔"], exceptWords: [], unit: .piece, unitName: PackWord("支"))
        return Cell.flags(of: offers, product: "pens", rule, rules).flatMap(\.self)
    }

    private func offers(_ title: String, _ count: Int, around price: Int64) -> [(title: String, price: Int64)] {
        (0..<count).map { (title, price * Int64(84 + ($0 * 37) % 33) / 100) }
    }

    @Test(
        "are compared with nothing if some are singles and others boxes",
        arguments: [(57, 3), (54, 6), (45, 15), (30, 30), (15, 45)])
    func singlesAndBoxes(_ boxes: Int, _ singles: Int) {
        for box in ["中性笔 黑色", "中性笔 一盒", "中性笔 盒装", "中性笔 12支", "中性笔 12支/盒"] {
            let found = flags(offers(box, boxes, around: 1_990) + offers("中性笔 学生用", singles, around: 180))
            #expect(found.isEmpty, "\(boxes) of \(box): \(found.first?.reason ?? "")")
        }
    }

    @Test("one price far below all others is still flagged, and the sentence says that no number is stated")
    func single() {
        let found = flags(offers("中性笔 黑色", 59, around: 1_990) + [("中性笔", 90)])
        #expect(found.count == 1)
        #expect(found.first?.reason.hasPrefix("整件售价¥0.90（标题未写明数量），同样未写明数量的同类60个链接") == true)
    }
}

@Suite("Power banks of several capacities")
struct CapacityFlagTests {
    private static let rule = MatchingRule(
        categories: [:], titleWords: ["充电宝"], exceptWords: [],
        specifications: ["30000mAh", "20000mAh", "10000mAh", "5000mAh"].map { .init(name: $0, words: [$0]) },
        unit: .none)

    private func flags(_ offers: [(capacity: String, price: Int64)]) -> [(
        offer: (capacity: String, price: Int64), flag: Flag
    )] {
        let rules = FlaggingThresholds(
            lowPriceZ: decimal("-3.0"), minimumListings: 30, burstUnitsPerDay: 500, livestream: false)
        let found = Cell.flags(
            of: offers.map { ("充电宝 " + $0.capacity, $0.price) }, product: "bank", Self.rule, rules)
        return zip(offers, found).flatMap { offer, flags in flags.map { (offer: offer, flag: $0) } }
    }

    /// `count` offers around `price`, which differ by up to a third.
    private func offers(_ capacity: String, _ count: Int, around price: Int64) -> [(capacity: String, price: Int64)] {
        (0..<count).map { (capacity, price * Int64(84 + ($0 * 37) % 33) / 100) }
    }

    @Test(
        "an honest cheap small bank is not flagged because larger ones are dear",
        arguments: [1, 2, 3, 4, 6, 10, 20, 29])
    func honestSmallBanks(_ count: Int) {
        let dear = offers("20000mAh", 60, around: 9_900) + offers("30000mAh", 40, around: 14_900)
        let found = flags(dear + offers("5000mAh", count, around: 1_990))
        #expect(found.isEmpty, "\(found.first?.flag.reason ?? "")")
    }

    @Test("an honest small bank is not flagged either if its price is a range", arguments: [0, 1, 2, 3, 8])
    func honestRange(_ others: Int) {
        let dear = offers("20000mAh", 60, around: 9_900) + offers("5000mAh", others, around: 2_100)
        let rules = FlaggingThresholds(
            lowPriceZ: decimal("-3.0"), minimumListings: 30, burstUnitsPerDay: 500, livestream: false)
        let found = Cell.flags(
            of: dear.map { ("充电宝 " + $0.capacity, PriceRange(Fen($0.price))) }
                + [("充电宝 5000mAh", PriceRange(lower: Fen(1_790), upper: Fen(2_190)))],
            product: "bank", Self.rule, rules)
        #expect(found.joined().isEmpty)
    }

    @Test("a large bank at the price of a small one is flagged, and the sentence names both numbers")
    func largeBank() throws {
        let honest =
            offers("5000mAh", 22, around: 2_500) + offers("10000mAh", 23, around: 4_900)
            + offers("20000mAh", 22, around: 8_900) + offers("30000mAh", 22, around: 11_900)
        #expect(flags(honest).isEmpty)
        let found = flags(honest + [("20000mAh", 1_990)])
        #expect(found.map(\.offer.price) == [1_990])
        let flag = try #require(found.first?.flag)
        #expect(flag.kind == .lowPrice && flag.figure("specification") == "20000mAh")
        #expect(
            [flag.figure("listings"), flag.figure("listingsNeeded"), flag.figure("pooled")] == ["23", "30", "90"])
        let (median, z) = (try #require(flag.figure("median")), try #require(flag.figure("z")))
        #expect(
            flag.reason
                == "整件售价¥19.90，同规格（20000mAh）23个链接（不足30个，不足部分按同产品各规格共90个链接计）整件的中位价¥\(median)，稳健z值\(z)")
    }

    @Test("the bound that the flag of a thin cell states is exact")
    func counterfactual() throws {
        let honest = offers("10000mAh", 50, around: 4_900) + offers("20000mAh", 9, around: 8_900)
        let flag = try #require(flags(honest + [("20000mAh", 1)]).first?.flag)
        let bound = try #require(Fen(priceText: try #require(flag.figure("flaggedUpTo")), unit: .yuan)).rawValue
        #expect(flags(honest + [("20000mAh", bound)]).count == 1)
        #expect(flags(honest + [("20000mAh", bound + 1)]).isEmpty)
    }
}
