internal import Domain
internal import Logging
internal import Metrics
internal import Rulebook
internal import ServiceLifecycle
package import Store
internal import Transport

/// Runs all workers.
package struct WorkerService: Service {
    package let workers: [Worker]
    private let context: AppContext
    private let schedulesPulls: Bool
    private var logger: Logger { context.logger }

    /// - Parameters:
    ///   - kinds: the workers to run; nil for all.
    ///   - schedulesPulls: whether pulls that are due at a fixed time are added to the queue.
    package init(_ context: AppContext, kinds: Set<JobKind>? = nil, schedulesPulls: Bool = true) {
        self.context = context
        self.schedulesPulls = schedulesPulls && (kinds?.contains(.pull) ?? true)
        workers = Self.all(context).filter { kinds?.contains($0.kind) ?? true }
    }

    package static func worker(_ kind: JobKind, _ context: AppContext) -> Worker {
        Worker(kind: kind, batch: kind == .pull ? 1 : 16, logger: context.logger) { key in
            switch key {
            case .pull(let crawler, let slot): try await pull(crawler, slot, context)
            case .screen(let pull): _ = try await Screen(context).run(pull: pull)
            case .judge(let report, _): try await judge(report, context)
            case .route(let conclusion): _ = try await Route(context).run(conclusion: conclusion)
            case .publish(let takedown, let action):
                _ = try await context.store.publishTakedown(takedown, action: action)
            case .release(let upload, _):
                _ = try await IntakeReplay(context).run(upload: upload, by: .worker(.release))
            case .recheck(let receipt, let after):
                _ = try await Recheck(context).run(receipt: receipt, after: after)
            case .bulk(let id): try await RunBulk(context).run(id)
            case .proof(let id): try await ProveChain(context).run(id)
            }
        }
    }

    private static func all(_ context: AppContext) -> [Worker] {
        JobKind.allCases.map { worker($0, context) }
    }

    /// Runs until shutdown. Each worker has its own task, because a long pull must not delay the judging.
    package func run() async throws {
        logStart()
        do {
            try await cancelWhenGracefulShutdown {
                try await withThrowingDiscardingTaskGroup { group in
                    for worker in workers { group.addTask { try await runRounds(worker) } }
                    if workers.contains(where: { $0.kind == .judge }) { group.addTask { try await sweepHourly() } }
                    if workers.contains(where: { $0.kind == .screen }) { group.addTask { try await retainDaily() } }
                }
            }
        } catch is CancellationError {
            // Shutdown: unfinished jobs become due again at the end of their leases.
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
            do {
                try await context.store.alertHeldReports(olderThan: context.heldReportDays)
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                logger.error("held reports not checked", metadata: ["error": "\(error)"])
            }
            try await Task.sleep(for: .seconds(3600))
        }
    }

    /// Removes what is not kept any longer, and measures the storage, once a day. It is asked every hour, so that a day is
    /// not left out when the program starts anew.
    private func retainDaily() async throws {
        while !Task.isCancelled {
            do {
                if let summary = try await Retain(context.store, rules: context.rulebook.retention).runDaily() {
                    let removed = summary.removals.sorted { $0.key.rawValue < $1.key.rawValue }
                        .map { "\($0.key.rawValue)=\($0.value.rows)" }
                    logger.info(
                        "storage measured",
                        metadata: [
                            "removed": "\(removed.joined(separator: " "))",
                            "givenBack": "\(summary.givenBack)",
                        ])
                }
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                logger.error("storage not measured", metadata: ["error": "\(error)"])
            }
            try await Task.sleep(for: .seconds(3600))
        }
    }

    /// Runs one round of every worker in sequence. Returns whether anything was done.
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

    /// Adds the current pull of every configured crawler to the queue. If the pull was added before, nothing changes.
    package func enqueueDuePulls() async throws {
        let now = context.store.clock.now()
        for crawler in context.rulebook.crawlers.values
        where crawler.missingVariables(context.environment.variable).isEmpty {
            try await context.store.enqueue(.pull(crawler: crawler.identifier, slot: crawler.slot(at: now)))
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
    private static func pull(_ crawler: String, _ slot: Timestamp, _ context: AppContext) async throws {
        let pull = Pull(context)
        let summary = try await pull.run(pull.crawler(crawler), slot: slot)
        guard summary.gaps.isEmpty else {
            throw IncompletePull(gaps: summary.gaps, retryAfterSeconds: summary.retryAfterSeconds)
        }
    }

    private static func judge(_ report: Int64, _ context: AppContext) async throws {
        do {
            _ = try await Judge(context).run(report: report)
        } catch is AwaitingEvidence {
            // The wait is stored with an event. When the missing evidence arrives, the judging is due again.
        } catch is SampleHeld {
            // When the hold ends, the judging is due again.
        }
    }
}

/// A pull with missing pages. Another attempt may get them.
struct IncompletePull: Error, CustomStringConvertible {
    let gaps: [String]
    /// The wait that the platform requested before the next attempt.
    var retryAfterSeconds: Int64 = 0

    var description: String {
        "pages are missing: " + gaps.joined(separator: "; ")
    }
}
