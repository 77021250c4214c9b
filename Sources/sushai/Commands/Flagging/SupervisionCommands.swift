internal import ArgumentParser
internal import Domain
internal import Files
internal import Store
internal import Terminal
internal import Web

struct AttentionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attention",
        abstract: "投诉举报和舆情的数量，用于标记产品、店铺和商品。",
        subcommands: [AttentionImport.self, AttentionList.self])
}

struct AttentionImport: Command {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "导入数量的 CSV 文件；有任何错误即全部不导入。",
        discussion: """
            列：对象（产品、店铺或商品）、平台（产品则留空）、名称或编号、类型（投诉举报或舆情）、数量、起、止、来源。\
            编码为 UTF-8 或 GB18030。重复导入同一文件不产生变化；同一对象、类型、起止日期和来源的新数量取代旧数量，\
            旧数量仍留在记录中。自下一次标记起生效。

            示例
              sushai attention import 12315-2026-10.csv
            """)

    @Argument(help: "CSV 文件。")
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
        abstract: "列出有效的数量，最近的在前。",
        discussion: """
            示例
              sushai attention list --since 2026-08-01
            """)

    @Option(help: "只列在此日或以后结束的时段。")
    var since = "2000-01-01"
    @Option(help: "最多显示的行数。")
    var limit = 100
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        guard let day = CalendarDay(text: since) else {
            throw InputMistake("--since \(since) 不是日期，请写作 2026-08-01")
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
        abstract: "有不合格记录的店铺，按年度列出。",
        subcommands: [ShopImport.self, ShopList.self])
}

struct ShopImport: Command {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "导入有不合格记录的店铺的 CSV 文件；有任何错误即全部不导入。",
        discussion: """
            列：平台、店铺（店铺在平台上的编号或名称）、年度、来源。编码为 UTF-8 或 GB18030。本系统作出的结论自动计\
            入，不必导入。

            示例
              sushai shop import failures-2025.csv
            """)

    @Argument(help: "CSV 文件。")
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
        abstract: "列出店铺及其有不合格记录的年度。",
        discussion: """
            示例
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
    fileprivate init(_ summary: ImportSummary) {
        self.init([.init("entries", "数据行"), .init("added", "新增"), .init("status", "结果")])
        add([.init(summary.entries), .init(summary.added), .text(summary.isNew ? "已导入" : "此前已导入")])
    }
}
