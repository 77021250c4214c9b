internal import ArgumentParser
internal import Domain
internal import Store
internal import Terminal
internal import Web
internal import Workers

struct QuarantineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine",
        abstract: "隔离区：无法读取的平台记录，附原始字节和原因。",
        subcommands: [QuarantineList.self, QuarantineShow.self, QuarantineReplay.self])
}

struct QuarantineList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "列出隔离的记录，最近的在前。",
        discussion: """
            示例
              sushai quarantine list --limit 20
            """)

    @Option(help: "最多显示的行数。")
    var limit = 100
    @ArgumentParser.Flag(help: "同时列出已恢复为链接的记录。")
    var resolved = false
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        var table = Table([
            .init("id", "编号"), Wording.crawler, .init("query", "查询"), .init("page", "页"),
            .init("place", "位置", widest: 24), .init("code", "原因"), .init("field", "字段"),
            .init("error", "说明", isJSONOnly: true), .init("bytes", "字节"), .init("resolvedAt", "已恢复于"),
        ])
        for row in try await session.openStore(existing: true).quarantine(resolved: resolved, limit: limit) {
            table.add([
                .number(row.id), .text(row.crawler), .text(row.query), .init(row.page), .text(row.place),
                .word(code: row.code, RecordFault.Code(rawValue: row.code)?.name ?? row.code), .init(row.field),
                .text(row.detail), .init(row.size),
                .init(row.resolvedAt?.clockText()),
            ])
        }
        output.print(table)
    }
}

struct QuarantineShow: Command {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "把隔离记录的原始字节写到标准输出。",
        discussion: """
            示例
              sushai quarantine show --id 5 > record.json
            """)

    @Option(help: "记录编号。")
    var id: Int64

    func execute(_ session: Session) async throws {
        let bytes = try await session.openStore(existing: true).quarantinedBytes(id)
        Output.write(bytes, to: 1)
    }
}

struct QuarantineReplay: Command {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "修正抓取器文件之后，重新读取隔离的记录。",
        discussion: """
            可以读取的记录成为其所属拉取的链接，该拉取重新标记。仍无法读取的记录留在隔离区，并更新原因。

            示例
              sushai quarantine replay --crawler taobao-top
              sushai quarantine replay --id 5
              sushai quarantine replay --all
            """)

    @Option(help: "只重新读取这一记录。")
    var id: Int64?
    @Option(help: "重新读取这一抓取器的记录。")
    var crawler: String?
    @ArgumentParser.Flag(help: "重新读取全部记录。")
    var all = false
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let selection: QuarantineSelection
        switch (id, crawler, all) {
        case (let id?, nil, false): selection = .one(id)
        case (nil, let crawler?, false): selection = .crawler(crawler)
        case (nil, nil, true): selection = .all
        default: throw InputMistake("请给出 --id、--crawler、--all 之一")
        }
        let summary = try await Replay(try session.openContext()).run(selection)
        var table = Table([
            .init("listings", "恢复为链接"), .init("repeated", "重复"), .init("unreadable", "仍不可读"),
            .init("pages", "恢复的页"), .init("unreadablePages", "仍不可读的页"), .init("conflicts", "内容冲突"),
            .init("expired", "已过保存期限"),
        ])
        table.add([
            .init(summary.records.listings), .init(summary.records.repeated), .init(summary.records.unreadable),
            .init(summary.pages), .init(summary.unreadablePages), .init(summary.conflicts), .init(summary.expired),
        ])
        output.print(table)
        for crawler in summary.unknownCrawlers.sorted() {
            Output.error("抓取器“\(crawler)”已不存在，其记录保持不变")
        }
    }
}
