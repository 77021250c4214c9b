internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Store
internal import Terminal
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
