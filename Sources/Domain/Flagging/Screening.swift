/// Screens the listings of one feed at one time. A pure function from facts to flags.
package enum Screening {
    /// One listing, its product, and its earlier sales.
    package struct Observation: Sendable {
        package let listing: Listing
        /// The product that the listing was matched to.
        package let product: String
        package let seenAt: Timestamp
        /// The sales figure of the previous snapshot, with its time.
        package let earlier: (sales: SalesFigure, at: Timestamp)?
        /// The same feed also states another title, price or sales figure for the item, so none of them is certain.
        package let isContradicted: Bool

        package init(
            listing: Listing, product: String, seenAt: Timestamp, earlier: (sales: SalesFigure, at: Timestamp)? = nil,
            isContradicted: Bool = false
        ) {
            self.listing = listing
            self.product = product
            self.seenAt = seenAt
            self.earlier = earlier
            self.isContradicted = isContradicted
        }

        /// The same observation, as one whose figures are not certain.
        package var contradicted: Observation {
            Observation(listing: listing, product: product, seenAt: seenAt, isContradicted: true)
        }

        /// The sales that the two figures prove.
        package var growth: SalesGrowth {
            SalesGrowth(from: earlier, to: listing.sales, at: seenAt)
        }
    }

    package struct ScreenedListings: Sendable {
        /// The flags of each observation, in the order of the observations. Most lists are empty.
        package let flags: [[Flag]]
        /// Cells with too few listings, or with equal prices: their prices cannot be compared. They are reported,
        /// because a missing flag has no meaning there.
        package let cellsWithoutBaseline: [ComparisonCell]
        /// Unknown growth is counted separately from no growth.
        package let growth: SalesGrowth.Counts
        /// Listings whose price is a range. They are not counted in the statistics of prices.
        package let priceRanges: Int
        /// The number of listings whose titles do not make clear how many units they contain.
        package let uncompared: Int
        package let repeats: Repeats
        /// The compared prices of the observations.
        package let prices: PriceBaseline
    }

    /// - Parameters:
    ///   - thresholds: product → its flag rules. A product without rules raises no flags.
    ///   - matcher: the rules by which titles are read.
    ///   - baseline: the prices to compare with; nil for the prices of the observations.
    package static func decide(
        _ observations: [Observation], thresholds: [String: FlaggingThresholds],
        matcher: ProductMatcher = .empty, baseline: PriceBaseline? = nil, context: FlagContext = FlagContext()
    ) -> ScreenedListings {
        let copies = Copies(observations) {
            $0.listing.title == $1.listing.title && $0.listing.payable == $1.listing.payable && $0.growth == $1.growth
        }
        let comparisons = comparisons(of: observations, matcher)
        var prices: [ComparisonCell: [PriceCount]] = [:]
        var ranges: [ComparisonCell: Int] = [:]
        var growth = SalesGrowth.Counts()
        var rates: [String: [Int64]] = [:]
        var uncompared = 0
        for (index, observation) in observations.enumerated() where !copies.isCopy[index] {
            let comparison = comparisons[index]
            if !comparison.cell.isCompared { uncompared += 1 }
            guard !copies.isContradicted[index] else {
                growth.add(.unknown(.contradicted))
                continue
            }
            if comparison.cell.isCompared {
                if observation.listing.payable.isExact {
                    prices[comparison.cell, default: []].append(PriceCount(comparison.price, count: 1))
                } else {
                    ranges[comparison.cell, default: 0] += 1
                }
            }
            let grown = observation.growth
            growth.add(grown)
            if let rate = grown.provenPerDay { rates[observation.product, default: []].append(rate) }
        }
        let own = PriceBaseline(prices, ranges: ranges)
        let (usable, thin) = (baseline ?? own).statistics(
            minimum: thresholds.mapValues(\.minimumListings))
        var context = context
        context.burstBounds = rates.compactMapValues { context.shared.burst.bound(ofRates: $0) }
        let flags = observations.indices.map { index -> [Flag] in
            let (observation, comparison) = (observations[index], comparisons[index])
            guard !copies.isCopy[index], let rules = thresholds[observation.product] else { return [] }
            let isContradicted = copies.isContradicted[index]
            return Self.flags(
                of: isContradicted ? observation.contradicted : observation, comparison, rules: rules,
                statistics: isContradicted ? nil : usable[comparison.cell], context: context)
        }
        return ScreenedListings(
            flags: flags, cellsWithoutBaseline: thin, growth: growth, priceRanges: ranges.values.reduce(0, +),
            uncompared: uncompared, repeats: copies.repeats, prices: own)
    }

    private static func comparisons(of observations: [Observation], _ matcher: ProductMatcher) -> [Comparison] {
        var scratch = TitleScratch()
        var comparisons: [Comparison] = []
        comparisons.reserveCapacity(observations.count)
        for observation in observations {
            comparisons.append(
                Comparison(of: observation.listing, product: observation.product, matcher: matcher, &scratch))
        }
        return comparisons
    }

    /// The flags of one observation.
    ///
    /// - Parameter statistics: those of the comparison cell; nil if they cannot show that a price is low.
    package static func flags(
        of observation: Observation, _ comparison: Comparison? = nil, rules: FlaggingThresholds,
        statistics: PriceStatistics?,
        context: FlagContext
    ) -> [Flag] {
        let input = FlagInput(
            observation: observation,
            comparison: comparison ?? comparisons(of: [observation], .empty)[0],
            thresholds: rules, statistics: statistics, context: context)
        // Flags are appended one by one: for nearly every listing the array stays empty and is never allocated.
        var flags: [Flag] = []
        for rule in context.rules where context.facts.isSuperset(of: rule.needs) {
            if let flag = rule.decide(input) { flags.append(flag) }
        }
        return flags
    }
}
