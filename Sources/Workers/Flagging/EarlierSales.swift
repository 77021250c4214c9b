internal import Domain
internal import Feeds
internal import Synchronization

/// The sales figures of an earlier snapshot, by item.
struct EarlierSales: Sendable {
    private let parts: [SalesTable]
    private let at: Timestamp

    /// Reads the whole snapshot. Memory grows with its number of listings.
    init(reading input: ScreenStream.Input, _ reader: PageReader, _ options: ScreenStream.Options) throws {
        at = input.seenAt
        guard reader.readsBlocks else {
            var table = SalesTable(window: reader.crawler.fields.salesWindow)
            table.add(try WholeFile.read(input.path, reader).batch)
            parts = [table]
            return
        }
        let (file, first, header) = try FileStart.open(input.path, reader)
        let pending = Mutex(first)
        let tables = Mutex<[SalesTable]>([])
        try Threads.parallel(options.threads) {
            var table = SalesTable(window: reader.crawler.fields.salesWindow)
            while let block = try pending.withLock({ first in
                defer { first = nil }
                return first
            }) ?? file.next() {
                do throws(PageFault) {
                    table.add(try reader.parse(block, mode: options.mode, header: header).batch)
                } catch {
                    throw PermanentFailure("对照的早前快照：" + error.sentence)
                }
            }
            let done = table
            tables.withLock { $0.append(done) }
        }
        parts = tables.withLock { $0 }
    }

    /// The sales figure of the listing in `row`, and the time at which it was seen; nil if it is not known, also because
    /// the snapshot has several figures.
    func sales(_ row: ListingBatch.Row, of batch: ListingBatch) -> (sales: SalesFigure, at: Timestamp)? {
        let entries = parts.compactMap { $0.entry(row, of: batch) }
        guard case .figure(let sales) = entries.first else { return nil }
        let agree = entries.allSatisfy { entry in
            if case .figure(let other) = entry {
                other.lower == sales.lower && other.upper == sales.upper
            } else {
                false
            }
        }
        return agree ? (sales, at) : nil
    }
}
