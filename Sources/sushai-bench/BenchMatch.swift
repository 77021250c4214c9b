internal import ArgumentParser
internal import Domain
internal import Feeds
internal import Rulebook
internal import Synchronization
internal import Workers

struct BenchMatch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match", abstract: "Search every title of a file for title patterns.")

    @OptionGroup var input: BenchInput
    @Option(help: "Number of patterns.")
    var patterns = 20
    @Option(help: "A folder of criteria, whose shared words are searched too.")
    var shared: String?

    func run() async throws {
        let reader = try input.reader()
        let (path, count) = (input.file, patterns)
        var mistakes: [Diagnostic] = []
        let words = shared.map { Rulebook.matching(besides: $0, &mistakes) } ?? SharedMatching.none
        guard mistakes.isEmpty else { throw RulebookError(mistakes) }
        let measured = try await Threads.run { try Self.measure(path, reader, count, words) }
        measured.show()
    }

    /// Reads all titles first, so that only the matching is timed. One thread.
    private static func measure(
        _ path: String, _ reader: PageReader, _ count: Int, _ shared: SharedMatching
    ) throws -> Measurement {
        let batches = Mutex<[ListingBatch]>([])
        _ = try BenchInput.eachPage(path, reader, threads: 1) { page in
            batches.withLock { $0.append(page.batch) }
        }
        let titles = batches.withLock { $0 }
        let matcher = ProductMatcher(Self.rules(count), shared: shared)
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

    /// Patterns of five words each, made of common characters of titles. Many words match the beginning of a title, few
    /// match completely.
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
