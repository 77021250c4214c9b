package import Domain
package import Feeds
package import Rulebook

/// Screens a feed file without a store: the same rules, for a pipe.
///
/// Two passes. The first reads every record once, on all cores, and keeps of each no more than its place and its price;
/// the prices together give the baseline. The second goes back to the few records that a rule may flag, and decides on
/// them in full. Memory follows the number of different prices, not the number of listings.
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
        package var mode = ReadingMode.strict
        package var threads = Threads.cores
        /// Prices to compare with, instead of those of the file itself.
        package var baseline: PriceBaseline?
        /// Stop after the first pass: only the baseline is wanted.
        package var baselineOnly = false

        package init() {}
    }

    package struct Summary: Sendable {
        package var records = 0
        /// Of a known product.
        package var matched = 0
        package var flagged = 0
        package var flags: [FlagKind: Int] = [:]
        package var quarantined = 0
        package var unreadableSales = 0
        package var growth = SalesGrowth.Counts()
        package var cellsWithoutBaseline: [ComparisonCell] = []
        /// Where only that is wanted.
        package var baseline = PriceBaseline()
    }

    /// What a run tells while it goes on; called from several threads, one at a time.
    package struct Listener: Sendable {
        /// Flagged listings, one JSON object a flag and line, in the order of the file.
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
    let reader: PageReader
    let context: FlagContext
    let thresholds: [String: FlaggingThresholds]
    let survey: ListingSurvey

    package init(_ rulebook: Rulebook, crawler: Crawler) {
        self.rulebook = rulebook
        self.crawler = crawler
        reader = PageReader(crawler)
        context = FlagContext(
            shared: rulebook.sharedFlagging, mapped: Set(crawler.fields.mapped.map(\.field)))
        thresholds = rulebook.criteria.mapValues(\.flagging)
        survey = ListingSurvey(
            matcher: rulebook.matcher, market: crawler.platform, thresholds: thresholds, context: context)
    }

    /// Flags of `input`; sales are compared with `earlier` where it is given.
    package func run(
        _ input: Input, earlier: Input? = nil, _ options: Options = Options(), _ listener: Listener
    ) throws -> Summary {
        let before = try earlier.map { try EarlierSales(reading: $0, reader, options) }
        guard reader.readsBlocks else { return try WholeFile(self).run(input, before, options, listener) }
        var first = try FirstPass(self, input, before, options, listener).run()
        var summary = first.summary
        guard !options.baselineOnly else {
            summary.baseline = survey.baseline(first.takeTally())
            return summary
        }
        let (usable, thin) = (options.baseline ?? survey.baseline(first.takeTally())).statistics(
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

extension PageFault {
    /// The fault as a sentence for the operator.
    var sentence: String {
        switch self {
        case .unreadable(let why): "the feed cannot be read: \(why)"
        case .refused(let why): "the feed is an error of the platform: \(why)"
        }
    }
}
