internal import ArgumentParser
internal import Domain
internal import Feeds
internal import Rulebook
internal import Store
internal import Workers

/// Stores a file as a pull stores pages: decoded strictly, matched, hashed, and written by the same transactions. Each
/// slice is decoded while the previous one is written. The database is a new file, deleted at the end.
struct BenchStore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store",
        abstract: "Store listings of a file. If the file has too few, it is read again as the next snapshot.")

    @OptionGroup var input: BenchInput
    @Option(help: "Number of listings to store.")
    var rows = 1_000_000
    @Option(help: "Keep the database in this folder, which must not exist yet.")
    var keep: String?

    func run() async throws {
        let matcher = try Bench.rules().matcher
        let reader = try input.reader()
        let (store, folder) = try Bench.openStore(keep)
        defer { if keep == nil { Bench.remove(folder) } }
        var growth = RateMeter()
        while growth.rows < rows {
            let slot = reader.crawler.slot(at: Bench.clock.now()).adding(
                seconds: growth.snapshots * reader.crawler.every)
            let before = growth.rows
            try await pull(store, SliceReader(input.file, reader, matcher), slot, &growth)
            guard growth.rows > before else { throw ValidationError("the file contains no listing") }
        }
        growth.total.show()
    }

    /// One snapshot: the whole file, or the part of it that is still needed.
    private func pull(_ store: Store, _ slices: SliceReader, _ slot: Timestamp, _ growth: inout RateMeter) async throws
    {
        let pull = try await store.openPull(slices.reader.crawler, slot: slot).id
        var slice = try await slices.next()
        while !slice.isEmpty, growth.rows < rows {
            async let following = slices.next()
            let summaries = try await store.recordPages(slice, pull: pull)
            growth.stored(summaries.reduce(0) { $0 + $1.listings }, slice.reduce(0) { $0 + $1.batch.bytes.count })
            slice = try await following
        }
        try await store.completePull(pull, every: slices.reader.crawler.every)
        growth.snapshots += 1
    }
}

/// Reads a file as the pages of a pull, one slice at a time.
private struct SliceReader: Sendable {
    let reader: PageReader
    private let file: FeedFile
    private let matcher: ProductMatcher

    init(_ path: String, _ reader: PageReader, _ matcher: ProductMatcher) throws {
        self.reader = reader
        self.matcher = matcher
        guard case .ndjson = reader.crawler.format else { throw ValidationError("--crawler: name one of NDJSON") }
        file = try FeedFile(path: path, division: .lines)
    }

    /// The next slice; empty at the end of the file.
    func next() async throws -> [PageContent] {
        try await Threads.run {
            var pages: [PageContent] = []
            var size = 0
            while size < PullSlice.mostBytes, let block = try file.next() {
                let number = block.index + 1
                let hash = Digest.sha256(block.bytes.prefix(block.size))
                let read = try reader.parse(block, header: nil)
                let page = PageContent(
                    query: "", page: number, contentHash: hash, batch: read.batch,
                    products: matcher.products(of: read.batch), quarantined: read.quarantined,
                    missing: read.missing)
                size += page.size
                pages.append(page)
            }
            return pages
        }
    }
}

/// The rate of every million rows, and of all rows.
private struct RateMeter {
    private let begun = ContinuousClock.now
    private var milestone = ContinuousClock.now
    private var atMilestone = 0
    private(set) var rows = 0
    private var bytes = 0
    var snapshots: Int64 = 0

    mutating func stored(_ rows: Int, _ bytes: Int) {
        self.rows += rows
        self.bytes += bytes
        guard self.rows - atMilestone >= 1_000_000 else { return }
        let seconds = milestone.duration(to: .now) / .seconds(1)
        let rate = Int(Double(self.rows - atMilestone) / seconds)
        print("{\"rows\":\(self.rows),\"snapshots\":\(snapshots + 1),\"rowsPerSecond\":\(rate)}")
        atMilestone = self.rows
        milestone = .now
    }

    var total: Measurement {
        Measurement(seconds: begun.duration(to: .now) / .seconds(1), bytes: bytes, rows: rows)
    }
}
