/// Screens the listings of one feed at one moment: facts in, flags out, nothing else touched.
package enum Screening {
    /// What is known of one listing.
    package struct Observation: Sendable {
        package let listing: Listing
        /// The product it was matched to.
        package let product: String
        package let seenAt: Timestamp
        /// The sales figure of the snapshot before, and when that was taken.
        package let earlier: (sales: SalesFigure, at: Timestamp)?

        package init(
            listing: Listing, product: String, seenAt: Timestamp, earlier: (sales: SalesFigure, at: Timestamp)? = nil
        ) {
            self.listing = listing
            self.product = product
            self.seenAt = seenAt
            self.earlier = earlier
        }

        /// What the two sales figures say of the time between them.
        package var growth: SalesGrowth {
            SalesGrowth(from: earlier, to: listing.sales, at: seenAt)
        }
    }

    package struct Outcome: Sendable {
        /// The flags of each observation, in the order given; most lists are empty.
        package let flags: [[Flag]]
        /// Cells too thin, or too uniform, to call any price low. Stated, so that silence is not taken for clean.
        package let cellsWithoutBaseline: [ComparisonCell]
        /// What is known of the growth of sales; unknown is not zero.
        package let growth: SalesGrowth.Counts
    }

    /// `thresholds`: product → its flag rules; a product without rules raises no flags. `matching`: product → how its
    /// titles are read. `baseline`: the prices to compare with, where they are not those of the observations.
    package static func decide(
        _ observations: [Observation], thresholds: [String: FlaggingThresholds],
        matching: [String: MatchingRule] = [:], baseline: PriceBaseline? = nil, context: FlagContext = FlagContext()
    ) -> Outcome {
        var prices: [ComparisonCell: [PriceCount]] = [:]
        let comparisons = observations.map {
            Comparison(of: $0.listing, product: $0.product, rule: matching[$0.product] ?? .plain)
        }
        var growth = SalesGrowth.Counts()
        var rates: [String: [Int64]] = [:]
        for (observation, comparison) in zip(observations, comparisons) {
            prices[comparison.cell, default: []].append(PriceCount(comparison.price, count: 1))
            let grown = observation.growth
            growth.add(grown)
            if let rate = grown.provenPerDay { rates[observation.product, default: []].append(rate) }
        }
        let (usable, thin) = (baseline ?? PriceBaseline(prices)).statistics(
            minimum: thresholds.mapValues(\.minimumListings))
        var context = context
        context.burstBounds = rates.compactMapValues { context.shared.burst.bound(ofRates: $0) }
        let flags = zip(observations, comparisons).map { observation, comparison -> [Flag] in
            guard let rules = thresholds[observation.product] else { return [] }
            return Self.flags(
                of: observation, comparison, rules: rules, statistics: usable[comparison.cell], context: context)
        }
        return Outcome(flags: flags, cellsWithoutBaseline: thin, growth: growth)
    }

    /// The flags of one observation. `statistics`: those of its cell; nil where no price of the cell may be called low.
    package static func flags(
        of observation: Observation, _ comparison: Comparison? = nil, rules: FlaggingThresholds,
        statistics: PriceStatistics?,
        context: FlagContext
    ) -> [Flag] {
        let listing = observation.listing
        let shared = context.shared
        // Appended one by one: for nearly every listing the array stays empty and costs nothing.
        var flags: [Flag] = []
        func add(_ flag: Flag?) {
            if let flag { flags.append(flag) }
        }
        let comparison = comparison ?? Comparison(of: listing, product: observation.product, rule: .plain)
        add(LowPriceRule.flag(comparison, statistics: statistics, rules: rules))
        add(SalesBurstRule.flag(observation, rules: rules, context: context, isPricedLow: !flags.isEmpty))
        add(LivestreamRule.flag(listing, rules: rules))
        add(InjuryRiskRule.flag(rules.grade, shared: shared))
        add(shared.attention.flag(observation, tallies: context.attention))
        add(shared.failingShop.flag(observation, failures: context.failures))
        add(shared.maker.flag(listing, rules: rules, mapped: context.mapped))
        add(CertificateRule.flag(observation, requirement: rules.certificates, mapped: context.mapped))
        add(ForbiddenClaimRule.flag(listing, lists: shared.forbiddenClaims))
        return flags
    }
}
