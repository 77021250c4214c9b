internal import Domain
internal import Feeds
internal import Synchronization

/// Goes back to the listings that a rule may flag, decides on each in full, and tells of the flags in the file's order.
struct SecondPass: Sendable {
    /// What a price of one cell is held against.
    private struct Bound: Sendable {
        let statistics: PriceStatistics?
        let z: Double
        /// The highest price of one unit that is flagged, in fen; −1 for none.
        let flaggedUpTo: Int64
        let floor: Int64

        func mayFlag(price: UInt32, units: UInt32) -> Bool {
            if units == 1 { return Int64(price) <= flaggedUpTo }
            if Int64(price) <= floor * Int64(units) { return true }
            return statistics?.z(of: UnitPrice(Fen(Int64(price)), units: Int64(units))).map { $0 <= z } ?? false
        }
    }

    private let stream: ScreenStream
    private let first: FirstPass.Result
    private let bounds: [Bound]
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
        bounds = stream.survey.cells.map { cell in
            let rules = stream.thresholds[cell.product]
            let z = rules?.lowPriceZ.approximate ?? 0
            let found = rules == nil ? nil : statistics[cell]
            let floor = rules?.floorPrice?.rawValue ?? -1
            return Bound(
                statistics: found, z: z, flaggedUpTo: max(floor, found?.price(atZ: z).rawValue ?? -1), floor: floor)
        }
    }

    func run(_ summary: inout ScreenStream.Summary) throws {
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

    private func decide(_ segment: SightingFile.Segment) throws -> (lines: [UInt8], counts: Counts) {
        let entries = try first.sightings.entries(of: segment).filter {
            $0.isMarked || bounds[Int($0.cell)].mayFlag(price: $0.price, units: $0.units)
        }
        var counts = Counts()
        guard !entries.isEmpty else { return ([], counts) }
        let batch = try records(entries)
        guard batch.rows.count == entries.count else {
            throw PermanentFailure("the file changed while it was read")
        }
        var lines: [UInt8] = []
        lines.reserveCapacity(entries.count * 512)
        for (number, entry) in entries.enumerated() {
            let flags = decide(batch, number, entry)
            guard !flags.listing.isEmpty else { continue }
            counts.listings += 1
            for flag in flags.listing { counts.kinds[flag.kind, default: 0] += 1 }
            FlagLine.append(flags.listing, of: flags.seen, product: flags.product, context.shared, to: &lines)
        }
        return (lines, counts)
    }

    private func decide(
        _ batch: ListingBatch, _ row: Int, _ entry: SightingFile.Entry
    ) -> (listing: [Flag], seen: Listing, product: String) {
        let listing = batch.listing(at: row)
        let cell = stream.survey.cells[Int(entry.cell)]
        guard let rules = stream.thresholds[cell.product] else { return ([], listing, cell.product) }
        let observation = Screening.Observation(
            listing: listing, product: cell.product, seenAt: seenAt,
            earlier: before.flatMap { $0.sales(batch.rows[row], of: batch) })
        let comparison = Comparison(
            cell: cell, price: UnitPrice(Fen(Int64(entry.price)), units: Int64(entry.units)))
        let flags = Screening.flags(
            of: observation, comparison, rules: rules, statistics: bounds[Int(entry.cell)].statistics, context: context)
        return (flags, listing, cell.product)
    }

    /// The records of `entries`, read again and parsed together.
    private func records(_ entries: [SightingFile.Entry]) throws -> ListingBatch {
        let size = entries.reduce(0) { $0 + $1.length + 1 }
        var failure: FeedFileFault?
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            guard let base = buffer.baseAddress else { return }
            do throws(FeedFileFault) {
                for entry in entries {
                    try first.file.read(entry.length, at: entry.position, into: base + count)
                    count += entry.length
                    if base[count - 1] != 0x0A {
                        base[count] = 0x0A
                        count += 1
                    }
                }
            } catch {
                failure = error
            }
        }
        if let failure { throw PermanentFailure(failure.message) }
        do throws(PageFault) {
            return try stream.reader.parse(records: bytes, mode: options.mode, header: first.header).batch
        } catch {
            throw PermanentFailure(error.sentence)
        }
    }
}

/// Puts pieces that are done out of order into order.
private final class OrderedOutput: Sendable {
    private struct State {
        var next = 0
        var waiting: [Int: [UInt8]] = [:]
    }

    private let state = Mutex(State())
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
