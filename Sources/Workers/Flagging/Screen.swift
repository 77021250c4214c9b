package import Domain
internal import Rulebook
internal import Store

package struct ScreenSummary: Hashable, Sendable {
    package let pull: Int64
    package let crawler: String
    /// Screened listings that were matched to a product.
    package let screened: Int
    package let flags: [FlagKind: Int]
    package let flaggedListings: Int
    package let cellsWithoutBaseline: [ComparisonCell]
    /// The counts of known and unknown growth of sales. Unknown growth is not counted as zero.
    package let growth: SalesGrowth.Counts
    /// Listings whose price is a range. They are not counted in the statistics of prices.
    package let priceRanges: Int
    /// Listings whose titles do not make clear how many units they contain. Their prices are not compared.
    package let uncompared: Int
    package let repeats: Repeats
    package let wasScreened: Bool
    /// Why flagging of this pull waits for a person. If set, nothing was screened.
    package let heldReason: String?
}

/// Screens the listings of a complete pull: facts from the store, the decision in the domain, flags back to the store.
package struct Screen: Sendable {
    private let context: AppContext

    package init(_ context: AppContext) {
        self.context = context
    }

    package func run(pull: Int64) async throws -> ScreenSummary {
        let facts = try await context.store.screeningFacts(pull: pull)
        let criteria = context.rulebook.criteria
        let outcome = Screening.decide(
            facts.observations.map(\.observation), thresholds: criteria.mapValues(\.flagging),
            matcher: context.rulebook.matcher, context: try await context(facts))
        let flagged = zip(facts.observations, outcome.flags).filter { !$0.1.isEmpty }
        if !facts.isScreened, facts.heldReason == nil {
            try await context.store.recordScreening(
                pull: pull, flags: flagged.map { ($0.0.id, $0.0.observation.product, $0.1) },
                matches: matches(of: flagged.map(\.0)), rules: criteria.mapValues(\.rule),
                shared: context.rulebook.sharedFlagging, words: context.rulebook.matcher.shared.rule,
                cellsWithoutBaseline: outcome.cellsWithoutBaseline, growth: outcome.growth,
                priceRanges: outcome.priceRanges)
        }
        let kinds = outcome.flags.joined().reduce(into: [FlagKind: Int]()) { $0[$1.kind, default: 0] += 1 }
        return ScreenSummary(
            pull: pull, crawler: facts.crawler, screened: facts.observations.count, flags: kinds,
            flaggedListings: flagged.count, cellsWithoutBaseline: outcome.cellsWithoutBaseline,
            growth: outcome.growth, priceRanges: outcome.priceRanges, uncompared: outcome.uncompared,
            repeats: outcome.repeats, wasScreened: facts.isScreened, heldReason: facts.heldReason)
    }

    /// Why each flagged listing belongs to its product.
    private func matches(
        of flagged: [(id: Int64, observation: Screening.Observation)]
    ) -> [Int64: MatchReason] {
        let reasons = flagged.map { flagged in
            let observation = flagged.observation
            return (
                flagged.id,
                context.rulebook.matcher.reason(of: observation.listing, product: observation.product)
            )
        }
        return Dictionary(reasons) { first, _ in first }
    }

    /// The facts other than listings, on the day of the pull.
    private func context(_ facts: ScreeningFacts) async throws -> FlagContext {
        let shared = context.rulebook.sharedFlagging
        let crawler = context.rulebook.crawlers[facts.crawler]
        // A pull without observations raises no flag, so its day does not matter.
        let day = (facts.observations.first?.observation.seenAt ?? context.store.clock.now()).day()
        let oldest = CalendarDay(daysSince1970: day.daysSince1970 - Int64(shared.attention.withinDays))
        return FlagContext(
            shared: shared, mapped: Set(crawler?.fields.mapped.map(\.field) ?? []),
            attention: AttentionTallies(
                try await context.store.attentionCounts(since: oldest), on: day,
                withinDays: shared.attention.withinDays),
            failures: ShopFailures(try await context.store.shopFailures(ownSource: FlagWording.ownReports)))
    }
}
