internal import ArgumentParser
internal import Feeds
internal import Synchronization
internal import Workers

struct BenchDecode: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode", abstract: "Decode every record of a file into columns.")

    @OptionGroup var input: BenchInput
    @Option(help: "Threads.")
    var threads = Threads.cores

    func run() async throws {
        let reader = try input.reader()
        let (path, threads) = (input.file, threads)
        let begun = ContinuousClock.now
        let (bytes, rows) = try await Threads.run {
            let rows = Atomic(0)
            let bytes = try BenchInput.eachPage(path, reader, threads: threads) { page in
                rows.add(page.records, ordering: .relaxed)
            }
            return (bytes, rows.load(ordering: .relaxed))
        }
        Measurement(seconds: begun.duration(to: .now) / .seconds(1), bytes: bytes, rows: rows).show()
    }
}
