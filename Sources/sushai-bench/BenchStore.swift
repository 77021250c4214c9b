internal import ArgumentParser
internal import Domain
internal import Feeds
internal import Rulebook
internal import Store
internal import Synchronization
internal import Workers

/// Stores one file a day as a pull stores pages: decoded strictly, matched, hashed, and written by the same
/// transactions. Each slice is decoded while the previous one is written. The clock of each day is a day later.
///
/// The store is closed after each day, so the log is part of the file whose size is printed. Closing is not timed: the
/// listings are durable before.
struct BenchStore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store", abstract: "Store the listings of files, one file for each day.",
        discussion: "Prints one JSON object for each day. The last line has the figures of the last day.")

    @Argument(help: "The feed files of the days, in NDJSON. The last one is also the file of all later days.")
    var files: [String]
    @Option(help: "The crawler that describes them.")
    var crawler: String
    @Option(help: "Number of days; one for each file if not given.")
    var days: Int?
    @Option(help: "Keep the database in this folder, which must not exist yet.")
    var keep: String?

    func validate() throws {
        if let days, days < files.count { throw ValidationError("--days: there are \(files.count) files") }
    }

    func run() async throws {
        let matcher = try Bench.rules().matcher
        let reader = try BenchInput.reader(crawler)
        let folder = try Bench.makeFolder(keep)
        defer { if keep == nil { Bench.remove(folder) } }
        var done: [StoredDay] = []
        for number in 1...(days ?? files.count) {
            let slices = try SliceReader(files[min(number, files.count) - 1], reader, matcher)
            var day = try await pull(slices, day: number, folder)
            day.fileBytes = Bench.databaseBytes(folder)
            day.addedBytes = day.fileBytes - (done.last?.fileBytes ?? 0)
            day.megabytes = Bench.peakMegabytes()
            done.append(day)
            print("{\(day.figures)}")
        }
        guard let last = done.last else { return }
        print("{\(last.figures),\(Self.comparison(of: done))}")
    }

    /// One pull of the whole file, by a store of its own.
    private func pull(_ slices: SliceReader, day: Int, _ folder: String) async throws -> StoredDay {
        let clock = Bench.dayClock(day)
        let store = try Bench.openStore(in: folder, clock: clock)
        var stored = StoredDay(number: day)
        let begun = ContinuousClock.now
        let pull = try await store.openPull(slices.reader.crawler, slot: slices.reader.crawler.slot(at: clock.now())).id
        var slice = try await slices.next()
        while !slice.isEmpty {
            async let following = slices.next()
            let summaries = try await store.recordPages(slice, pull: pull)
            stored.rows += summaries.reduce(0) { $0 + $1.listings }
            stored.bytes += slice.reduce(0) { $0 + $1.batch.bytes.count }
            slice = try await following
        }
        try await store.completePull(pull, every: slices.reader.crawler.every)
        stored.seconds = begun.duration(to: .now) / .seconds(1)
        guard stored.rows > 0 else { throw ValidationError("the file of day \(day) contains no listing") }
        return stored
    }

    /// Whether later days are slower or need more memory than the second. Three days at each end, if there are enough:
    /// one day alone varies too much.
    private static func comparison(of days: [StoredDay]) -> String {
        let later = days.dropFirst()
        let count = later.count >= 6 ? 3 : 1
        func rate(_ days: ArraySlice<StoredDay>) -> Double {
            days.map(\.rowsPerSecond).sorted()[days.count / 2]
        }
        guard !later.isEmpty, let second = later.first, let last = later.last else { return #""days":1"# }
        let speed = rate(later.suffix(count)) / rate(later.prefix(count))
        return
            #""days":\#(days.count),"lastToSecond":\#(speed),"memoryLastToSecond":\#(last.megabytes / second.megabytes)"#
    }
}

/// The figures of one day.
private struct StoredDay {
    let number: Int
    var rows = 0
    /// The bytes of the feed.
    var bytes = 0
    var seconds = 0.0
    /// The size of the database at the end of the day, and by how much it grew.
    var fileBytes = 0
    var addedBytes = 0
    /// The peak of the process so far.
    var megabytes = 0.0

    init(number: Int) {
        self.number = number
    }

    var rowsPerSecond: Double { Double(rows) / seconds }

    var figures: String {
        #""day":\#(number),"seconds":\#(seconds),"bytes":\#(bytes),"rows":\#(rows),"#
            + #""rowsPerSecond":\#(Int(rowsPerSecond)),"fileBytes":\#(fileBytes),"#
            + #""bytesPerListing":\#(Double(addedBytes) / Double(rows)),"memoryMB":\#(megabytes)"#
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
            let read = Mutex((pages: [PageContent](), size: 0))
            try Threads.parallel(Threads.cores) {
                while read.withLock({ $0.size < PullSlice.mostBytes }), let block = try file.next() {
                    let page = try page(block)
                    read.withLock { read in
                        read.size += page.size
                        read.pages.append(page)
                    }
                }
            }
            return read.withLock { $0.pages }.sorted { $0.page < $1.page }
        }
    }

    private func page(_ block: FeedFile.Block) throws -> PageContent {
        let number = block.index + 1
        let hash = Digest.sha256(block.bytes.prefix(block.size))
        let read = try reader.parse(block, header: nil)
        return PageContent(
            query: "", page: number, contentHash: hash, batch: read.batch, products: matcher.products(of: read.batch),
            quarantined: read.quarantined, missing: read.missing)
    }
}
