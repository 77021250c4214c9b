internal import Domain
internal import Feeds
internal import Synchronization

/// Reads every record of a file once: counts the prices, and stores the position, cell and price of each listing.
struct FirstPass: Sendable {
    struct Result: Sendable {
        var summary = ScreenStream.FilterResult()
        var tally = PriceTally()
        /// The proven daily gains, by product.
        var rates: [String: [Int64]] = [:]
        var segments: [PrefilteredFile.Segment] = []
        let file: FeedFile
        let found: PrefilteredFile
        let header: BlockHeader?
        var repeated = RepeatedListings()
        var document = DocumentFindings()
    }

    /// What all threads count together. Counting takes far less time than reading, and separate tallies would each
    /// contain nearly all prices.
    private struct Counted {
        var prices = PriceTally()
        var items = RepeatFilter()
    }

    private let stream: ScreenStream
    private let file: FeedFile
    private let seenAt: Timestamp
    private let before: EarlierSales?
    private let options: ScreenStream.Options
    private let listener: ScreenStream.Listener

    init(
        _ stream: ScreenStream, _ file: FeedFile, seenAt: Timestamp, _ before: EarlierSales?,
        _ options: ScreenStream.Options, _ listener: ScreenStream.Listener
    ) {
        self.stream = stream
        self.file = file
        self.seenAt = seenAt
        self.before = before
        self.options = options
        self.listener = listener
    }

    /// Of a document, nothing is reported before it is known to be sound as a whole.
    func run() throws -> Result {
        let (first, header) = try FileStart.first(of: file, stream.reader)
        let prefiltered = try PrefilteredFile()
        let shared = Mutex(Result(file: file, found: prefiltered, header: header))
        let counted = Mutex(Counted())
        let pending = Mutex(first)
        try Threads.parallel(options.threads) {
            var part = Result(file: file, found: prefiltered, header: header)
            var found: [PrefilteredListing] = []
            while let block = try pending.withLock({ first in
                defer { first = nil }
                return first
            }) ?? file.next() {
                found.removeAll(keepingCapacity: true)
                let stored = try read(block, header, &part, &found)
                counted.withLock { counted in
                    counted.prices.add(found)
                    for listing in stored { counted.items.add(listing.item) }
                }
            }
            shared.withLock { $0.join(part) }
        }
        var result = shared.withLock { $0 }
        let unreadable = stream.reader.isDocument ? try result.document.proved(of: file, by: stream.reader) : []
        result.segments.sort { $0.index < $1.index }
        let suspects = counted.withLock { counted in
            swap(&result.tally, &counted.prices)
            return counted.items.suspects
        }
        result.repeated = try RepeatedListings(result, suspects: suspects, stream, &result.tally)
        result.summary.uncompared -= result.repeated.uncomparedCopies
        if before != nil { try result.countGrowth(stream.prefilter) }
        unreadable.forEach(listener.quarantined)
        return result
    }

    private func read(
        _ block: consuming FeedFile.Block, _ header: BlockHeader?, _ part: inout Result,
        _ found: inout [PrefilteredListing]
    ) throws -> [PrefilteredRow] {
        let index = block.index
        let position = block.position
        let (page, growth) = try parse(block, header)
        part.summary.records += page.records
        part.summary.quarantined += page.quarantined.count
        part.summary.unread.add(page.unread)
        if stream.reader.isDocument {
            try part.document.add(page, ofBlock: index)
        } else {
            for record in page.quarantined { listener.quarantined(record.placed(after: position)) }
        }
        stream.prefilter.scan(page.listings, in: page.bytes, into: &found) { index in
            growth?[index].provenPerDay != nil
        }
        part.summary.matched += found.count
        part.summary.uncompared += found.count { !$0.isCompared }
        let stored = PrefilteredRow.rows(found, of: page, growth, at: position)
        part.segments.append(try part.found.append(stored, index: index))
        return stored
    }

    /// Partial records are enough, unless sales are compared with earlier ones. Then every record is read in full.
    private func parse(
        _ block: consuming FeedFile.Block, _ header: BlockHeader?
    ) throws -> (PartialPage, [SalesGrowth]?) {
        do throws(PageFault) {
            guard let before else {
                return (try stream.reader.partialPage(block, header: header), nil)
            }
            let page = try stream.reader.parse(block, header: header)
            let growth = page.batch.rows.map {
                SalesGrowth(from: before.sales($0, of: page.batch), to: page.batch.sales(of: $0), at: seenAt)
            }
            return (PartialPage(page), growth)
        } catch {
            throw PermanentFailure(error.sentence)
        }
    }
}

extension FirstPass.Result {
    /// Counts the growth of each item once.
    fileprivate mutating func countGrowth(_ prefilter: ListingPrefilter) throws {
        for segment in segments {
            for listing in try found.rows(of: segment) where !repeated.isCopy(listing) {
                guard let known = repeated.isContradicted(listing) ? .unknown : listing.growth else { continue }
                summary.growth.add(known)
                guard case .proven(let rate) = known else { continue }
                rates[prefilter.cells[Int(listing.cell)].product, default: []].append(rate)
            }
        }
    }

    mutating func takeTally() -> PriceTally {
        var taken = PriceTally()
        swap(&taken, &tally)
        return taken
    }

    fileprivate mutating func join(_ part: FirstPass.Result) {
        summary.records += part.summary.records
        summary.matched += part.summary.matched
        summary.quarantined += part.summary.quarantined
        summary.unread.add(part.summary.unread)
        summary.uncompared += part.summary.uncompared
        segments += part.segments
        document.join(part.document)
    }
}

extension QuarantinedRecord {
    /// The record with its position in the file. Blocks are read in parallel, so lines are not counted.
    fileprivate func placed(after position: Int64) -> QuarantinedRecord {
        QuarantinedRecord(
            fault: fault, place: "block at byte \(position + 1), \(place) of it", bytes: bytes, context: context)
    }
}

/// Opens a file, and reads the part of its first block that all blocks need.
enum FileStart {
    static func open(_ path: String?, _ division: FeedFile.Division) throws -> FeedFile {
        do throws(FeedFileFault) {
            return try FeedFile(path: path, division: division)
        } catch {
            throw PermanentFailure(error.message)
        }
    }

    static func first(of file: FeedFile, _ reader: PageReader) throws -> (FeedFile.Block?, BlockHeader?) {
        do {
            guard let first = try file.next() else { throw PermanentFailure(PageFault.empty.sentence) }
            return (first, try reader.header(of: first))
        } catch let fault as FeedFileFault {
            throw PermanentFailure(fault.message)
        } catch let fault as PageFault {
            throw PermanentFailure(fault.sentence)
        }
    }
}
