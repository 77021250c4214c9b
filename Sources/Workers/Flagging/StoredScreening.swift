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
        let comparison: Comparison
        let growth: SalesGrowth
        /// The feed also states another price.
        let isContradicted: Bool
    }

    struct Outcome: Sendable {
        /// Matched listings.
        var screened = 0
        /// In the order of the pages.
        var flagged: [Flagged] = []
        /// By the number of the flagged listing.
        var comparisons: [Int64: FlagComparison] = [:]
        /// The cells of the flagged listings.
        var cells: [ComparisonCell: PriceSummary] = [:]
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
    /// The listings of each slice between the passes.
    let found: SpilledRows<Found>

    init(_ context: AppContext, _ head: ScreeningHead, _ flagContext: FlagContext) throws {
        found = try SpilledRows()
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
        own.merge(PriceBaseline(first.other.prices, ranges: first.other.ranges))
        let (usable, thin) = own.statistics(minimum: thresholds.mapValues(\.minimumListings))
        var outcome = first.outcome
        outcome.priceRanges = own.ranges.values.reduce(0, +)
        outcome.cellsWithoutBaseline = thin
        var flagContext = flagContext
        flagContext.burstBounds = first.rates(of: prefilter.cells).compactMapValues {
            flagContext.shared.burst.bound(ofRates: $0)
        }
        outcome.flagged = try await secondPass(first, usable, flagContext)
        outcome.compare(with: own)
        return outcome
    }

    /// A listing that the first pass read.
    struct Found: BitwiseCopyable {
        /// The value of `cell` for a listing whose stored product is not the one of its title now.
        static let noCell = UInt32.max

        let place: ScreeningSlice.Place
        /// Index into the cells of the prefilter, or `noCell`.
        let cell: UInt32
        let price: UInt32
        let units: UInt32
        /// Whether a rule may flag the listing whatever its price and its growth are.
        let isCandidate: Bool
        /// The proven number of units sold a day; 0 if no sale is proven.
        let perDay: Int64
    }

    /// What one slice adds to the first pass.
    struct Part: Sendable {
        var outcome = Outcome()
        var found: [Found] = []
        var compared: [PrefilteredListing] = []
        /// The proven daily gains, by cell.
        var rates: [(cell: UInt32, perDay: Int64)] = []
        var other = WithoutCell()
    }

    /// Listings without a cell of the prefilter.
    struct WithoutCell: Sendable {
        var prices: [ComparisonCell: [PriceCount]] = [:]
        var ranges: [ComparisonCell: Int] = [:]
        /// The proven daily gains, by product.
        var rates: [String: [Int64]] = [:]

        mutating func merge(_ part: WithoutCell) {
            for (cell, own) in part.prices { prices[cell, default: []] += own }
            ranges.merge(part.ranges, uniquingKeysWith: +)
            for (product, own) in part.rates { rates[product, default: []] += own }
        }
    }

    struct FirstPass: Sendable {
        private(set) var outcome = Outcome()
        /// Where the listings of each slice are.
        private(set) var segments: [SpilledRows<Found>.Segment] = []
        private(set) var other = WithoutCell()
        private var rates: [[Int64]]
        private var tally = PriceTally()

        init(cells: Int) {
            rates = Array(repeating: [], count: cells)
        }

        mutating func add(_ part: Part, _ segment: SpilledRows<Found>.Segment) {
            segments.append(segment)
            outcome.screened += part.outcome.screened
            outcome.uncompared += part.outcome.uncompared
            outcome.contradicted += part.outcome.contradicted
            outcome.growth.add(part.outcome.growth)
            tally.add(part.compared)
            for (cell, perDay) in part.rates { rates[Int(cell)].append(perDay) }
            other.merge(part.other)
        }

        /// The proven daily gains, by product.
        func rates(of cells: [ComparisonCell]) -> [String: [Int64]] {
            zip(cells, rates).reduce(into: other.rates) { $0[$1.0.product, default: []] += $1.1 }.filter { !$1.isEmpty }
        }

        mutating func takeTally() -> PriceTally {
            var taken = PriceTally()
            swap(&taken, &tally)
            return taken
        }
    }
}
