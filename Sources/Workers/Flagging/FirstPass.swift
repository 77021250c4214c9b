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
    }

    private let stream: ScreenStream
    private let input: ScreenStream.Input
    private let before: EarlierSales?
    private let options: ScreenStream.Options
    private let listener: ScreenStream.Listener

    init(
        _ stream: ScreenStream, _ input: ScreenStream.Input, _ before: EarlierSales?,
        _ options: ScreenStream.Options, _ listener: ScreenStream.Listener
    ) {
        self.stream = stream
        self.input = input
        self.before = before
        self.options = options
        self.listener = listener
    }

    func run() throws -> Result {
        let (file, first, header) = try FileStart.open(input.path, stream.reader)
        let prefiltered = try PrefilteredFile()
        let shared = Mutex(Result(file: file, found: prefiltered, header: header))
        // All threads share one tally: counting takes far less time than reading, and separate tallies would each
        // contain nearly all prices.
        let tally = Mutex(PriceTally())
        let pending = Mutex(first)
        try Threads.parallel(options.threads) {
            var part = Result(file: file, found: prefiltered, header: header)
            var found: [PrefilteredListing] = []
            while let block = try pending.withLock({ first in
                defer { first = nil }
                return first
            }) ?? file.next() {
                found.removeAll(keepingCapacity: true)
                try read(block, header, &part, &found)
                tally.withLock { $0.add(found) }
            }
            shared.withLock { $0.join(part) }
        }
        return shared.withLock { result in
            tally.withLock { swap(&result.tally, &$0) }
            result.segments.sort { $0.index < $1.index }
            return result
        }
    }

    private func read(
        _ block: consuming FeedFile.Block, _ header: BlockHeader?, _ part: inout Result,
        _ found: inout [PrefilteredListing]
    ) throws {
        let index = block.index
        let position = block.position
        let (page, growth) = try parse(block, header)
        part.summary.records += page.records
        part.summary.quarantined += page.quarantined.count
        part.summary.unreadableSales += page.unreadableSales
        for record in page.quarantined { listener.quarantined(record.placed(after: position)) }
        stream.prefilter.scan(page.listings, in: page.bytes, into: &found) { index in
            growth?[index].provenPerDay != nil
        }
        part.summary.matched += found.count
        if let growth { part.add(growth, of: found, stream.prefilter) }
        guard !options.baselineOnly else { return }
        part.segments.append(try part.found.append(found, of: page.listings, at: position, index: index))
    }

    /// Partial records are enough, unless sales are compared with earlier ones. Then every record is read in full.
    private func parse(
        _ block: consuming FeedFile.Block, _ header: BlockHeader?
    ) throws -> (PartialPage, [SalesGrowth]?) {
        do throws(PageFault) {
            guard let before else {
                return (try stream.reader.partialPage(block, mode: options.mode, header: header), nil)
            }
            let page = try stream.reader.parse(block, mode: options.mode, header: header)
            let growth = page.batch.rows.map {
                SalesGrowth(from: before.sales($0, of: page.batch), to: page.batch.sales(of: $0), at: input.seenAt)
            }
            return (PartialPage(page), growth)
        } catch {
            throw PermanentFailure(error.sentence)
        }
    }
}

extension FirstPass.Result {
    fileprivate mutating func add(
        _ growth: [SalesGrowth], of found: [PrefilteredListing], _ prefilter: ListingPrefilter
    ) {
        for listing in found {
            let growth = growth[Int(listing.index)]
            summary.growth.add(growth)
            guard let rate = growth.provenPerDay else { continue }
            rates[prefilter.cells[Int(listing.cell)].product, default: []].append(rate)
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
        summary.unreadableSales += part.summary.unreadableSales
        summary.growth.add(part.summary.growth)
        rates.merge(part.rates) { $0 + $1 }
        segments += part.segments
    }
}

extension QuarantinedRecord {
    /// The record with its position in the file. Blocks are read in parallel, so lines are not counted.
    fileprivate func placed(after position: Int64) -> QuarantinedRecord {
        QuarantinedRecord(
            fault: fault, place: "block at byte \(position + 1), \(place) of it", bytes: bytes, context: context)
    }
}

/// Opens a file and reads the header if records of a table need it.
enum FileStart {
    static func open(_ path: String?, _ reader: PageReader) throws -> (FeedFile, FeedFile.Block?, BlockHeader?) {
        do {
            let file = try FeedFile(path: path, separator: reader.separator)
            guard let first = try file.next() else { throw PermanentFailure(PageFault.empty.sentence) }
            return (file, first, try reader.header(of: first))
        } catch let fault as FeedFileFault {
            throw PermanentFailure(fault.message)
        } catch let fault as PageFault {
            throw PermanentFailure(fault.sentence)
        }
    }
}
