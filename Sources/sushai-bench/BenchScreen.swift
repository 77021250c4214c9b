internal import ArgumentParser
internal import Domain
internal import Store
internal import Workers

/// Screens the last pull of a database that `store --keep` made. Opening it and reading the rules is not timed.
struct BenchScreen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "screen-store", abstract: "Screen the last stored pull.")

    @Argument(help: "The folder of the database.")
    var folder: String

    func run() async throws {
        let rules = try Bench.rules()
        let store = try Bench.openStore(in: folder)
        guard let pull = try await store.unscreenedPulls(limit: 10_000).last else {
            throw ValidationError("\(folder) has no pull that is complete and not screened")
        }
        let screen = Screen(AppContext(store: store, rulebook: rules, environment: Bench.environment))
        let begun = ContinuousClock.now
        let summary = try await screen.run(pull: pull)
        let seconds = begun.duration(to: .now) / .seconds(1)
        guard summary.heldReason == nil, summary.screened > 0 else {
            throw ValidationError(summary.heldReason ?? "the pull has no listing of a product")
        }
        let flags = summary.flags.values.reduce(0, +)
        print(
            #"{"seconds":\#(seconds),"bytes":\#(Bench.databaseBytes(folder)),"rows":\#(summary.screened),"#
                + #""flags":\#(flags),"lowPrices":\#(summary.flags[.lowPrice] ?? 0),"#
                + #""bursts":\#(summary.flags[.salesBurst] ?? 0),"memoryMB":\#(Bench.peakMegabytes())}"#)
    }
}
