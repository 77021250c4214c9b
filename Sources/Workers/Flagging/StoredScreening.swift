internal import Domain
internal import Rulebook
internal import Store
internal import Synchronization

/// The two passes over the stored listings of one pull.
struct StoredScreening {
    struct Flagged: Sendable {
        let listing: Int64
        let product: String
        let flags: [Flag]
        let match: MatchReason
    }

    struct Outcome: Sendable {
        /// Matched listings.
        var screened = 0
        /// In the order of the pages.
        var flagged: [Flagged] = []
        var cellsWithoutBaseline: [ComparisonCell] = []
        var growth = SalesGrowth.Counts()
        var priceRanges = 0
        var uncompared = 0
        var contradicted = 0
    }

    let context: AppContext
    let head: ScreeningHead
    let flagContext: FlagContext
    let thresholds: [String: FlaggingThresholds]
    let prefilter: ListingPrefilter

    init(_ context: AppContext, _ head: ScreeningHead, _ flagContext: FlagContext) {
        self.context = context
        self.head = head
        self.flagContext = flagContext
        thresholds = context.rulebook.criteria.mapValues(\.flagging)
        prefilter = ListingPrefilter(
            matcher: context.rulebook.matcher, market: head.platform, thresholds: thresholds, context: flagContext)
    }

    func run() async throws -> Outcome {
        var first = try await firstPass()
        var own = prefilter.baseline(first.takeTally())
        own.merge(PriceBaseline(first.otherPrices, ranges: first.otherRanges))
        let (usable, thin) = own.statistics(minimum: thresholds.mapValues(\.minimumListings))
        var outcome = first.outcome
        outcome.priceRanges = own.ranges.values.reduce(0, +)
        outcome.cellsWithoutBaseline = thin
        var flagContext = flagContext
        flagContext.burstBounds = first.rates.compactMapValues { flagContext.shared.burst.bound(ofRates: $0) }
        outcome.flagged = try await secondPass(first, usable, flagContext)
        return outcome
    }

    /// A listing that the first pass read.
    struct Found: Sendable {
        let place: ScreeningSlice.Place
        /// Index into the cells of the prefilter; nil for a listing whose stored product is not the one of its title now.
        let cell: UInt32?
        let price: UInt32
        let units: UInt32
        /// Whether a rule may flag the listing whatever its price and its growth are.
        let isCandidate: Bool
        /// The proven number of units sold a day; 0 if no sale is proven.
        let perDay: Int64
    }

    struct FirstPass: Sendable {
        var outcome = Outcome()
        /// By slice.
        var found: [[Found]]
        var rates: [String: [Int64]] = [:]
        /// The prices of listings without a cell of the prefilter.
        var otherPrices: [ComparisonCell: [PriceCount]] = [:]
        var otherRanges: [ComparisonCell: Int] = [:]
        private var tally = PriceTally()

        init(slices: Int) {
            found = Array(repeating: [], count: slices)
        }

        mutating func add(_ prices: [PrefilteredListing]) {
            tally.add(prices)
        }

        mutating func takeTally() -> PriceTally {
            var taken = PriceTally()
            swap(&taken, &tally)
            return taken
        }
    }
}
