internal import Domain
internal import Logging
internal import Metrics
internal import Rulebook
internal import ServiceLifecycle
package import Store
internal import Transport

/// All workers, and the loop that runs them.
package struct WorkerService: Service {
    package let workers: [Worker]
    private let context: AppContext
    private let schedulesPulls: Bool
    private var logger: Logger { context.logger }

    /// - Parameters:
    ///   - kinds: the workers to run; nil means all.
    ///   - schedulesPulls: whether due snapshots are put into the queue.
    package init(_ context: AppContext, kinds: Set<JobKind>? = nil, schedulesPulls: Bool = true) {
        self.context = context
        self.schedulesPulls = schedulesPulls && (kinds?.contains(.pull) ?? true)
        workers = Self.all(context).filter { kinds?.contains($0.kind) ?? true }
    }

    /// The worker of one kind.
    package static func worker(_ kind: JobKind, _ context: AppContext) -> Worker {
        Worker(kind: kind, batch: kind == .pull ? 1 : 16, logger: context.logger) { key in
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

    /// Runs until shutdown, all workers in parallel: a long pull must not delay the judging of reports.
    package func run() async throws {
        logStart()
        do {
            try await cancelWhenGracefulShutdown {
                try await withThrowingDiscardingTaskGroup { group in
                    for worker in workers { group.addTask { try await runRounds(worker) } }
                    if workers.contains(where: { $0.kind == .judge }) { group.addTask { try await sweepHourly() } }
                }
            }
        } catch is CancellationError {
            // Jobs that were held are claimed again when their lease ends.
        }
        logger.notice("workers stopped")
    }

    /// Runs rounds while there is work, and waits half a second when there is none.
    private func runRounds(_ worker: Worker) async throws {
        while !Task.isCancelled {
            if try await !round(of: worker) { try await Task.sleep(for: .milliseconds(500)) }
        }
    }

    /// Sweeps the evidence once an hour. An I/O error does not stop the other work.
    private func sweepHourly() async throws {
        while !Task.isCancelled {
            do {
                let swept = try await SweepEvidence(context.store, limits: context.rulebook.evidence.limits).run()
                for upload in swept.failed {
                    logger.warning("abandoned upload cannot be opened", metadata: ["upload": "\(upload)"])
                }
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                logger.error("evidence not swept", metadata: ["error": "\(error)"])
            }
            try await Task.sleep(for: .seconds(3600))
        }
    }

    /// One round of every worker, one after the other. Returns whether any job was done.
    package func round() async throws -> Bool {
        var worked = false
        for worker in workers { worked = try await round(of: worker) || worked }
        return worked
    }

    private func round(of worker: Worker) async throws -> Bool {
        do {
            if worker.kind == .pull, schedulesPulls { try await enqueueDuePulls() }
            let summary = try await worker.runOnce(context.store)
            count(summary)
            return !summary.done.isEmpty
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            // A full disk or a locked file must not end the service: due jobs stay due.
            logger.error("jobs not claimed", metadata: ["kind": "\(worker.kind.rawValue)", "error": "\(error)"])
            return false
        }
    }

    /// Puts the current snapshot of every configured crawler into the queue. The same snapshot is one job only.
    package func enqueueDuePulls() async throws {
        let now = context.store.clock.now()
        for crawler in context.rulebook.crawlers.values
        where crawler.missingVariables(context.environment.variable).isEmpty {
            try await context.store.enqueue(
                .pull, key: "\(crawler.identifier)@\(crawler.slot(at: now).milliseconds)")
        }
    }

    private func logStart() {
        logger.notice(
            "workers started", metadata: ["kinds": "\(workers.map(\.kind.rawValue).joined(separator: " "))"])
        for crawler in context.rulebook.crawlers.values where schedulesPulls {
            let missing = crawler.missingVariables(context.environment.variable)
            guard !missing.isEmpty else { continue }
            logger.notice(
                "crawler is not configured and will not be pulled",
                metadata: ["crawler": "\(crawler.identifier)", "missing": "\(missing.joined(separator: " "))"])
        }
    }

    private func count(_ summary: WorkSummary) {
        guard !summary.isEmpty else { return }
        let dimensions = [("kind", summary.kind.rawValue)]
        Counter(label: "sushai_jobs_done_total", dimensions: dimensions).increment(by: Int64(summary.done.count))
        Counter(label: "sushai_jobs_retried_total", dimensions: dimensions).increment(by: Int64(summary.retried.count))
        Counter(label: "sushai_jobs_dead_total", dimensions: dimensions).increment(by: Int64(summary.dead.count))
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
            // Its event is kept. The missing evidence makes the judging due again.
        }
    }

    private static func number(_ key: String) throws -> Int64 {
        guard let number = Int64(key) else { throw PermanentFailure("“\(key)” is no number") }
        return number
    }
}

/// A pull with missing pages; another try may get them.
struct IncompletePull: Error, CustomStringConvertible {
    let gaps: [String]
    /// The wait that the platform asked for; the next try is not sooner.
    var retryAfterSeconds: Int64 = 0

    var description: String {
        "pages are missing: " + gaps.joined(separator: "; ")
    }
}
