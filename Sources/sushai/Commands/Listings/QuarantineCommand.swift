internal import ArgumentParser
internal import Domain
internal import Store
internal import Terminal
internal import Web
internal import Workers

struct QuarantineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine",
        abstract: "Feed records that could not be read, with their bytes and reasons.",
        subcommands: [QuarantineList.self, QuarantineShow.self, QuarantineReplay.self])
}

struct QuarantineList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the records in quarantine, latest first.",
        discussion: """
            EXAMPLE
              sushai quarantine list --limit 20
            """)

    @Option(help: "At most so many.")
    var limit = 100
    @ArgumentParser.Flag(help: "Also those that became listings after all.")
    var resolved = false
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        var table = Table([
            .init("id", "编号"), Wording.crawler, .init("query", "查询"), .init("page", "页"),
            .init("place", "位置", widest: 40), .init("code", "代码"), .init("field", "字段"), Wording.error,
            .init("bytes", "字节"), .init("resolvedAt", "已恢复于"),
        ])
        for row in try await session.openStore(existing: true).quarantine(resolved: resolved, limit: limit) {
            table.add([
                .number(row.id), .text(row.crawler), .text(row.query), .init(row.page), .text(row.place),
                .text(row.code), .init(row.field), .text(row.detail), .init(row.size),
                .init(row.resolvedAt?.clockText()),
            ])
        }
        output.print(table)
    }
}

struct QuarantineShow: Command {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Write the bytes of a quarantined record to standard output, as they arrived.",
        discussion: """
            EXAMPLE
              sushai quarantine show --id 5 > record.json
            """)

    @Option(help: "The record.")
    var id: Int64

    func execute(_ session: Session) async throws {
        let bytes = try await session.openStore(existing: true).quarantinedBytes(id)
        Output.write(bytes, to: 1)
    }
}

struct QuarantineReplay: Command {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Read quarantined records again, after the crawler file was mended.",
        discussion: """
            What can be read now becomes a listing of the pull in which it came, and that pull is screened again. What \
            still cannot be read stays, with its new reason.

            EXAMPLES
              sushai quarantine replay --crawler taobao-top
              sushai quarantine replay --id 5
              sushai quarantine replay --all
            """)

    @Option(help: "This record alone.")
    var id: Int64?
    @Option(help: "The records of this crawler.")
    var crawler: String?
    @ArgumentParser.Flag(help: "All records.")
    var all = false
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let selection: QuarantineSelection
        switch (id, crawler, all) {
        case (let id?, nil, false): selection = .one(id)
        case (nil, let crawler?, false): selection = .crawler(crawler)
        case (nil, nil, true): selection = .all
        default: throw InputMistake("write one of --id, --crawler and --all")
        }
        let summary = try await Replay(try session.openContext()).run(selection)
        var table = Table([
            .init("listings", "恢复为链接"), .init("repeated", "重复"), .init("unreadable", "仍不可读"),
            .init("pages", "恢复的页"), .init("unreadablePages", "仍不可读的页"), .init("conflicts", "内容冲突"),
        ])
        table.add([
            .init(summary.records.listings), .init(summary.records.repeated), .init(summary.records.unreadable),
            .init(summary.pages), .init(summary.unreadablePages), .init(summary.conflicts),
        ])
        output.print(table)
        for crawler in summary.unknownCrawlers.sorted() {
            Output.error("there is no crawler “\(crawler)” any more; its records stay as they are")
        }
    }
}
