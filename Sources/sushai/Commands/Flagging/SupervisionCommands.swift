internal import ArgumentParser
internal import Domain
internal import Files
internal import Store
internal import Terminal
internal import Web

struct AttentionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attention",
        abstract: "Complaints and opinion counts, which flag products, shops and items.",
        subcommands: [AttentionImport.self, AttentionList.self])
}

struct AttentionImport: Command {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take in a CSV of counts; a mistake anywhere in it, and nothing is taken.",
        discussion: """
            Columns: 对象 (产品, 店铺 or 商品), 平台 (empty for a product), 名称或编号, 类型 (投诉举报 or 舆情), 数量, 起, 止, 来源. \
            UTF-8 or GB18030. The same file again changes nothing; another count for the same subject, type, days and \
            source replaces the earlier one, which stays in the record. It counts from the next screening on.

            EXAMPLE
              sushai attention import 12315-2026-10.csv
            """)

    @Argument(help: "The file.")
    var file: String
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let bytes = try InputFile.read(file)
        let counts = try SupervisionCSV.attention(bytes)
        let summary = try await session.openStore().importAttention(
            counts, contentHash: Digest.sha256(bytes), by: .operator)
        output.print(Table(summary))
    }
}

struct AttentionList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the counts that hold, latest first.",
        discussion: """
            EXAMPLE
              sushai attention list --since 2026-08-01
            """)

    @Option(help: "Windows that ended on this day or later.")
    var since = "2000-01-01"
    @Option(help: "At most so many.")
    var limit = 100
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        guard let day = CalendarDay(text: since) else {
            throw InputMistake("--since \(since): write a day such as 2026-08-01")
        }
        var table = Table([
            .init("about", "对象"), Wording.platform, .init("subject", "名称或编号", widest: 30), .init("type", "类型"),
            .init("count", "数量"), .init("from", "起"), .init("until", "止"), .init("source", "来源", widest: 40),
        ])
        for count in try await session.openStore(existing: true).attentionCounts(since: day, limit: limit) {
            table.add([
                .text(FlagWording.name(count.subject.kind)), .init(count.subject.platform), .text(count.subject.name),
                .text(FlagWording.name(count.type)), .number(count.count), .text(count.from.text),
                .text(count.until.text), .text(count.source),
            ])
        }
        output.print(table)
    }
}

struct ShopCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shop",
        abstract: "Shops whose goods failed, by calendar year.",
        subcommands: [ShopImport.self, ShopList.self])
}

struct ShopImport: Command {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take in a CSV of shops whose goods failed; a mistake anywhere in it, and nothing is taken.",
        discussion: """
            Columns: 平台, 店铺 (the shop's number or name on the platform), 年度, 来源. UTF-8 or GB18030. Our own \
            conclusions count without being imported.

            EXAMPLE
              sushai shop import failures-2025.csv
            """)

    @Argument(help: "The file.")
    var file: String
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let bytes = try InputFile.read(file)
        let failures = try SupervisionCSV.shopFailures(bytes)
        let summary = try await session.openStore().importShopFailures(
            failures, contentHash: Digest.sha256(bytes), by: .operator)
        output.print(Table(summary))
    }
}

struct ShopList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the shops with the years in which their goods failed.",
        discussion: """
            EXAMPLE
              sushai shop list
            """)

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        var table = Table([
            Wording.platform, .init("shop", "店铺", widest: 40), .init("year", "年度"), .init("source", "来源", widest: 40),
        ])
        let failures = try await session.openStore(existing: true).shopFailures(ownSource: FlagWording.ownReports)
        for failure in failures.sorted(by: { ($0.platform, $0.shop, $0.year) < ($1.platform, $1.shop, $1.year) }) {
            table.add([
                .text(failure.platform), .text(failure.shop), .init(failure.year), .text(failure.source),
            ])
        }
        output.print(table)
    }
}

extension Table {
    /// What became of an import.
    fileprivate init(_ summary: ImportSummary) {
        self.init([.init("entries", "数据行"), .init("added", "新增"), .init("status", "结果")])
        add([.init(summary.entries), .init(summary.added), .text(summary.isNew ? "已导入" : "此前已导入")])
    }
}
