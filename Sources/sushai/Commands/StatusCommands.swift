internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Store
internal import Web

struct StatusCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "How much of everything there is, along the way of one listing.",
        discussion: """
            With --json one object on one line.

            EXAMPLE
              sushai status --json
            """)

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let counts = try await session.openStore(existing: true).counts()
        if output.json {
            return Output.raw(JSONText.object(counts.figures.map { ($0.name, String($0.value)) }))
        }
        var table = Table([.init("name", "项目"), .init("value", "数量")])
        for figure in counts.figures { table.add([.text(figure.name), .number(figure.value)]) }
        output.print(table)
    }
}

struct QuarantineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine",
        abstract: "Feed records that could not be read, with their bytes and reasons.",
        subcommands: [QuarantineList.self, QuarantineShow.self])
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
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        var table = Table([
            .init("id", "编号"), Wording.crawler, .init("query", "查询"), .init("page", "页"),
            .init("place", "位置", widest: 40), .init("code", "代码"), .init("field", "字段"), Wording.error,
            .init("bytes", "字节"),
        ])
        for row in try await session.openStore(existing: true).quarantine(limit: limit) {
            table.add([
                .number(row.id), .text(row.crawler), .text(row.query), .init(row.page), .text(row.place),
                .text(row.code), .init(row.field), .text(row.detail), .init(row.size),
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

struct JobCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "job",
        abstract: "The durable queue.",
        subcommands: [JobList.self, JobRevive.self])
}

struct JobList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List jobs in one state.",
        discussion: """
            EXAMPLE
              sushai job list --state dead
            """)

    @Option(help: "queued, running, done or dead.")
    var state = "queued"
    @Option(help: "At most so many.")
    var limit = 100
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        guard ["queued", "running", "done", "dead"].contains(state) else {
            throw InputMistake("--state \(state): write queued, running, done or dead")
        }
        var table = Table([
            .init("id", "编号"), .init("kind", "工作"), .init("key", "对象", widest: 40), .init("attempts", "次数"),
            .init("runAfter", "不早于"), Wording.error,
        ])
        for job in try await session.openStore(existing: true).jobs(state: state, limit: limit) {
            table.add([
                .number(job.id), .text(job.kind), .text(job.key), .init(job.attempts),
                .text(job.runAfter.clockText()), .init(job.lastError),
            ])
        }
        output.print(table)
    }
}

struct JobRevive: Command {
    static let configuration = CommandConfiguration(
        commandName: "revive",
        abstract: "Put a dead job back into the queue, once its cause is mended.",
        discussion: """
            EXAMPLE
              sushai job revive --id 12
            """)

    @Option(help: "The job.")
    var id: Int64

    func execute(_ session: Session) async throws {
        try await session.openStore().revive(job: id, by: .operator)
        Output.line("工作\(id)：已重新排队")
    }
}
