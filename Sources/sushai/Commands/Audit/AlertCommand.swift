internal import ArgumentParser
internal import Domain
internal import Store
internal import Terminal
internal import Web

struct AlertCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alert",
        abstract: "告警：须由人员知悉、程序无法处理的情况。",
        subcommands: [AlertList.self, AlertResolve.self])
}

struct AlertList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "列出未解除的告警，最近的在前。",
        discussion: """
            示例
              sushai alert list
            """)

    @ArgumentParser.Flag(help: "同时列出已解除的告警。")
    var all = false
    @Option(help: "最多显示的行数。")
    var limit = 100
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        var table = Table([
            .init("id", "编号"), .init("kind", "告警"), .init("subject", "对象"),
            .init("message", "内容", widest: 44, wraps: true),
            .init("raisedAt", "提出于"), .init("resolvedAt", "解除于"),
        ])
        for alert in try await session.openStore(existing: true).alerts(openOnly: !all, limit: limit) {
            table.add([
                .number(alert.id), .text(AlertWording.name(alert.kind)), .text(alert.subject), .text(alert.message),
                .text(alert.raisedAt.clockText()), .init(alert.resolvedAt?.clockText()),
            ])
        }
        output.print(table)
    }
}

struct AlertResolve: Command {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "将告警标记为已处理。",
        discussion: """
            示例
              sushai alert resolve --id 3
            """)

    @Option(help: "告警编号。")
    var id: Int64

    func execute(_ session: Session) async throws {
        try await session.openStore(existing: true).resolveAlert(id, by: .operator)
        Output.line("告警\(id)：已解除")
    }
}
