internal import ArgumentParser
internal import Domain
internal import Feeds
internal import Rulebook
internal import Synchronization
internal import Workers

/// The file and the crawler of a measurement.
struct BenchInput: ParsableArguments {
    @Argument(help: "A feed file in NDJSON or CSV.")
    var file: String

    @Option(help: "The crawler that describes it.")
    var crawler: String

    func reader() throws -> PageReader {
        try Self.reader(crawler)
    }

    static func reader(_ identifier: String) throws -> PageReader {
        guard let crawler = try Bench.rules().crawlers[identifier] else {
            throw ValidationError("there is no crawler “\(identifier)”")
        }
        return PageReader(crawler)
    }

    /// Reads the file on `threads` threads and passes every page to `body`.
    static func eachPage(
        _ path: String, _ reader: PageReader, _ mode: ReadingMode, threads: Int,
        _ body: @Sendable (ParsedPage) -> Void
    ) throws -> Int {
        let file = try FeedFile(path: path, separator: reader.separator)
        guard let first = try file.next() else { throw ValidationError("the file is empty") }
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
