internal import ArgumentParser
internal import Domain
internal import Logging
internal import ServiceLifecycle
internal import Store
internal import Terminal
internal import UnixSignals
internal import Web
internal import Workers

struct WorkCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "work",
        abstract: "处理后台工作：全部种类，或其中一种。",
        discussion: """
            持续运行，直到被停止；用 --once 时只处理一轮到期的工作。进程被终止时未完成的工作，在租期结束后自动重新排\
            队。

            示例
              sushai work
              sushai work --only judge --once
            """)

    @Option(help: "工作种类：pull、screen、release、judge、route、publish、recheck、bulk 或 proof；不给出时为全部种类。")
    var only: String?
    @ArgumentParser.Flag(help: "处理到期的工作后退出。")
    var once = false
    @Option(help: "与 --once 同用：每种工作最多处理的件数。")
    var limit = 1000
    @OptionGroup var output: OutputOptions

    static let logLevel = Logger.Level.info

    func execute(_ session: Session) async throws {
        let kinds = try only.map { text in
            guard let kind = JobKind(rawValue: text) else {
                let known = JobKind.allCases.map(\.rawValue).joined(separator: "、")
                throw InputMistake("--only \(text) 不可用，可用：\(known)")
            }
            return [kind]
        }
        if once {
            return try await runWorkers(kinds ?? JobKind.allCases, session, limit: limit, output)
        }
        let context = try session.openContext()
        let workers = WorkerService(context, kinds: kinds.map { Set($0) })
        session.logStart("work")
        try await session.settleConfirmations(context.store)
        defer { session.logger.notice("stopped") }
        try await ServiceGroup(
            services: [workers], gracefulShutdownSignals: [.sigterm, .sigint], logger: session.logger
        ).run()
    }
}

/// Runs one worker for one round and prints the result.
func runWorker(
    _ kind: JobKind, _ session: Session, key: JobKey? = nil, limit: Int, _ output: OutputOptions
) async throws {
    try await runWorkers([kind], session, key: key, limit: limit, output)
}

/// Runs workers for one round and prints the results. The exit code is 75 if a job is to be tried again.
func runWorkers(
    _ kinds: [JobKind], _ session: Session, key: JobKey? = nil, limit: Int, _ output: OutputOptions
) async throws {
    let context = try session.openContext()
    var table = Table([
        .init("kind", "工作"), .init("key", "对象", widest: 40), .init("status", "结果"), Wording.error,
    ])
    var again = false
    for kind in kinds {
        let summary = try await WorkerService.worker(kind, context).runOnce(context.store, only: key, limit: limit)
        let name = Table.Cell.word(code: kind.rawValue, JobWording.name(kind))
        for key in summary.done { table.add([name, .text(key.text), "完成", .missing]) }
        for (status, failed) in [("稍后重试", summary.retried), ("已搁置", summary.dead)] {
            for (key, error) in failed.sorted(by: { $0.key.text < $1.key.text }) {
                table.add([name, .text(key.text), .text(status), Table.Cell(error)])
            }
        }
        again = again || !summary.retried.isEmpty || !summary.dead.isEmpty
    }
    output.print(table, empty: "没有待办的工作")
    let dead = try await context.store.jobs(state: .dead, limit: 1000).filter { job in
        kinds.contains(job.kind)
    }
    for job in dead.prefix(10) {
        Output.error("工作\(job.id)（\(JobWording.name(job.kind)) \(job.key)）已搁置：\(job.lastError?.detail ?? "")")
    }
    if !dead.isEmpty {
        Output.error("请排除原因，然后运行 sushai job revive --id <编号>")
        again = true
    }
    if again { throw ExitCode(Failure.again) }
}

extension Table.Cell {
    /// Why a job failed. If the error has no sentence of its own, its class is shown; JSON contains its text.
    init(_ error: JobError?) {
        self =
            error.map { .word(code: $0.detail, $0.fault == .other ? JobWording.sentence(.other) : $0.detail) }
            ?? .missing
    }
}
