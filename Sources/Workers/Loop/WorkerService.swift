internal import Domain
internal import Logging
internal import Metrics
internal import Rulebook
internal import ServiceLifecycle
package import Store
internal import Transport

/// All workers, and the loop that keeps them going.
package struct WorkerService: Service {
    package let workers: [Worker]
    private let context: AppContext
    private let schedulesPulls: Bool
    private let logger = Logger(label: "sushai.workers")

    /// - Parameters:
    ///   - kinds: the workers to run; nil for all.
    ///   - schedulesPulls: whether the snapshots that the calendar makes due are put into the queue.
    package init(_ context: AppContext, kinds: Set<JobKind>? = nil, schedulesPulls: Bool = true) {
        self.context = context
        self.schedulesPulls = schedulesPulls && (kinds?.contains(.pull) ?? true)
        workers = Self.all(context).filter { kinds?.contains($0.kind) ?? true }
    }

    /// The worker of one kind.
    package static func worker(_ kind: JobKind, _ context: AppContext) -> Worker {
        Worker(kind: kind, batch: kind == .pull ? 1 : 16) { key in
            switch kind {
            case .pull: try await pull(key, context)
            case .screen: _ = try await Screen(context).run(pull: number(key))
            case .judge: try await judge(key, context)
            case .route: _ = try await Route(context).run(conclusion: number(key))
            case .publish: _ = try await Publish(context.store).run(key: key)
            case .release:
                _ = try await IntakeReplay(context).run(
                    upload: number(String(key.prefix { $0 != ":" })), by: .worker("release"))
            case .recheck:
                let parts = key.split(separator: ":").map(String.init)
                _ = try await Recheck(context).run(
                    receipt: number(parts.first ?? key), after: parts.count > 1 ? Int(number(parts[1])) : 0)
            }
        }
    }

    private static func all(_ context: AppContext) -> [Worker] {
        JobKind.allCases.map { worker($0, context) }
    }

    /// Runs until shutdown, each worker on its own: a long pull must not keep reports from being judged.
    package func run() async throws {
        announce()
        do {
            try await cancelWhenGracefulShutdown {
                try await withThrowingDiscardingTaskGroup { group in
                    for worker in workers { group.addTask { try await keepGoing(worker) } }
                    if workers.contains(where: { $0.kind == .judge }) { group.addTask { try await keepSweeping() } }
                }
            }
        } catch is CancellationError {
            // Told to stop while resting or working: what was held comes back when its lease ends.
        }
    }

    /// Rounds as long as there is work, then a short rest.
    private func keepGoing(_ worker: Worker) async throws {
        while !Task.isCancelled {
            if try await !round(of: worker) { try await Task.sleep(for: .milliseconds(500)) }
        }
    }

    /// Looks after the vault once an hour. A mistake of the machine leaves the rest of the work as it is.
    private func keepSweeping() async throws {
        while !Task.isCancelled {
            do {
                let swept = try await SweepEvidence(context.store, limits: context.rulebook.evidence.limits).run()
                for upload in swept.failed {
                    logger.warning("an abandoned upload could not be opened", metadata: ["upload": "\(upload)"])
                }
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                logger.error("the evidence could not be swept", metadata: ["error": "\(error)"])
            }
            try await Task.sleep(for: .seconds(3600))
        }
    }

    /// One round of every worker, one after the other. Gives whether anything was done.
    package func round() async throws -> Bool {
        var worked = false
        for worker in workers { worked = try await round(of: worker) || worked }
        return worked
    }

    private func round(of worker: Worker) async throws -> Bool {
        do {
            if worker.kind == .pull, schedulesPulls { try await enqueueDuePulls() }
            let summary = try await worker.runOnce(context.store)
            report(summary)
            return !summary.done.isEmpty
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            // Neither a full disk nor a locked file may end the service: what is due stays due.
            logger.error("no work could be claimed", metadata: ["kind": "\(worker.kind)", "error": "\(error)"])
            return false
        }
    }

    /// Puts the current snapshot of every crawler that can be pulled into the queue. The same snapshot twice is one job.
    package func enqueueDuePulls() async throws {
        let now = context.store.clock.now()
        for crawler in context.rulebook.crawlers.values
        where crawler.missingVariables(context.environment.variable).isEmpty {
            try await context.store.enqueue(
                .pull, key: "\(crawler.identifier)@\(crawler.slot(at: now).milliseconds)")
        }
    }

    private func announce() {
        for crawler in context.rulebook.crawlers.values where schedulesPulls {
            let missing = crawler.missingVariables(context.environment.variable)
            guard !missing.isEmpty else { continue }
            logger.notice(
                "crawler is not configured and will not be pulled",
                metadata: ["crawler": "\(crawler.identifier)", "missing": "\(missing.joined(separator: " "))"])
        }
    }

    private func report(_ summary: WorkSummary) {
        guard !summary.isEmpty else { return }
        let dimensions = [("kind", summary.kind.rawValue)]
        Counter(label: "sushai_jobs_done_total", dimensions: dimensions).increment(by: Int64(summary.done.count))
        Counter(label: "sushai_jobs_retried_total", dimensions: dimensions).increment(by: Int64(summary.retried.count))
        Counter(label: "sushai_jobs_dead_total", dimensions: dimensions).increment(by: Int64(summary.dead.count))
        logger.info(
            "worked",
            metadata: [
                "kind": "\(summary.kind)", "done": "\(summary.done.count)", "retried": "\(summary.retried.count)",
                "dead": "\(summary.dead.count)",
            ])
        for (key, error) in summary.dead.merging(summary.retried, uniquingKeysWith: { dead, _ in dead }) {
            logger.warning("job failed", metadata: ["kind": "\(summary.kind)", "key": "\(key)", "error": "\(error)"])
        }
    }
}

extension WorkerService {
    /// `key`: `<crawler>@<slot in milliseconds>`.
    private static func pull(_ key: String, _ context: AppContext) async throws {
        let parts = key.split(separator: "@")
        guard parts.count == 2, let slot = Int64(parts[1]) else {
            throw PermanentFailure("“\(key)” names no crawler and snapshot")
        }
        let pull = Pull(context)
        let summary = try await pull.run(
            pull.crawler(String(parts[0])), slot: Timestamp(milliseconds: slot))
        guard summary.gaps.isEmpty else {
            throw IncompletePull(gaps: summary.gaps, retryAfterSeconds: summary.retryAfterSeconds)
        }
    }

    /// `key`: the report, and `:released` for one that was held for evidence.
    private static func judge(_ key: String, _ context: AppContext) async throws {
        do {
            _ = try await Judge(context).run(report: number(String(key.prefix { $0 != ":" })))
        } catch is HeldForEvidence {
            // Kept with its event; the piece that is missing makes the judging due again.
        }
    }

    private static func number(_ key: String) throws -> Int64 {
        guard let number = Int64(key) else { throw PermanentFailure("“\(key)” is no number") }
        return number
    }
}

/// A pull with pages missing; trying again may close them.
struct IncompletePull: Error, CustomStringConvertible {
    let gaps: [String]
    /// What the platform asked for; the next try is not sooner.
    var retryAfterSeconds: Int64 = 0

    var description: String {
        "pages are missing: " + gaps.joined(separator: "; ")
    }
}
