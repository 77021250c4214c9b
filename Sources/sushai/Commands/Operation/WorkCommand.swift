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
        abstract: "Do the durable work: all workers, or one.",
        discussion: """
            Runs until it is stopped; with --once a single round of what is due now. What a killed process held comes \
            back by itself when its lease ends.

            EXAMPLES
              sushai work
              sushai work --only judge --once
            """)

    @Option(help: "pull, screen, release, judge, route, publish or recheck; all without it.")
    var only: String?
    @ArgumentParser.Flag(help: "Do what is due now and end.")
    var once = false
    @Option(help: "With --once: at most so many jobs of each kind.")
    var limit = 1000
    @OptionGroup var output: OutputOptions

    func execute(_ session: Session) async throws {
        let kinds = try only.map { text in
            guard let kind = JobKind(rawValue: text) else {
                let known = JobKind.allCases.map(\.rawValue).joined(separator: ", ")
                throw InputMistake("--only \(text): write one of \(known)")
            }
            return [kind]
        }
        if once {
            return try await runWorkers(kinds ?? JobKind.allCases, session, limit: limit, output)
        }
        let workforce = WorkerService(try session.openContext(), kinds: kinds.map { Set($0) })
        try await ServiceGroup(
            services: [workforce], gracefulShutdownSignals: [.sigterm, .sigint], logger: Logger(label: "sushai")
        ).run()
    }
}

/// Runs one worker for one round and shows what it did.
func runWorker(
    _ kind: JobKind, _ session: Session, key: String? = nil, limit: Int, _ output: OutputOptions
) async throws {
    try await runWorkers([kind], session, key: key, limit: limit, output)
}

/// Runs workers for one round and shows what they did; exit code 75 where something is to be tried again.
func runWorkers(
    _ kinds: [JobKind], _ session: Session, key: String? = nil, limit: Int, _ output: OutputOptions
) async throws {
    let context = try session.openContext()
    var table = Table([
        .init("kind", "工作"), .init("key", "对象", widest: 40), .init("status", "结果"), Wording.error,
    ])
    var again = false
    for kind in kinds {
        let summary = try await WorkerService.worker(kind, context).runOnce(context.store, key: key, limit: limit)
        for key in summary.done { table.add([.text(kind.rawValue), .text(key), "完成", .missing]) }
        for (key, error) in summary.retried.sorted(by: { $0.key < $1.key }) {
            table.add([.text(kind.rawValue), .text(key), "稍后重试", .text(error)])
        }
        for (key, error) in summary.dead.sorted(by: { $0.key < $1.key }) {
            table.add([.text(kind.rawValue), .text(key), "已搁置", .text(error)])
        }
        again = again || !summary.retried.isEmpty || !summary.dead.isEmpty
    }
    output.print(table, empty: "没有待办的工作")
    let dead = try await context.store.jobs(state: "dead", limit: 1000).filter { job in
        kinds.contains { $0.rawValue == job.kind }
    }
    for job in dead.prefix(10) {
        Output.error("job \(job.id) (\(job.kind) \(job.key)) is set aside: \(job.lastError ?? "")")
    }
    if !dead.isEmpty {
        Output.error("mend the cause, then `sushai job revive --id …`")
        again = true
    }
    if again { throw ExitCode(Failure.again) }
}
