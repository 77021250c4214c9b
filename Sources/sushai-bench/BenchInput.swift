internal import ArgumentParser
internal import Domain
internal import Feeds
internal import Rulebook
internal import Synchronization
internal import Workers

/// The file and the crawler of a measurement.
struct BenchInput: ParsableArguments {
    @Argument(help: "A feed file in NDJSON, CSV or JSON.")
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
        _ path: String, _ reader: PageReader, threads: Int, _ body: @Sendable (ParsedPage) -> Void
    ) throws -> Int {
        guard let division = reader.division else { throw ValidationError("this format is not read in blocks") }
        let file = try FeedFile(path: path, division: division)
        guard let first = try file.next() else { throw ValidationError("the file is empty") }
        let header = try reader.header(of: first)
        let bytes = Atomic(first.size)
        body(try reader.parse(first, header: header))
        try Threads.parallel(threads) {
            while let block = try file.next() {
                bytes.add(block.size, ordering: .relaxed)
                body(try reader.parse(block, header: header))
            }
        }
        return bytes.load(ordering: .relaxed)
    }
}
