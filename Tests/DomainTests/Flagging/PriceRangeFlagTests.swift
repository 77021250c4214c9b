import Domain
import Testing

@Suite("Figures 5: Flags of a price that is a range")
struct PriceRangeFlagTests {
    private let cell = Cell()
    private let at = moment("2026-11-02T08:00:00+08:00")

    private func observation(_ item: String, _ price: PriceRange) -> Screening.Observation {
        Screening.Observation(
            listing: Listing(key: ListingKey(platform: "jd", item: item), title: "台灯", price: price),
            product: "lamp", seenAt: at)
    }

    /// The ordinary offers, then an offer for each price.
    private func screened(
        _ prices: [PriceRange], floor: Fen? = nil, baseline: PriceBaseline? = nil
    ) -> Screening.ScreenedListings {
        let thresholds = FlaggingThresholds(
            lowPriceZ: decimal("-3.0"), minimumListings: 30, burstUnitsPerDay: 500, livestream: true, floorPrice: floor)
        let usual = cell.prices.map { PriceRange(Fen($0)) }
        let observations = (usual + prices).enumerated().map { observation("\($0)", $1) }
        return Screening.decide(observations, thresholds: ["lamp": thresholds], baseline: baseline)
    }

    private func flags(_ lower: Int64, _ upper: Int64?, floor: Fen? = nil) -> [Flag] {
        screened([PriceRange(lower: Fen(lower), upper: upper.map { Fen($0) })], floor: floor).flags.last ?? []
    }

    @Test("Figures 5: a range is clearly low only if all of it is; a low end alone is 引流规格")
    func kinds() {
        #expect(flags(500, 990).map(\.kind) == [.lowPrice])
        #expect(flags(500, 3_990).map(\.kind) == [.baitVariant])
        #expect(flags(500, nil).map(\.kind) == [.baitVariant], "without a highest price, no range is clearly low")
        #expect(flags(3_990, 9_990).isEmpty && flags(3_990, nil).isEmpty)
    }

    @Test("Figures 5: for any range, the flags follow from those of its two ends as single prices")
    func ends() {
        var generator = SeededGenerator(seed: 21)
        // Ranges do not change the statistics, so single prices are compared with the same baseline.
        let baseline = PriceBaseline([
            ComparisonCell(product: "lamp", market: "jd"): cell.prices.map { PriceCount(UnitPrice(Fen($0)), count: 1) }
        ])
        for round in 0..<600 {
            let lower = Int64.random(in: 1...5_000, using: &generator)
            let upper = round % 5 == 0 ? nil : lower + Int64.random(in: 1...3_000, using: &generator)
            let floor = round % 3 == 0 ? Fen(.random(in: 1...4_000, using: &generator)) : nil
            func isLow(_ price: Int64) -> Bool {
                !(screened([PriceRange(Fen(price))], floor: floor, baseline: baseline).flags.last ?? []).isEmpty
            }
            let expected: [FlagKind] =
                isLow(lower) ? (upper.map(isLow) ?? false ? [.lowPrice] : [.baitVariant]) : []
            #expect(flags(lower, upper, floor: floor).map(\.kind) == expected, "\(lower) to \(upper ?? -1)")
        }
    }

    @Test("Figures 5: ranges are not in the median; they are counted, and the flags of single prices stay the same")
    func statistics() {
        let single = [PriceRange(Fen(990)), PriceRange(Fen(4_000))]
        let ranges = (0..<60).map { PriceRange(lower: Fen(100 + $0), upper: $0 % 2 == 0 ? nil : Fen(9_000)) }
        let (without, with) = (screened(single), screened(single + ranges))
        #expect(with.flags.prefix(without.flags.count).elementsEqual(without.flags))
        #expect(without.priceRanges == 0 && with.priceRanges == 60)
    }

    @Test("the two ends of a flag's limit are exact: a fen above the stated limit, the flag is another or none")
    func counterfactuals() throws {
        let low = try #require(flags(500, 990).first)
        let bound = try #require(low.figure("flaggedUpTo").flatMap { Fen(priceText: $0, unit: .yuan) })
        #expect(low.counterfactual == "最高价高于\(bound.text)则不标为明显低价")
        #expect(flags(500, bound.rawValue).map(\.kind) == [.lowPrice])
        #expect(flags(500, bound.rawValue + 1).map(\.kind) == [.baitVariant])
        let bait = try #require(flags(500, 3_990).first)
        #expect(bait.figure("flaggedUpTo") == low.figure("flaggedUpTo"))
        #expect(bait.counterfactual == "最低价高于\(bound.text)则不标记")
        #expect(flags(bound.rawValue + 1, 9_990).isEmpty)
    }

    @Test("the sentences state the range, which end is low, and what is not known")
    func sentences() throws {
        let low = try #require(flags(500, 990).first)
        let lowZ = try #require(low.figure("z"))
        let (median, listings) = (try #require(low.figure("median")), try #require(low.figure("listings")))
        #expect(listings == "40")
        #expect(low.figures.map(\.name) == ["price", "priceUpper", "median", "z", "zLimit", "listings", "flaggedUpTo"])
        #expect(low.figure("price") == "5.00" && low.figure("priceUpper") == "9.90")
        #expect(low.reason == "整件售价¥5.00–9.90，以最高价计，同类40个链接整件的中位价¥\(median)，稳健z值\(lowZ)")
        let bait = try #require(flags(500, 3_990).first)
        let z = try #require(bait.figure("z"))
        #expect(decimal(z) < decimal(lowZ))
        #expect(bait.reason == "整件售价¥5.00–39.90，以最低价计，同类40个链接整件的中位价¥\(median)，稳健z值\(z)；最高价不属明显低价")
        let open = try #require(flags(500, nil).first)
        #expect(open.figure("priceUpper") == "unknown")
        #expect(open.reason == "整件售价¥5.00起，以最低价计，同类40个链接整件的中位价¥\(median)，稳健z值\(z)；最高价未标明，不能判定整体明显低价")
        let floor = try #require(flags(3_900, 8_000, floor: Fen(3_900)).first)
        #expect(floor.kind == .baitVariant && floor.reason.contains("以最低价计，不高于该产品的底价¥39.00；最高价不属明显低价"))
    }

    @Test("a cell of ranges only has no statistics; it is reported like any other thin cell")
    func rangesOnly() {
        let observations = (0..<40).map { observation("\($0)", PriceRange(lower: Fen(100 + $0), upper: nil)) }
        let outcome = Screening.decide(observations, thresholds: ["lamp": cell.thresholds])
        #expect(outcome.cellsWithoutBaseline == [ComparisonCell(product: "lamp", market: "jd")])
        #expect(outcome.flags.joined().isEmpty && outcome.priceRanges == 40)
    }

    @Test("the prefilter counts ranges apart, and its price bound passes every range with a low end")
    func prefilter() throws {
        let matcher = ProductMatcher([
            (product: "lamp", rule: MatchingRule(categories: [:], titleWords: ["台灯"], exceptWords: []))
        ])
        let prefilter = ListingPrefilter(
            matcher: matcher, market: "jd", thresholds: ["lamp": cell.thresholds], context: FlagContext())
        let ranges = [PriceRange(lower: Fen(500), upper: Fen(3_990)), PriceRange(lower: Fen(500), upper: nil)]
        let prices = cell.prices.map { PriceRange(Fen($0)) } + ranges
        let listings = prices.enumerated().map { observation("\($0)", $1).listing }
        var found: [PrefilteredListing] = []
        prefilter.scan(ListingBatch(listings), into: &found)
        var tally = PriceTally()
        tally.add(found)
        let baseline = prefilter.baseline(tally)
        let comparison = ComparisonCell(product: "lamp", unit: .unstated, market: "jd")
        #expect(baseline.count == 40 && baseline.ranges == [comparison: 2])
        let bounds = prefilter.priceBounds(baseline.statistics(minimum: ["lamp": 30]).usable)
        let passed = found.filter { bounds[Int($0.cell)].mayFlag(price: $0.price, units: $0.units) }
        #expect(passed.map(\.index) == [40, 41])
    }

    @Test("the livestream flag states the range")
    func livestream() throws {
        let listing = Listing(
            key: ListingKey(platform: "jd", item: "1"), title: "台灯", price: PriceRange(lower: Fen(1_280), upper: nil),
            priceAfterCoupon: PriceRange(lower: Fen(990), upper: Fen(1_100)),
            liveRoom: LiveRoom(room: "7", streamer: "甲"))
        let outcome = Screening.decide(
            [Screening.Observation(listing: listing, product: "lamp", seenAt: at)],
            thresholds: ["lamp": cell.thresholds])
        let flag = try #require(outcome.flags.first?.first)
        #expect(flag.reason == "直播间7（甲）在售，直播价¥12.80起，券后¥9.90–11.00")
        #expect(flag.figure("price") == "12.80" && flag.figure("priceUpper") == "unknown")
        #expect(flag.figure("priceAfterCoupon") == "9.90" && flag.figure("priceAfterCouponUpper") == "11.00")
    }
}
