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
///
/// The first pass reads every matched listing in a compact form and counts its price and its growth. The second pass
/// reads only the listings that a rule may flag, and decides on each. Between them, each matched listing has one
/// `StoredScreening.Found` in a temporary file.
package struct Screen: Sendable {
    private let context: AppContext

    package init(_ context: AppContext) {
        self.context = context
    }

    package func run(pull: Int64) async throws -> ScreenSummary {
        let head = try await context.store.screeningHead(pull: pull)
        let criteria = context.rulebook.criteria
        let outcome = try await StoredScreening(context, head, flagContext(head)).run()
        if !head.isScreened, head.heldReason == nil {
            try await context.store.recordScreening(
                pull: pull, flags: outcome.flagged.map { ($0.listing, $0.product, $0.flags) },
                matches: Dictionary(outcome.flagged.map { ($0.listing, $0.match) }) { first, _ in first },
                comparisons: outcome.comparisons, cells: outcome.cells,
                rules: criteria.mapValues(\.rule), shared: context.rulebook.sharedFlagging,
                words: context.rulebook.matcher.shared.rule, cellsWithoutBaseline: outcome.cellsWithoutBaseline,
                growth: outcome.growth, priceRanges: outcome.priceRanges)
        }
        let kinds = outcome.flagged.flatMap(\.flags).reduce(into: [FlagKind: Int]()) { $0[$1.kind, default: 0] += 1 }
        var repeats = Repeats()
        repeats.contradicted = outcome.contradicted
        return ScreenSummary(
            pull: pull, crawler: head.crawler, screened: outcome.screened, flags: kinds,
            flaggedListings: outcome.flagged.count, cellsWithoutBaseline: outcome.cellsWithoutBaseline,
            growth: outcome.growth, priceRanges: outcome.priceRanges, uncompared: outcome.uncompared,
            repeats: repeats, wasScreened: head.isScreened, heldReason: head.heldReason)
    }

    /// The facts other than listings, on the day of the pull.
    private func flagContext(_ head: ScreeningHead) async throws -> FlagContext {
        let shared = context.rulebook.sharedFlagging
        let crawler = context.rulebook.crawlers[head.crawler]
        // A pull without pages raises no flag, so its day does not matter.
        let day = (head.seenAt ?? context.store.clock.now()).day()
        let oldest = CalendarDay(daysSince1970: day.daysSince1970 - Int64(shared.attention.withinDays))
        return FlagContext(
            shared: shared, mapped: Set(crawler?.fields.mapped.map(\.field) ?? []),
            attention: AttentionTallies(
                try await context.store.attentionCounts(since: oldest), on: day,
                withinDays: shared.attention.withinDays),
            failures: ShopFailures(try await context.store.shopFailures(ownSource: FlagWording.ownReports)))
    }
}
