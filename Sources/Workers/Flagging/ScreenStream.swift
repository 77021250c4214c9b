package import Domain
internal import Feeds
package import Rulebook

/// Screens a feed file without a store, by the same rules.
///
/// The first pass reads every record once, on all cores, and stores its position, cell and price. All prices together
/// form the baseline. The second pass reads only the records that a rule may flag, and decides on each. Memory grows
/// with the number of different prices, not with the number of listings.
///
/// The facts of the store are not available. A rule that needs counts of complaints and opinions, or failures of shops,
/// is skipped.
///
/// Blocks the calling thread; see `Threads`.
package struct ScreenStream: Sendable {
    package struct Input: Sendable {
        /// Nil for standard input.
        package let path: String?
        package let seenAt: Timestamp

        package init(path: String?, seenAt: Timestamp) {
            self.path = path
            self.seenAt = seenAt
        }
    }

    package struct Options: Sendable {
        package var threads = Threads.cores
        /// The baseline to compare prices with, instead of the baseline of the file itself.
        package var baseline: PriceBaseline?
        /// Whether to stop after the first pass and return the baseline.
        package var baselineOnly = false
        /// Whether each line says why the listing belongs to its product.
        package var explains = false

        package init() {}
    }

    package struct FilterResult: Sendable {
        package var records = 0
        /// Listings that were matched to a product.
        package var matched = 0
        package var flagged = 0
        package var flags: [FlagKind: Int] = [:]
        package var quarantined = 0
        /// Values that could not be read, by field, with examples.
        package var unread: [ListingField: UnreadValues] = [:]
        package var growth = SalesGrowth.Counts()
        /// Listings whose price is a range. They are not counted in the statistics of prices.
        package var priceRanges = 0
        package var cellsWithoutBaseline: [ComparisonCell] = []
        /// Listings whose titles do not make clear how many units they contain. Their prices are not compared.
        package var uncompared = 0
        package var repeats = Repeats()
        /// Set only with `Options.baselineOnly`.
        package var baseline = PriceBaseline()
    }

    /// Receives results during the run. It is called from several threads, one at a time.
    package struct Listener: Sendable {
        /// Flags, one JSON object per line, in the order of the file.
        package let lines: @Sendable ([UInt8]) -> Void
        package let quarantined: @Sendable (QuarantinedRecord) -> Void

        package init(
            lines: @escaping @Sendable ([UInt8]) -> Void,
            quarantined: @escaping @Sendable (QuarantinedRecord) -> Void
        ) {
            self.lines = lines
            self.quarantined = quarantined
        }
    }

    let rulebook: Rulebook
    let crawler: Crawler
    private(set) var reader: PageReader
    let context: FlagContext
    let thresholds: [String: FlaggingThresholds]
    let prefilter: ListingPrefilter

    /// The facts that the filter can have in addition to the feed: earlier sales, if an earlier snapshot is given.
    package static let facts: FlagFacts = .earlierSales

    package init(_ rulebook: Rulebook, crawler: Crawler) {
        self.rulebook = rulebook
        self.crawler = crawler
        reader = PageReader(crawler)
        context = FlagContext(
            shared: rulebook.sharedFlagging, facts: Self.facts, mapped: Set(crawler.fields.mapped.map(\.field)))
        thresholds = rulebook.criteria.mapValues(\.flagging)
        prefilter = ListingPrefilter(
            matcher: rulebook.matcher, market: crawler.platform, thresholds: thresholds, context: context)
    }

    /// The flags of `input`. Sales are compared with `earlier` if it is given.
    package func run(
        _ input: Input, earlier: Input? = nil, _ options: Options = Options(), _ listener: Listener
    ) throws -> FilterResult {
        var stream = self
        stream.reader = reader.at(input.seenAt)
        return try stream.result(of: input, earlier: earlier, options, listener)
    }

    /// Why `listing` belongs to `product`; nil if the lines do not say it.
    func match(of listing: Listing, _ product: String, _ options: Options) -> MatchReason? {
        options.explains ? rulebook.matcher.reason(of: listing, product: product) : nil
    }

    private func result(
        of input: Input, earlier: Input?, _ options: Options, _ listener: Listener
    ) throws -> FilterResult {
        let before = try earlier.map { try EarlierSales(reading: $0, reader.at($0.seenAt), options) }
        guard let division = reader.division else {
            let page = try WholeFile.read(input.path, reader)
            return try WholeFile(self).run(page, seenAt: input.seenAt, before, options, listener)
        }
        let file = try FileStart.open(input.path, division)
        var first: FirstPass.Result
        do {
            first = try FirstPass(self, file, seenAt: input.seenAt, before, options, listener).run()
        } catch  where reader.isDocument {
            let page = try WholeFile.read(file, reader)
            return try WholeFile(self).run(page, seenAt: input.seenAt, before, options, listener)
        }
        var summary = first.summary
        summary.priceRanges = first.tally.ranges.values.reduce(0, +)
        summary.repeats = first.repeated.report
        guard !options.baselineOnly else {
            summary.baseline = prefilter.baseline(first.takeTally())
            return summary
        }
        let (usable, thin) = (options.baseline ?? prefilter.baseline(first.takeTally())).statistics(
            minimum: thresholds.mapValues(\.minimumListings))
        summary.cellsWithoutBaseline = thin
        var context = context
        context.burstBounds = first.rates.compactMapValues { context.shared.burst.bound(ofRates: $0) }
        try SecondPass(
            self, first, statistics: usable, context: context, before: before, seenAt: input.seenAt, options, listener
        ).run(&summary)
        return summary
    }
}
