internal import ArgumentParser
internal import Feeds
internal import Foundation
internal import Synchronization
internal import Workers

/// Decodes the pages of a folder as a pull does: strictly, each page from bytes in memory that the reader may use up.
/// Reading the files is not timed.
struct BenchPages: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode-pages", abstract: "Decode every page of a folder.")

    @Argument(help: "A folder of pages.")
    var folder: String
    @Option(help: "The crawler that describes them.")
    var crawler: String
    @Option(help: "Threads.")
    var threads = 2
    @Option(help: "Number of times to decode all pages.")
    var times = 5

    func run() async throws {
        let reader = try BenchInput.reader(crawler)
        let pages = try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { name in
            Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
        }
        let (threads, times) = (threads, times)
        let measured = try await Threads.run {
            var sum = (seconds: 0.0, rows: 0)
            for _ in 0..<times {
                let (seconds, rows) = try Self.pass(pages, reader, threads)
                sum = (sum.seconds + seconds, sum.rows + rows)
            }
            let bytes = pages.reduce(0) { $0 + $1.count } * times
            return Measurement(seconds: sum.seconds, bytes: bytes, rows: sum.rows)
        }
        measured.show()
    }

    private static func pass(
        _ pages: [[UInt8]], _ reader: PageReader, _ threads: Int
    ) throws -> (seconds: Double, rows: Int) {
        // The copies are not timed: a pull receives each page in memory of its own.
        let waiting = Mutex(pages.map { page in page.withUnsafeBufferPointer { Array($0) } })
        let rows = Atomic(0)
        let begun = ContinuousClock.now
        try Threads.parallel(threads) {
            while var bytes = waiting.withLock({ $0.popLast() }) {
                rows.add(try reader.parse(taking: &bytes).records, ordering: .relaxed)
            }
        }
        return (begun.duration(to: .now) / .seconds(1), rows.load(ordering: .relaxed))
    }
}
