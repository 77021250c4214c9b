internal import ArgumentParser
internal import Domain
internal import Feeds
internal import Rulebook
internal import Terminal
internal import Web

struct BaselineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "baseline",
        abstract: "价格基线：分批计算，再合并。",
        subcommands: [BaselineMerge.self, BaselineShow.self])
}

struct BaselineMerge: Command {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "合并各部分的价格基线，结果与整体计算相同。",
        discussion: """
            示例
              sushai baseline merge a.baseline b.baseline > all.baseline
            """)

    @Argument(help: "screen --baseline-out 写出的文件。")
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
        abstract: "显示价格基线的比较组：链接数、中位价、离散度和标记界限。",
        discussion: """
            价格为区间的链接不计入统计，其数量另列一栏。

            示例
              sushai baseline show all.baseline
            """)

    @Argument(help: "screen --baseline-out 或 baseline merge 写出的文件。")
    var file: String

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let baseline = try BaselineInput.read(file)
        let rulebook = try session.loadRules()
        let products = ProductNames(rulebook.criteria.values)
        let criteria = rulebook.criteria.mapValues(\.flagging)
        let (usable, thin) = baseline.statistics(minimum: criteria.mapValues(\.minimumListings))
        var table = Table([
            Wording.product, .init("specification", "规格"), .init("unit", "单位"), Wording.platform,
            .init("listings", "链接"), .init("priceRanges", "区间未计"), .init("pooled", "参照"), .init("median", "中位价"),
            .init("scale", "离散度"), .init("flaggedUpTo", "标记至"),
        ])
        for (cell, statistics) in usable.sorted(by: { $0.key < $1.key }) {
            let limit = criteria[cell.product]?.lowPriceZ.approximate ?? 0
            table.add([
                products.cell(cell.product), .text(cell.specification), .text(cell.unit.text), .text(cell.market),
                .init(statistics.count), .init(baseline.ranges[cell] ?? 0), .init(statistics.pooled),
                .text(statistics.medianPrice.yuanText),
                .text(String(statistics.scale)), .text(statistics.price(atZ: limit).yuanText),
            ])
        }
        output.print(table)
        for cell in thin { Output.error("价格不能比较（链接过少、价格相同，或未写明数量而价格悬殊）：\(cell.text)") }
    }
}
