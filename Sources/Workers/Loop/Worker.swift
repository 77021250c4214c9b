internal import Domain
package import Logging
package import Store
internal import Synchronization

/// One kind of durable job and the function that does it.
package struct Worker: Sendable {
    package let kind: JobKind
    /// Jobs claimed at a time.
    let batch: Int
    let leaseSeconds: Int64
    /// Does the work that `key` names. It must be idempotent.
    let perform: @Sendable (_ key: String) async throws -> Void
    let logger: Logger

    package init(
        kind: JobKind, batch: Int = 16, leaseSeconds: Int64 = 60, logger: Logger = Logger(label: "sushai"),
        perform: @escaping @Sendable (_ key: String) async throws -> Void
    ) {
        self.kind = kind
        self.batch = batch
        self.leaseSeconds = leaseSeconds
        self.perform = perform
        var logger = logger
        logger[metadataKey: "kind"] = "\(kind.rawValue)"
        self.logger = logger
    }
}

extension Worker {
    /// A job whose process crashes is claimed again when its lease ends, this number of times at most.
    private static let mostClaims = 20
}

/// The result of one round of a worker.
package struct WorkSummary: Hashable, Sendable {
    package let kind: JobKind
    package var done: [String] = []
    /// Failed jobs that will be tried again, with the reason.
    package var retried: [String: String] = [:]
    /// Jobs set aside, with the reason.
    package var dead: [String: String] = [:]

    package var isEmpty: Bool {
        done.isEmpty && retried.isEmpty && dead.isEmpty
    }
}

extension Worker {
    /// Claims the due jobs and does them. One failing job does not stop the batch.
    ///
    /// - Parameter key: only this job.
    package func runOnce(
        _ store: Store, key: String? = nil, limit: Int? = nil
    ) async throws -> WorkSummary {
        let jobs = try await store.claim(kind, key: key, limit: limit ?? batch, leaseSeconds: leaseSeconds)
        guard !jobs.isEmpty else { return WorkSummary(kind: kind) }
        logger.debug("jobs claimed", metadata: ["jobs": "\(jobs.map { "\($0.key)" }.joined(separator: " "))"])
        let held = HeldJobs(jobs)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await renew(held, store) }
            defer { group.cancelAll() }
            return try await work(through: jobs, held, store)
        }
    }

    private func work(through jobs: [ClaimedJob], _ held: HeldJobs, _ store: Store) async throws -> WorkSummary {
        var summary = WorkSummary(kind: kind)
        for job in jobs {
            // Its lease was lost before it began: another process does it.
            guard held.holds(job) else { continue }
            defer { held.release(job) }
            let begun = ContinuousClock.now
            do {
                guard job.attempts <= Self.mostClaims else {
                    throw PermanentFailure(
                        "claimed \(job.attempts - 1) times and never finished; the worker crashed each time")
                }
                try await perform(job.key)
                try await store.complete([job])
                summary.done.append(job.key)
                logger.info("job done", metadata: ["key": "\(job.key)", "ms": "\(begun.milliseconds)"])
            } catch is CancellationError {
                // Its lease ends, and it is claimed again.
                throw CancellationError()
            } catch {
                try await settle(job, error, store, &summary)
            }
        }
        return summary
    }

    private func settle(
        _ job: ClaimedJob, _ error: any Error, _ store: Store, _ summary: inout WorkSummary
    ) async throws {
        let failure = JobRetry().decide(error, attempts: job.attempts, now: store.clock.now(), random: store.random)
        try await store.fail(job, failure)
        switch failure {
        case .retry(let moment, let text):
            summary.retried[job.key] = text
            logger.warning(
                "job failed and will be tried again",
                metadata: [
                    "key": "\(job.key)", "attempt": "\(job.attempts)", "at": "\(moment.utc)", "error": "\(text)",
                ])
        case .dead(let text):
            summary.dead[job.key] = text
            logger.error(
                "job set aside",
                metadata: [
                    "job": "\(job.id)", "key": "\(job.key)", "attempt": "\(job.attempts)", "error": "\(text)",
                ])
        }
    }

    /// Renews the leases of all jobs that are not done, until it is cancelled.
    ///
    /// A lost lease does not stop the running work: it is idempotent, and its completion has no effect.
    private func renew(_ held: HeldJobs, _ store: Store) async {
        while true {
            do {
                try await Task.sleep(for: Duration.seconds(leaseSeconds) / 3)
            } catch {
                return
            }
            let jobs = held.all
            // If the store does not answer now, the next try is soon enough: two thirds of the lease are left.
            guard let still = try? await store.extend(jobs, leaseSeconds: leaseSeconds) else { continue }
            held.keep(still, of: jobs)
            if still.count < jobs.count {
                logger.warning("leases lost", metadata: ["jobs": "\(jobs.count - still.count)"])
            }
        }
    }
}

/// The jobs of a batch that this process holds and has not done yet.
private final class HeldJobs: Sendable {
    private let jobs: Mutex<[Int64: ClaimedJob]>

    init(_ jobs: [ClaimedJob]) {
        self.jobs = Mutex(Dictionary(uniqueKeysWithValues: jobs.map { ($0.id, $0) }))
    }

    var all: [ClaimedJob] {
        jobs.withLock { $0.values.sorted { $0.id < $1.id } }
    }

    func holds(_ job: ClaimedJob) -> Bool {
        jobs.withLock { $0[job.id] != nil }
    }

    func release(_ job: ClaimedJob) {
        jobs.withLock { _ = $0.removeValue(forKey: job.id) }
    }

    /// Removes the jobs of `asked` that are not in `still`.
    func keep(_ still: [ClaimedJob], of asked: [ClaimedJob]) {
        let lost = Set(asked.map(\.id)).subtracting(still.map(\.id))
        jobs.withLock { jobs in for id in lost { jobs[id] = nil } }
    }
}

extension ContinuousClock.Instant {
    /// Milliseconds since this moment.
    var milliseconds: Int64 {
        Int64(duration(to: .now) / .milliseconds(1))
    }
}
