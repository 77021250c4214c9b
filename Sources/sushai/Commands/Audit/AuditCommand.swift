internal import ArgumentParser
internal import Domain
internal import Store
internal import Terminal
internal import Web

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "事件日志：校验与查阅。",
        subcommands: [AuditVerify.self, AuditLog.self])
}

struct AuditVerify: Command {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "重新计算事件日志的哈希链，指出首个损坏的行。",
        discussion: """
            显示事件数和末行哈希。请在系统外保存末行哈希，以后可据此证明日志末尾未被删除。哈希链损坏，或日志中没有 \
            --expect 所给的哈希时，退出码为 1。

            示例
              sushai audit verify --expect 365a018d3b89…
            """)

    @Option(help: "以前校验时显示的哈希。")
    var expect: String?

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        if let expect, !Digest.isSHA256(expect) {
            throw InputMistake("--expect \(expect) 不是哈希，请给出 audit verify 显示的64位十六进制数")
        }
        let store = try session.openStore(existing: true)
        let outcome = try await store.verifyAudit()
        var table = Table([
            .init("events", "有效事件"), .init("head", "末行哈希", widest: 64), .init("brokenRow", "首个损坏行"),
            Wording.error,
        ])
        table.add([
            .number(outcome.events), .text(outcome.head), outcome.fault.map { .number($0.sequence) } ?? .missing,
            .init(outcome.fault?.reason),
        ])
        output.print(table)
        if let fault = outcome.fault {
            Output.error("事件日志在第\(fault.sequence)行损坏：\(fault.reason)")
            throw ExitCode(Failure.fault)
        }
        if let expect, expect != ChainedEvent.genesis, try await !store.holdsEvent(hash: expect) {
            Output.error("事件日志中没有 \(expect)：末尾的行被删除，或不是同一日志")
            throw ExitCode(Failure.fault)
        }
    }
}

struct AuditLog: Command {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "查阅某一对象的事件，或最近的事件。",
        discussion: """
            示例
              sushai audit log --subject takedown:7
            """)

    @Option(help: "对象，例如 takedown:7、report:3、pull:1。")
    var subject: String?
    @Option(help: "最多显示的行数，取最近的。")
    var limit = 50
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        var table = Table([
            .init("sequence", "序号"), .init("at", "时间（北京时间）"), .init("actor", "操作者"), .init("kind", "事件"),
            .init("subject", "对象"), .init("details", "内容", widest: 90),
        ])
        for event in try await session.openStore(existing: true).events(subject: subject, limit: limit) {
            table.add([
                .number(event.sequence), .text(event.at.clockText()), .text(event.actor), .text(event.kind),
                .text(event.subject), .text(event.detailsJSON),
            ])
        }
        output.print(table)
    }
}
