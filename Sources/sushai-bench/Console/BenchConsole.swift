internal import ArgumentParser
internal import Domain
internal import Rulebook
internal import Store
internal import Workers

/// Fills the store that the pages of the console are measured on. Everything is written by the program's own transactions,
/// on invented days of 2026. The same options make the same content.
struct BenchConsole: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "console-store", abstract: "Make a store with millions of rows for the pages of the console.")

    @Argument(help: "A folder that does not exist yet.")
    var folder: String
    @Option(help: "Number of listings. Over a fifth of them is flagged; a twentieth is bought as samples.")
    var listings = 1_000_000

    func validate() throws {
        guard listings >= 10_000 else { throw ValidationError("--listings must be at least 10000") }
    }

    func run() async throws {
        let begun = ContinuousClock.now
        let rules = try Bench.rules()
        let store = try await GeneratedStore(rules, folder: Bench.makeFolder(folder), listings: listings)
        let counts = try await store.fill()
        let seconds = begun.duration(to: .now) / .seconds(1)
        let figures = counts.map { "\"\($0.name)\":\($0.count)" }.joined(separator: ",")
        print(#"{"seconds":\#(seconds),"bytes":\#(Bench.databaseBytes(folder)),\#(figures)}"#)
    }
}
