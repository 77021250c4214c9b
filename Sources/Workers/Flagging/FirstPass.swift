internal import Domain
internal import Feeds
internal import Synchronization

/// Reads every record of a file once: counts prices, and notes of each listing its place and what it is compared by.
struct FirstPass: Sendable {
    struct Result: Sendable {
        var summary = ScreenStream.Summary()
        var tally = PriceTally()
        /// Product → proven daily gains.
        var rates: [String: [Int64]] = [:]
        var segments: [SightingFile.Segment] = []
        let file: FeedFile
        let sightings: SightingFile
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
        let sightings = try SightingFile()
        let shared = Mutex(Result(file: file, sightings: sightings, header: header))
        // One for all threads: counting is short beside reading, and each tally would hold nearly all prices.
        let tally = Mutex(PriceTally())
        let pending = Mutex(first)
        try Threads.parallel(options.threads) {
            var part = Result(file: file, sightings: sightings, header: header)
            var seen: [ListingSurvey.Sighting] = []
            while let block = try pending.withLock({ first in
                defer { first = nil }
                return first
            }) ?? file.next() {
                seen.removeAll(keepingCapacity: true)
                try read(block, header, &part, &seen)
                tally.withLock { $0.add(seen) }
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
        _ seen: inout [ListingSurvey.Sighting]
    ) throws {
        let index = block.index
        let position = block.position
        let (page, grown) = try look(block, header)
        part.summary.records += page.records
        part.summary.quarantined += page.quarantined.count
        part.summary.unreadableSales += page.unreadableSales
        for record in page.quarantined { listener.quarantined(record.placed(after: position)) }
        stream.survey.look(at: page.partials, in: page.bytes, &seen) { row in
            grown?[row].provenPerDay != nil
        }
        part.summary.matched += seen.count
        if let grown { part.note(grown, seen, stream.survey) }
        guard !options.baselineOnly else { return }
        part.segments.append(try part.sightings.append(seen, of: page.partials, at: position, index: index))
    }

    /// A partial at each record is enough, unless sales are compared with earlier ones: then all of it is read.
    private func look(
        _ block: consuming FeedFile.Block, _ header: BlockHeader?
    ) throws -> (PartialPage, [SalesGrowth]?) {
        do throws(PageFault) {
            guard let before else {
                return (try stream.reader.partial(block, mode: options.mode, header: header), nil)
            }
            let page = try stream.reader.parse(block, mode: options.mode, header: header)
            let grown = page.batch.rows.map {
                SalesGrowth(from: before.sales($0, of: page.batch), to: page.batch.sales(of: $0), at: input.seenAt)
            }
            return (PartialPage(page), grown)
        } catch {
            throw PermanentFailure(error.sentence)
        }
    }
}

extension FirstPass.Result {
    fileprivate mutating func note(
        _ grown: [SalesGrowth], _ seen: [ListingSurvey.Sighting], _ survey: ListingSurvey
    ) {
        for sighting in seen {
            let growth = grown[Int(sighting.row)]
            summary.growth.add(growth)
            guard let rate = growth.provenPerDay else { continue }
            rates[survey.cells[Int(sighting.cell)].product, default: []].append(rate)
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
    /// The record with its place in the file: blocks are read side by side, so lines are not counted.
    fileprivate func placed(after position: Int64) -> QuarantinedRecord {
        QuarantinedRecord(
            fault: fault, place: "block at byte \(position + 1), \(place) of it", bytes: bytes, context: context)
    }
}

/// Opens a file and reads what its records need to be read: the header of a table.
enum FileStart {
    static func open(_ path: String?, _ reader: PageReader) throws -> (FeedFile, FeedFile.Block?, BlockHeader?) {
        do {
            let file = try FeedFile(path: path, separator: reader.separator)
            guard let first = try file.next() else { throw PermanentFailure("the feed is empty") }
            return (file, first, try reader.header(of: first))
        } catch let fault as FeedFileFault {
            throw PermanentFailure(fault.message)
        } catch let fault as PageFault {
            throw PermanentFailure(fault.sentence)
        }
    }
}
