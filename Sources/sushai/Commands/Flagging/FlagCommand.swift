internal import ArgumentParser
internal import Domain
internal import Store
internal import Terminal
internal import Web
internal import Workers

struct FlagCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "flag",
        abstract: "被标记的商品：查阅、研判、导出。",
        subcommands: [FlagList.self, FlagReviewCommand.self, FlagExport.self])
}

/// The conditions of the list, in the form that the address of the page has.
struct FlagConditions: ParsableArguments {
    @Option(
        help: .init("查询条件，写法与网页地址“?”之后相同；不给出时为待研判的全部商品。", valueName: "条件"))
    var query = ""

    func checked() throws -> FlagQuery {
        var faults: [ListFault] = []
        let query = FlagQuery(QueryItems(text: query), faults: &faults)
        guard let fault = faults.first else { return query }
        throw InputMistake("--query \(fault.field)：\(fault.sentence)")
    }
}

struct FlagList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "列出被标记的商品，一行一个商品。",
        discussion: """
            条件：state（pending、buy、watch、ignore 或 all）、q（标题、商品编号或店铺所含的文字）、product、platform、kind（可用\
            逗号写多个）、days 或 from 和 to（标记日期）、priority（优先级不低于）、sort（priority、price 或 day，前加 - 为从高到低）。

            示例
              sushai flag list --query "product=toys&kind=low-price&sort=price"
              sushai flag list --query "state=all&days=7" --json
            """)

    @OptionGroup var conditions: FlagConditions
    @Option(help: "最多显示的行数。")
    var limit = 100
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        guard (1...10_000).contains(limit) else { throw InputMistake("--limit 应为1至10000的整数") }
        let products = session.productNames()
        let found = try await session.openStore(existing: true).flaggedListings(conditions.checked(), limit: limit)
        var table = Table([
            .init("listing", "商品"), .init("priority", "优先级"), Wording.platform, .init("item", "商品编号", widest: 16),
            .init("title", "标题", widest: 24), .init("product", "产品", widest: 12),
            .init("kinds", "标记", widest: 20, wraps: true), Wording.price, .init("flaggedAt", "标记日期"),
            Wording.state, .init("review", "决定编号", isJSONOnly: true), .init("reason", "理由", isJSONOnly: true),
        ])
        for row in found.page.rows {
            table.add([
                .number(row.listing), .init(row.points), .text(row.seen.key.platform), .text(row.seen.key.item),
                .text(row.seen.title), products.cell(row.product),
                .word(
                    code: row.kinds.map(\.kind.rawValue).joined(separator: " "),
                    row.kinds.map { FlagWording.name($0.kind) }.joined(separator: "、")),
                .text(row.seen.price.yuanText), .text(row.flaggedAt.day().text),
                .word(code: row.state.rawValue, FlagReviewWording.name(row.state)),
                .number(row.review?.number ?? 0), .init(row.review?.reason),
            ])
        }
        output.print(table, heading: ListWording.count(found.count))
    }
}

struct FlagReviewCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "对被标记的商品作出决定，决定人为 SUSHAI_TOKEN 所属的执法人员。",
        discussion: """
            忽略须写明理由；忽略的商品不再进入此后冻结的抽样框，已冻结的抽样框不变。商品的编号见 sushai flag list；--id 为标记的编号，见 \
            sushai screen --list，决定作用于该标记所属的商品。

            示例
              SUSHAI_TOKEN=… sushai flag review --listing 17 --decision ignore --reason 标题中的价格是单个配件的价格
              SUSHAI_TOKEN=… sushai flag review --id 41 --id 42 --decision buy
            """)

    @Option(help: "商品的编号；可以给出多次。")
    var listing: [Int64] = []
    @Option(help: "标记的编号；可以给出多次。")
    var id: [Int64] = []
    @Option(help: "决定：buy（列入采样）、watch（持续关注）、ignore（忽略）或 undo（撤销上一决定）。")
    var decision: String
    @Option(help: "理由，最多500字；忽略时必须写明。")
    var reason: String?
    @Option(help: "所见的最近一次决定的编号，没有决定时为 0；其后已有他人办理的，不作更改。不给出时不核对。")
    var seen: Int64?
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        guard let decision = FlagDecision(rawValue: decision) else {
            throw InputMistake("--decision \(decision) 不可用，可用：buy、watch、ignore、undo")
        }
        guard !listing.isEmpty || !id.isEmpty else { throw InputMistake("请用 --listing 或 --id 指明商品") }
        guard seen == nil || listing.count + id.count == 1 else { throw InputMistake("--seen 只能用于一个商品") }
        let request = try FlagReviewRequest(
            decision, reason: reason, seen: seen.map { .review($0) } ?? .unstated)
        let store = try session.openStore()
        let actor = try await session.officer(store).actor
        var recorded: [RecordedReview] = []
        for listing in listing { recorded.append(try await store.reviewFlags(of: listing, request, by: actor)) }
        for flag in id { recorded.append(try await store.reviewFlag(flag, request, by: actor)) }
        var table = Table([
            .init("listing", "商品"), Wording.platform, Wording.item, Wording.state, .init("review", "决定编号"),
            .init("isNew", "本次记录"),
        ])
        for one in recorded {
            let state = one.review.decision.state
            table.add([
                .number(one.listing), .text(one.key.platform), .text(one.key.item),
                .word(code: state.rawValue, FlagReviewWording.name(state)), .number(one.review.number),
                .boolean(one.isNew),
            ])
            if !one.frozenIn.isEmpty { Output.error(FlagReviewWording.frozen(in: one.frozenIn)) }
        }
        output.print(table)
    }
}

struct FlagExport: Command {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "把被标记的商品写为 CSV 或 XLSX 文件。",
        discussion: """
            条件的写法见 sushai flag list。一个文件最多 50000 行；更多时，文件名和第一行写明。文件写入 --to 指定的文件夹。

            示例
              sushai flag export --query "state=buy&days=30" --format xlsx --to .
            """)

    @OptionGroup var conditions: FlagConditions
    @Option(help: "文件格式：csv 或 xlsx。")
    var format = "csv"
    @Option(help: "写入的文件夹。")
    var to: String

    func execute(_ session: Session) async throws {
        guard let format = ExportFormat(rawValue: format) else {
            throw InputMistake("--format \(format) 不可用，可用：csv、xlsx")
        }
        let context = try session.openContext()
        let file = try await ExportFlags(context).file(.all(conditions.checked()), format)
        try OutputFile.write(file.bytes, to: to + "/" + file.name)
        Output.line("已写入 \(to)/\(file.name)")
    }
}
