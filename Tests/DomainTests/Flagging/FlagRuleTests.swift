import Domain
import Testing

@Suite("The list of flag rules")
struct FlagRuleTests {
    @Test("there is one rule for each kind, in the order of the kinds")
    func everyKind() {
        #expect(FlagRule.all.map(\.kind) == FlagKind.allCases)
    }

    /// A rule that exists only in this test. It flags offers of one shop.
    private static let added = FlagRule(
        .failingShop, mayApply: { _, _ in .present([.shopName]) },
        decide: { input in
            input.listing.shopName == "虚构灯饰店"
                ? Flag(kind: .failingShop, figures: [], reason: "因", counterfactual: "果") : nil
        })

    @Test("the prefilter and the decision both use a rule that is added to the list")
    func addedRule() {
        var context = FlagContext()
        context.rules = [Self.added]
        let shops: [String?] = ["虚构灯饰店", nil, "别的店"]
        let listings = shops.enumerated().map { index, shop in
            Listing(
                key: ListingKey(platform: "jd", item: "\(index)"), title: "台灯", price: PriceRange(Fen(4_120)),
                shopName: shop)
        }
        let matcher = ProductMatcher([
            (product: "lamp", rule: MatchingRule(categories: [:], titleWords: ["台灯"], exceptWords: []))
        ])
        let prefilter = ListingPrefilter(
            matcher: matcher, market: "jd", thresholds: ["lamp": Cell().thresholds], context: context)
        var found: [PrefilteredListing] = []
        prefilter.scan(ListingBatch(listings), into: &found)
        #expect(found.map(\.isCandidate) == [true, false, true])
        let flags = listings.map { listing in
            Screening.flags(
                of: Screening.Observation(
                    listing: listing, product: "lamp", seenAt: moment("2026-11-02T08:00:00+08:00")),
                rules: Cell().thresholds, statistics: nil, context: context)
        }
        #expect(flags.map(\.count) == [1, 0, 0])
    }

    @Test("a field that partial records do not cover passes every listing")
    func uncoveredFields() {
        for condition in [FlagCondition.present([.sales]), .vague([.title]), .present([.room, .changedAt])] {
            var context = FlagContext()
            context.rules = [FlagRule(.livestream, mayApply: { _, _ in condition }, decide: { _ in nil })]
            let prefilter = ListingPrefilter(
                matcher: ProductMatcher([
                    (product: "lamp", rule: MatchingRule(categories: [:], titleWords: ["台灯"], exceptWords: []))
                ]), market: "jd", thresholds: ["lamp": Cell().thresholds], context: context)
            var found: [PrefilteredListing] = []
            prefilter.scan(ListingBatch([.sample()]), into: &found)
            #expect(found.map(\.isCandidate) == [true])
        }
    }

    @Test("a rule whose facts are not available is skipped")
    func unavailableFacts() {
        var context = FlagContext()
        context.failures = ShopFailures(
            [2025, 2026].map { ShopFailure(platform: "jd", shop: "1", year: $0, source: "省局") })
        let listing = Listing(
            key: ListingKey(platform: "jd", item: "1"), title: "台灯", price: PriceRange(Fen(4_120)), shopIdentifier: "1")
        let observation = Screening.Observation(
            listing: listing, product: "lamp", seenAt: moment("2026-11-02T08:00:00+08:00"))
        func kinds(_ facts: FlagFacts) -> [FlagKind] {
            context.facts = facts
            return Screening.flags(of: observation, rules: Cell().thresholds, statistics: nil, context: context)
                .map(\.kind)
        }
        #expect(kinds(.all) == [.failingShop])
        #expect(kinds(.earlierSales).isEmpty)
    }
}
