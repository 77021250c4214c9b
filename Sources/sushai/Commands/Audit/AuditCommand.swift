internal import ArgumentParser
internal import Domain
internal import Store
internal import Terminal
internal import Web

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "The event log: prove it, read it.",
        subcommands: [AuditVerify.self, AuditLog.self])
}

struct AuditVerify: Command {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Recompute the hash chain of the event log, and name the first broken row.",
        discussion: """
            Prints the number of events and the hash of the last one. Keep that hash outside: it proves later that no \
            row was cut off the end. Exit code 1 where the chain is broken, or does not hold the hash that is expected.

            EXAMPLE
              sushai audit verify --expect 365a018d3b89…
            """)

    @Option(help: "A hash that an earlier verification printed.")
    var expect: String?

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        if let expect, !Digest.isSHA256(expect) {
            throw InputMistake(
                "--expect \(expect) is no hash; give the 64 hexadecimal digits that `audit verify` printed")
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
            Output.error("the event log is broken at row \(fault.sequence): \(fault.reason)")
            throw ExitCode(Failure.fault)
        }
        if let expect, expect != ChainedEvent.genesis, try await !store.holdsEvent(hash: expect) {
            Output.error("the event log does not hold \(expect): rows were cut off, or it is another log")
            throw ExitCode(Failure.fault)
        }
    }
}

struct AuditLog: Command {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Show events, of one thing or the latest of all.",
        discussion: """
            EXAMPLE
              sushai audit log --subject takedown:7
            """)

    @Option(help: "The thing, such as takedown:7, report:3, pull:1.")
    var subject: String?
    @Option(help: "At most so many, the latest.")
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
