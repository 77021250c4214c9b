internal import Domain
internal import Feeds
internal import Synchronization

/// Reads the listings that a rule may flag, decides on each, and writes the flags in the order of the file.
struct SecondPass: Sendable {
    private let stream: ScreenStream
    private let first: FirstPass.Result
    private let statistics: [PriceStatistics?]
    private let bounds: [PriceBound]
    private let context: FlagContext
    private let before: EarlierSales?
    private let options: ScreenStream.Options
    private let seenAt: Timestamp
    private let output: OrderedOutput

    init(
        _ stream: ScreenStream, _ first: FirstPass.Result, statistics: [ComparisonCell: PriceStatistics],
        context: FlagContext, before: EarlierSales?, seenAt: Timestamp, _ options: ScreenStream.Options,
        _ listener: ScreenStream.Listener
    ) {
        self.stream = stream
        self.first = first
        self.context = context
        self.before = before
        self.options = options
        self.seenAt = seenAt
        output = OrderedOutput(listener.lines)
        self.statistics = stream.prefilter.cells.map { statistics[$0] }
        bounds = stream.prefilter.priceBounds(statistics)
    }

    func run(_ summary: inout ScreenStream.FilterResult) throws {
        let next = Atomic(0)
        let totals = Mutex(Counts())
        try Threads.parallel(options.threads) {
            while true {
                let number = next.add(1, ordering: .relaxed).oldValue
                guard number < first.segments.count else { return }
                let (lines, counts) = try decide(first.segments[number])
                totals.withLock { $0.add(counts) }
                output.put(lines, at: number)
            }
        }
        let counts = totals.withLock { $0 }
        summary.flagged = counts.listings
        summary.flags = counts.kinds
    }

    private struct Counts {
        var listings = 0
        var kinds: [FlagKind: Int] = [:]

        mutating func add(_ other: Counts) {
            listings += other.listings
            kinds.merge(other.kinds) { $0 + $1 }
        }
    }

    private func decide(_ segment: PrefilteredFile.Segment) throws -> (lines: [UInt8], counts: Counts) {
        let candidates = try first.found.rows(of: segment).filter {
            $0.isCandidate || bounds[Int($0.cell)].mayFlag(price: $0.price, units: $0.units)
        }.filter { !first.repeated.isCopy($0) }
        var counts = Counts()
        guard !candidates.isEmpty else { return ([], counts) }
        let batch = try StoredRecords(stream, first).batch(of: candidates)
        guard batch.rows.count == candidates.count else {
            throw PermanentFailure("the file changed while it was read")
        }
        var lines: [UInt8] = []
        lines.reserveCapacity(candidates.count * 512)
        for (row, candidate) in candidates.enumerated() {
            let (flags, listing, product) = decide(batch, row, candidate)
            guard !flags.isEmpty else { continue }
            counts.listings += 1
            for flag in flags { counts.kinds[flag.kind, default: 0] += 1 }
            FlagLine.append(
                flags, of: listing, product: product, match: stream.match(of: listing, product, options),
                context.shared, to: &lines)
        }
        return (lines, counts)
    }

    private func decide(
        _ batch: ListingBatch, _ row: Int, _ candidate: PrefilteredRow
    ) -> (flags: [Flag], listing: Listing, product: String) {
        let listing = batch.listing(at: row)
        let cell = stream.prefilter.cells[Int(candidate.cell)]
        guard let rules = stream.thresholds[cell.product] else { return ([], listing, cell.product) }
        let isContradicted = first.repeated.isContradicted(candidate)
        let observation = Screening.Observation(
            listing: listing, product: cell.product, seenAt: seenAt,
            earlier: isContradicted ? nil : before.flatMap { $0.sales(batch.rows[row], of: batch) },
            isContradicted: isContradicted)
        let comparison = Comparison(
            cell: cell, price: UnitPrice(Fen(Int64(candidate.price)), units: Int64(candidate.units)))
        let flags = Screening.flags(
            of: observation, comparison, rules: rules,
            statistics: isContradicted ? nil : statistics[Int(candidate.cell)], context: context)
        return (flags, listing, cell.product)
    }
}

/// Writes pieces in their order. They may be completed in any order.
private final class OrderedOutput: Sendable {
    private struct Pending {
        var next = 0
        var waiting: [Int: [UInt8]] = [:]
    }

    private let state = Mutex(Pending())
    private let write: @Sendable ([UInt8]) -> Void

    init(_ write: @escaping @Sendable ([UInt8]) -> Void) {
        self.write = write
    }

    func put(_ lines: [UInt8], at number: Int) {
        state.withLock { state in
            state.waiting[number] = lines
            while let ready = state.waiting.removeValue(forKey: state.next) {
                if !ready.isEmpty { write(ready) }
                state.next += 1
            }
        }
    }
}
