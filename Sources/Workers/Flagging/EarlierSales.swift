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
        guard let division = reader.division else {
            parts = [Self.table(try WholeFile.read(input.path, reader))]
            return
        }
        let file = try FileStart.open(input.path, division)
        do {
            parts = try Self.tables(file, reader, options)
        } catch  where reader.isDocument {
            parts = [Self.table(try WholeFile.read(file, reader))]
        }
    }

    private static func table(_ page: ParsedPage) -> SalesTable {
        var table = SalesTable(window: page.batch.salesWindow)
        table.add(page.batch)
        return table
    }

    private static func tables(
        _ file: FeedFile, _ reader: PageReader, _ options: ScreenStream.Options
    ) throws -> [SalesTable] {
        let (first, header) = try FileStart.first(of: file, reader)
        let pending = Mutex(first)
        let tables = Mutex<[SalesTable]>([])
        let document = Mutex(DocumentFindings())
        try Threads.parallel(options.threads) {
            var table = SalesTable(window: reader.crawler.fields.salesWindow)
            var findings = DocumentFindings()
            while let block = try pending.withLock({ first in
                defer { first = nil }
                return first
            }) ?? file.next() {
                let number = block.index
                do throws(PageFault) {
                    let page = try reader.parse(block, header: header)
                    table.add(page.batch)
                    if reader.isDocument { try findings.add(PartialPage(page), ofBlock: number) }
                } catch {
                    throw PermanentFailure("对照的早前快照：" + error.sentence)
                }
            }
            let (done, found) = (table, findings)
            tables.withLock { $0.append(done) }
            document.withLock { $0.join(found) }
        }
        if reader.isDocument { _ = try document.withLock { $0 }.proved(of: file, by: reader) }
        return tables.withLock { $0 }
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
