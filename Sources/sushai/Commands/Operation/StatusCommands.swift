internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Store
internal import Terminal
internal import Web

struct StatusCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "各环节的数量，按链接的处理顺序。",
        discussion: """
            用 --json：在一行中写出一个对象。

            示例
              sushai status --json
            """)

    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let counts = try await session.openStore(existing: true).counts()
        if output.json {
            return Output.raw(JSONText.object(counts.figures.map { ($0.name, String($0.value)) }))
        }
        var table = Table([.init("name", "项目"), .init("value", "数量")])
        for figure in counts.figures { table.add([.text(Wording.figure(figure.name)), .number(figure.value)]) }
        output.print(table)
    }
}

struct JobCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "job",
        abstract: "后台工作队列。",
        subcommands: [JobList.self, JobRevive.self])
}

struct JobList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "列出某一状态的工作。",
        discussion: """
            示例
              sushai job list --state dead
            """)

    @Option(help: "状态：queued（排队）、running（进行中）、done（完成）或 dead（搁置）。")
    var state = "queued"
    @Option(help: "最多显示的行数。")
    var limit = 100
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        guard let state = JobState(rawValue: state) else {
            throw InputMistake("--state \(state) 不可用，可用：queued、running、done、dead")
        }
        var table = Table([
            .init("id", "编号"), .init("kind", "工作"), .init("key", "对象", widest: 40), .init("attempts", "次数"),
            .init("runAfter", "不早于"), Wording.error,
        ])
        for job in try await session.openStore(existing: true).jobs(state: state, limit: limit) {
            table.add([
                .number(job.id), .word(code: job.kind.rawValue, JobWording.name(job.kind)), .text(job.key),
                .init(job.attempts), .text(job.runAfter.clockText()), Table.Cell(job.lastError),
            ])
        }
        output.print(table)
    }
}

struct JobRevive: Command {
    static let configuration = CommandConfiguration(
        commandName: "revive",
        abstract: "排除原因之后，将搁置的工作重新排队。",
        discussion: """
            示例
              sushai job revive --id 12
            """)

    @Option(help: "工作编号。")
    var id: Int64

    func execute(_ session: Session) async throws {
        try await session.openStore().revive(job: id, by: .operator)
        Output.line("工作\(id)：已重新排队")
    }
}
