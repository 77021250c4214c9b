internal import ArgumentParser
internal import Domain
internal import Rulebook
internal import Store
internal import Terminal
internal import Web
internal import Workers

struct ScreenCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "screen",
        abstract: "Flag listings that are worth buying, each with its reason.",
        discussion: """
            Without --crawler: screens the pulls that are complete and not yet screened.
            With --crawler: a filter. A feed file, or feed bytes on standard input; flagged listings as NDJSON on \
            standard output; no database. NDJSON and CSV may be larger than memory, and gzip or zstd. A summary and the \
            records that could not be read go to standard error.

            A file can be screened in parts that agree with the whole: --baseline-out on each part, `sushai baseline \
            merge`, then --baseline on each part.

            After a product was added: --rematch matches the listings of each latest pull that belonged to no product \
            before, and screens what is due.

            EXAMPLES
              sushai screen
              sushai screen --rematch
              sushai screen --crawler csv-market --previous yesterday.csv < today.csv
              sushai screen --crawler csv-market --baseline-out a.baseline part-a.csv
            """)

    @Option(help: "Screen this pull alone.")
    var pull: Int64?

    @Option(help: "At most so many pulls, or flags with --list.")
    var limit = 100

    @ArgumentParser.Flag(help: "List the flags raised, the most urgent listings first, instead of screening.")
    var list = false

    @ArgumentParser.Flag(help: "First match anew what belonged to no product: in each latest pull, or in --pull.")
    var rematch = false

    @Argument(help: "With --crawler: the feed file; standard input without it.")
    var file: String?

    @Option(help: "Screen feed bytes of this crawler.")
    var crawler: String?

    @ArgumentParser.Flag(
        help: "With --crawler: trust the bytes; mapped fields are read and nothing else is proved well-formed.")
    var fast = false

    @Option(help: "With --crawler: compare with the prices of this baseline instead of the file's own.")
    var baseline: String?

    @Option(help: "With --crawler: write the file's prices there as a baseline, and flag nothing.")
    var baselineOut: String?

    @Option(help: "With --crawler: threads to read with; as many as there are processors without it.")
    var threads: Int?

    @Option(help: "With --crawler: the snapshot before, to compare sales with.")
    var previous: String?

    @Option(help: "With --previous: hours between the two snapshots.")
    var hours = 24

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        guard (1...8784).contains(hours) else { throw InputMistake("--hours \(hours): write a number from 1 to 8784") }
        if rematch, crawler != nil || list { throw InputMistake("--rematch goes without --crawler and --list") }
        if let crawler { return try await ScreenFilter(self, crawler).run(session) }
        let lone: [(String, Bool)] = [
            ("--previous", previous != nil), ("--baseline", baseline != nil), ("--baseline-out", baselineOut != nil),
            ("--fast", fast), ("--threads", threads != nil), ("a file", file != nil),
        ]
        for (name, given) in lone where given { throw InputMistake("\(name) goes with --crawler") }
        let context = try session.openContext()
        if list { return try await listFlags(context.store) }
        if rematch {
            for gained in try await Rematch(context).run(pull: pull) {
                Output.error(Wording.rematched(pull: gained.pull, listings: gained.listings))
            }
        }
        let screen = Screen(context)
        let pulls = if let pull { [pull] } else { try await context.store.unscreenedPulls(limit: limit) }
        var table = Table([
            .init("pull", "拉取"), Wording.crawler, .init("screened", "比对链接"), .init("lowPrice", "明显低价"),
            .init("salesBurst", "短时销量大"), .init("livestream", "直播带货"), .init("otherFlags", "其他标记", widest: 40),
            .init("flaggedListings", "标记链接"), .init("salesUnknown", "销量增长未知"),
            .init("cellsWithoutBaseline", "样本不足的比较组", widest: 60),
        ])
        for pull in pulls {
            let summary = try await screen.run(pull: pull)
            if let reason = summary.heldReason {
                Output.error(reason)
                continue
            }
            table.add([
                .number(summary.pull), .text(summary.crawler), .init(summary.screened),
                .init(summary.flags[.lowPrice] ?? 0), .init(summary.flags[.salesBurst] ?? 0),
                .init(summary.flags[.livestream] ?? 0), .text(Self.otherKinds(summary.flags)),
                .init(summary.flaggedListings), .init(summary.growth.unknown),
                .text(summary.cellsWithoutBaseline.map(\.product).joined(separator: " ")),
            ])
        }
        output.print(table, empty: "没有待标记的拉取")
    }

    private func listFlags(_ store: Store) async throws {
        var table = Table([
            .init("id", "编号"), Wording.platform, Wording.item, Wording.title, Wording.product,
            .init("priority", "优先级", widest: 60), .init("twins", "同款"), .init("kind", "标记"), Wording.reason,
            .init("counterfactual", "反事实", widest: 60),
        ])
        for flag in try await store.flags(pull: pull, order: .priority, limit: limit) {
            table.add([
                .number(flag.id), .text(flag.listing.platform), .text(flag.listing.item), .text(flag.title),
                .text(flag.product), .init(flag.priority.map(FlagWording.priority)), .number(flag.twins),
                .text(FlagWording.name(flag.kind)), .text(flag.reason), .text(flag.counterfactual),
            ])
        }
        output.print(table)
    }

    /// `直播带货31 …` of the kinds that have no column of their own.
    private static func otherKinds(_ counts: [FlagKind: Int]) -> String {
        FlagKind.allCases.filter { ![.lowPrice, .salesBurst, .livestream].contains($0) }.compactMap { kind in
            counts[kind].map { FlagWording.name(kind) + String($0) }
        }.joined(separator: " ")
    }
}
