internal import ArgumentParser
internal import Domain
internal import Feeds
internal import Rulebook
internal import Terminal
internal import Web

struct BaselineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "baseline",
        abstract: "Prices to compare with, computed apart and joined.",
        subcommands: [BaselineMerge.self, BaselineShow.self])
}

struct BaselineMerge: Command {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Join baselines of parts into the one that all parts together would have given.",
        discussion: """
            EXAMPLE
              sushai baseline merge a.baseline b.baseline > all.baseline
            """)

    @Argument(help: "Files that `sushai screen --baseline-out` wrote.")
    var files: [String]

    func execute(_ session: Session) async throws {
        var joined = PriceBaseline()
        for file in files { joined.merge(try BaselineInput.read(file)) }
        Output.write(BaselineFile.bytes(joined), to: 1)
    }
}

struct BaselineShow: Command {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the comparison cells of a baseline: listings, median, spread, and what would be flagged.",
        discussion: """
            EXAMPLE
              sushai baseline show all.baseline
            """)

    @Argument(help: "A file that `sushai screen --baseline-out` or `sushai baseline merge` wrote.")
    var file: String

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let baseline = try BaselineInput.read(file)
        let criteria = try session.loadRules().criteria.mapValues(\.flagging)
        let (usable, thin) = baseline.statistics(minimum: criteria.mapValues(\.minimumListings))
        var table = Table([
            Wording.product, .init("specification", "规格"), Wording.platform, .init("listings", "链接"),
            .init("pooled", "参照"), .init("median", "中位价"), .init("scale", "离散度"), .init("flaggedUpTo", "标记至"),
        ])
        for (cell, statistics) in usable.sorted(by: { $0.key < $1.key }) {
            let limit = criteria[cell.product]?.lowPriceZ.approximate ?? 0
            table.add([
                .text(cell.product), .text(cell.specification), .text(cell.market), .init(statistics.count),
                .init(statistics.pooled), .text(statistics.medianPrice.yuanText),
                .text(String(statistics.scale)), .text(statistics.price(atZ: limit).yuanText),
            ])
        }
        output.print(table)
        for cell in thin { Output.error("too few prices to compare with: \(cell.text)") }
    }
}
