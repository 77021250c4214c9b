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
        abstract: "标记应当购样的链接，并给出理由。",
        discussion: """
            不用 --crawler：标记已完成、尚未标记的拉取。
            用 --crawler：作为过滤器，读取数据文件或标准输入，把被标记的链接按 NDJSON 写到标准输出，不使用数据库。\
            NDJSON、CSV 和 UTF-8 的 JSON 可以大于内存，可以是 gzip 或 zstd 压缩。汇总和无法读取的记录写到标准错误。

            一个文件可以分批标记，结果与整体一致：先对每一部分用 --baseline-out，再用 sushai baseline merge 合并，最\
            后对每一部分用 --baseline。

            新增产品之后用 --rematch：在每个抓取器最近的拉取中，重新归类原来不属于任何产品的链接，再标记到期的拉取。

            价格为区间（如“12.8-39.9”“12.8起”）的链接不计入价格统计，其数量另行给出。区间整体明显低的才标为明显低价；只\
            有最低价明显低的，标为引流规格。NDJSON 中 priceFen 是最低价（分），priceUpperFen 是最高价（分），未标明时为 null。

            --list 的表格省略优先级、同款和反事实；--json 给出全部。--explain 说明每个链接归入其产品的依据：标题中的词及其位置，\
            或平台类目。与 --crawler 同用时，每行另有 match。

            示例
              sushai screen
              sushai screen --rematch
              sushai screen --list --explain
              sushai screen --crawler csv-market --previous yesterday.csv < today.csv
              sushai screen --crawler csv-market --baseline-out a.baseline part-a.csv
            """)

    @Option(help: "只标记这一次拉取。")
    var pull: Int64?

    @Option(help: "最多标记的拉取数；与 --list 同用时为最多显示的标记数。")
    var limit = 100

    @ArgumentParser.Flag(help: "列出已有的标记，最紧急的在前，不作新的标记。")
    var list = false

    @ArgumentParser.Flag(help: "与 --list 或 --crawler 同用：说明链接归入产品的依据。")
    var explain = false

    @ArgumentParser.Flag(help: "先重新归类不属于任何产品的链接：在每个最近的拉取中，或在 --pull 指定的拉取中。")
    var rematch = false

    @Argument(help: "与 --crawler 同用：数据文件；不给出时读标准输入。")
    var file: String?

    @Option(help: "按这一抓取器的定义读取数据。")
    var crawler: String?

    @Option(help: "与 --crawler 同用：与此价格基线比较，不与文件自身的价格比较。")
    var baseline: String?

    @Option(help: "与 --crawler 同用：把文件的价格写为价格基线，不作标记。")
    var baselineOut: String?

    @Option(help: "与 --crawler 同用：读取线程数；不给出时与处理器数相同。")
    var threads: Int?

    @Option(help: "与 --crawler 同用：上一次快照，用于比较销量。")
    var previous: String?

    @Option(help: "与 --previous 同用：两次快照相隔的小时数。")
    var hours = 24

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        guard (1...8784).contains(hours) else { throw InputMistake("--hours 应为1至8784的整数，所给为 \(hours)") }
        if rematch, crawler != nil || list { throw InputMistake("--rematch 不能与 --crawler 或 --list 同用") }
        if explain, crawler == nil, !list { throw InputMistake("--explain 须与 --list 或 --crawler 同用") }
        if let crawler { return try await ScreenFilter(self, crawler).run(session) }
        let filterOptions: [(String, Bool)] = [
            ("--previous", previous != nil), ("--baseline", baseline != nil), ("--baseline-out", baselineOut != nil),
            ("--threads", threads != nil), ("数据文件", file != nil),
        ]
        for (name, given) in filterOptions where given { throw InputMistake("\(name) 须与 --crawler 同用") }
        let context = try session.openContext()
        if list { return try await listFlags(context) }
        if rematch {
            for gained in try await Rematch(context).run(pull: pull) {
                Output.error(Wording.rematched(pull: gained.pull, listings: gained.listings))
            }
        }
        let screen = Screen(context)
        let products = ProductNames(context.rulebook.criteria.values)
        let pulls = if let pull { [pull] } else { try await context.store.unscreenedPulls(limit: limit) }
        var table = Table([
            .init("pull", "拉取"), Wording.crawler, .init("screened", "比对链接"), .init("lowPrice", "明显低价"),
            .init("salesBurst", "短时销量大"), .init("livestream", "直播带货"),
            .init("otherFlags", "其他标记", widest: 16, wraps: true),
            .init("flaggedListings", "标记链接"), .init("salesUnknown", "增长未知"),
            .init("priceRanges", "区间未计", isJSONOnly: true),
            .init("uncompared", "数量不明"), .init("contradicted", "重复矛盾"),
            .init("cellsWithoutBaseline", "样本不足的比较组", widest: 16, wraps: true),
        ])
        for pull in pulls {
            let summary = try await screen.run(pull: pull)
            if let reason = summary.heldReason {
                Output.error(reason)
                continue
            }
            if summary.priceRanges > 0 {
                Output.error(Wording.priceRanges(summary.priceRanges, pull: summary.pull))
            }
            table.add([
                .number(summary.pull), .text(summary.crawler), .init(summary.screened),
                .init(summary.flags[.lowPrice] ?? 0), .init(summary.flags[.salesBurst] ?? 0),
                .init(summary.flags[.livestream] ?? 0), .text(Self.otherKinds(summary.flags)),
                .init(summary.flaggedListings), .init(summary.growth.unknown),
                .init(summary.priceRanges),
                .init(summary.uncompared), .init(summary.repeats.contradicted),
                .word(
                    code: summary.cellsWithoutBaseline.map(\.product).joined(separator: " "),
                    summary.cellsWithoutBaseline.map { products.name($0.product) }.joined(separator: " ")),
            ])
        }
        output.print(table, empty: "没有待标记的拉取")
    }

    private func listFlags(_ context: AppContext) async throws {
        let products = ProductNames(context.rulebook.criteria.values)
        var table = Table([
            .init("id", "编号"), Wording.platform, .init("item", "商品编号", widest: 16),
            .init("title", "标题", widest: 20), .init("product", "产品", widest: 12),
            .init("priority", "优先级", isJSONOnly: true), .init("twins", "同款", isJSONOnly: true),
            .init("kind", "标记"), .init("reason", "理由", widest: 32, wraps: true),
            .init("counterfactual", "反事实", isJSONOnly: true),
            .init("match", "归类依据", widest: 24, wraps: true, isJSONOnly: !explain),
        ])
        for flag in try await context.store.flags(pull: pull, order: .priority, limit: limit) {
            table.add([
                .number(flag.id), .text(flag.listing.platform), .text(flag.listing.item), .text(flag.title),
                products.cell(flag.product), .init(flag.priority.map(FlagWording.priority)), .number(flag.twins),
                .text(FlagWording.name(flag.kind)), .text(flag.reason), .text(flag.counterfactual),
                .init(flag.match.map { MatchWording.text($0) }),
            ])
        }
        output.print(table)
    }

    /// `直播带货31 …`: the counts of the kinds without their own column.
    private static func otherKinds(_ counts: [FlagKind: Int]) -> String {
        FlagKind.allCases.filter { ![.lowPrice, .salesBurst, .livestream].contains($0) }.compactMap { kind in
            counts[kind].map { FlagWording.name(kind) + String($0) }
        }.joined(separator: " ")
    }
}
