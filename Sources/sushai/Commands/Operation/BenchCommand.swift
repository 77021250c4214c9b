internal import ArgumentParser
internal import Domain
internal import Feeds
internal import Rulebook
internal import Synchronization
internal import Workers

/// What `make bench` measures inside the program. Each prints one JSON object: `{"seconds":…,"bytes":…,"rows":…}`.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Parts of the program on their own, for measuring.", shouldDisplay: false,
        subcommands: [BenchDecode.self, BenchMatch.self, BenchStore.self, BenchIntake.self, BenchJudge.self])
}

/// One measured run.
struct Measurement {
    let seconds: Double
    let bytes: Int
    let rows: Int

    func print() {
        Output.raw("{\"seconds\":\(seconds),\"bytes\":\(bytes),\"rows\":\(rows)}")
    }
}

/// The file and the crawler of a measurement.
struct BenchInput: ParsableArguments {
    @Argument(help: "A feed file in NDJSON or CSV.")
    var file: String

    @Option(help: "The crawler that describes it.")
    var crawler: String

    func reader(_ session: Session) throws -> PageReader {
        let rulebook = try session.loadRules()
        guard let crawler = rulebook.crawlers[crawler] else {
            throw PermanentFailure("there is no crawler “\(crawler)”")
        }
        return PageReader(crawler)
    }

    /// Reads the file on `threads` threads and hands over every page.
    static func eachPage(
        _ path: String, _ reader: PageReader, _ mode: ReadingMode, threads: Int,
        _ body: @Sendable (ParsedPage) -> Void
    ) throws -> Int {
        let file = try FeedFile(path: path, separator: reader.separator)
        guard let first = try file.next() else { throw PermanentFailure("the file is empty") }
        let header = try reader.header(of: first)
        let bytes = Atomic(first.size)
        body(try reader.parse(first, mode: mode, header: header))
        try Threads.parallel(threads) {
            while let block = try file.next() {
                bytes.add(block.size, ordering: .relaxed)
                body(try reader.parse(block, mode: mode, header: header))
            }
        }
        return bytes.load(ordering: .relaxed)
    }
}

struct BenchDecode: Command {
    static let configuration = CommandConfiguration(
        commandName: "decode", abstract: "Decode every record of a file into columns.", shouldDisplay: false)

    @OptionGroup var input: BenchInput
    @Option(help: "strict or fast.")
    var mode = "strict"
    @Option(help: "Threads.")
    var threads = Threads.cores

    func execute(_ session: Session) async throws {
        guard let mode = ReadingMode(rawValue: mode) else { throw InputMistake("--mode: write strict or fast") }
        let reader = try input.reader(session)
        let (path, threads) = (input.file, threads)
        let begun = ContinuousClock.now
        let (bytes, rows) = try await Threads.run {
            let rows = Atomic(0)
            let bytes = try BenchInput.eachPage(path, reader, mode, threads: threads) { page in
                rows.add(page.records, ordering: .relaxed)
            }
            return (bytes, rows.load(ordering: .relaxed))
        }
        Measurement(seconds: begun.duration(to: .now) / .seconds(1), bytes: bytes, rows: rows).print()
    }
}

struct BenchMatch: Command {
    static let configuration = CommandConfiguration(
        commandName: "match", abstract: "Look for so many title patterns in every title of a file.",
        shouldDisplay: false)

    @OptionGroup var input: BenchInput
    @Option(help: "How many patterns.")
    var patterns = 20

    func execute(_ session: Session) async throws {
        let reader = try input.reader(session)
        let (path, count) = (input.file, patterns)
        let measured = try await Threads.run { try Self.measure(path, reader, count) }
        measured.print()
    }

    /// Reads all titles first, so that only the matching is timed. One thread.
    private static func measure(_ path: String, _ reader: PageReader, _ count: Int) throws -> Measurement {
        let batches = Mutex<[ListingBatch]>([])
        _ = try BenchInput.eachPage(path, reader, .fast, threads: 1) { page in
            batches.withLock { $0.append(page.batch) }
        }
        let titles = batches.withLock { $0 }
        let matcher = ProductMatcher(Self.rules(count))
        let begun = ContinuousClock.now
        var found = 0
        var bytes = 0
        for batch in titles {
            for match in matcher.matches(batch) where match.product >= 0 { found += 1 }
            for row in batch.rows { bytes += Int(row.title.count) }
        }
        let seconds = begun.duration(to: .now) / .seconds(1)
        return Measurement(seconds: seconds, bytes: bytes, rows: titles.reduce(0) { $0 + $1.rows.count })
    }

    /// Products of five words each, made of common characters of titles: they begin as titles do, and rarely end so.
    private static func rules(_ count: Int) -> [(product: String, rule: MatchingRule)] {
        let characters = Array("童装儿宝婴幼男女玩具积木毛绒电源充快移动超薄小巧纯棉夏春冬秋新款加厚户外家用厨房旅行便携大容量学生成人")
        var seed: UInt64 = 20_261_101
        func next(_ limit: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % limit
        }
        var words: [[String]] = []
        for _ in 0..<max(1, count / 5) {
            words.append(
                (0..<min(5, count)).map { _ in
                    String((0..<(3 + next(4))).map { _ in characters[next(characters.count)] })
                })
        }
        return words.enumerated().map { number, words in
            ("product-\(number)", MatchingRule(categories: [:], titleWords: words, exceptWords: []))
        }
    }
}
