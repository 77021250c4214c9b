internal import Domain
internal import Feeds
internal import Rulebook

/// Screens a file that can only be read as a whole: a document of XML, or one of JSON that is not plain.
struct WholeFile {
    /// The maximum size of a file.
    private static let sizeLimit = 1 << 30

    private let stream: ScreenStream

    init(_ stream: ScreenStream) {
        self.stream = stream
    }

    func run(
        _ page: ParsedPage, seenAt: Timestamp, _ before: EarlierSales?, _ options: ScreenStream.Options,
        _ listener: ScreenStream.Listener
    ) throws -> ScreenStream.FilterResult {
        var summary = ScreenStream.FilterResult()
        summary.records = page.records
        summary.quarantined = page.quarantined.count
        summary.unread = page.unread
        page.quarantined.forEach(listener.quarantined)
        var found: [PrefilteredListing] = []
        stream.prefilter.scan(page.batch, into: &found)
        summary.matched = found.count
        let observations = found.map { listing in
            let row = page.batch.rows[Int(listing.index)]
            return Screening.Observation(
                listing: page.batch.listing(at: Int(listing.index)),
                product: stream.prefilter.cells[Int(listing.cell)].product, seenAt: seenAt,
                earlier: before.flatMap { $0.sales(row, of: page.batch) })
        }
        let outcome = Screening.decide(
            observations, thresholds: stream.thresholds,
            matcher: stream.rulebook.matcher, baseline: options.baseline,
            context: stream.context)
        summary.cellsWithoutBaseline = outcome.cellsWithoutBaseline
        summary.growth = outcome.growth
        summary.priceRanges = outcome.priceRanges
        summary.uncompared = outcome.uncompared
        summary.repeats = outcome.repeats
        summary.baseline = outcome.prices
        guard !options.baselineOnly else { return summary }
        var lines: [UInt8] = []
        for (observation, flags) in zip(observations, outcome.flags) where !flags.isEmpty {
            summary.flagged += 1
            for flag in flags { summary.flags[flag.kind, default: 0] += 1 }
            let (listing, product) = (observation.listing, observation.product)
            FlagLine.append(
                flags, of: listing, product: product, match: stream.match(of: listing, product, options),
                stream.context.shared, to: &lines)
        }
        if !lines.isEmpty { listener.lines(lines) }
        return summary
    }

    static func read(_ path: String?, _ reader: PageReader) throws -> ParsedPage {
        try read(try FileStart.open(path, .lines), reader)
    }

    /// Reads a file of which a part may have been read in blocks.
    static func read(_ file: FeedFile, _ reader: PageReader) throws -> ParsedPage {
        do {
            return try reader.parse(try file.whole(limit: sizeLimit))
        } catch let fault as FeedFileFault {
            throw PermanentFailure(fault.message)
        } catch let fault as PageFault {
            throw PermanentFailure(fault.sentence)
        }
    }
}
