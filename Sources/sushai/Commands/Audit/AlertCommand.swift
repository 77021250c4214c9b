internal import ArgumentParser
internal import Domain
internal import Store
internal import Terminal
internal import Web

struct AlertCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alert",
        abstract: "What a person must know of and no program can mend.",
        subcommands: [AlertList.self, AlertResolve.self])
}

struct AlertList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the alerts that stand, latest first.",
        discussion: """
            EXAMPLE
              sushai alert list
            """)

    @ArgumentParser.Flag(help: "Also those that were resolved.")
    var all = false
    @Option(help: "At most so many.")
    var limit = 100
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        var table = Table([
            .init("id", "编号"), .init("kind", "告警"), .init("subject", "对象"), .init("message", "内容", widest: 90),
            .init("raisedAt", "提出于"), .init("resolvedAt", "解除于"),
        ])
        for alert in try await session.openStore(existing: true).alerts(standingOnly: !all, limit: limit) {
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
        abstract: "Mark an alert as dealt with.",
        discussion: """
            EXAMPLE
              sushai alert resolve --id 3
            """)

    @Option(help: "The alert.")
    var id: Int64

    func execute(_ session: Session) async throws {
        try await session.openStore(existing: true).resolveAlert(id, by: .operator)
        Output.line("告警\(id)：已解除")
    }
}
