internal import Domain
package import Logging
package import Store
internal import Synchronization

/// The worker of one kind of job.
package struct Worker: Sendable {
    package let kind: JobKind
    /// The maximum number of jobs of one claim.
    let batch: Int
    let leaseSeconds: Int64
    /// Does the work of one job. Doing it twice must have the same effect as doing it once.
    let perform: @Sendable (JobKey) async throws -> Void
    let logger: Logger

    package init(
        kind: JobKind, batch: Int = 16, leaseSeconds: Int64 = 60, logger: Logger = Logger(label: "sushai"),
        perform: @escaping @Sendable (JobKey) async throws -> Void
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
    /// If the process of a job crashes, the job becomes due again at the end of the lease. This is the maximum number
    /// of claims.
    private static let maximumClaims = 20
}

/// The result of one round of a worker.
package struct WorkSummary: Hashable, Sendable {
    package let kind: JobKind
    package var done: [JobKey] = []
    /// Jobs that failed and are tried again.
    package var retried: [JobKey: JobError] = [:]
    package var dead: [JobKey: JobError] = [:]

    package var isEmpty: Bool {
        done.isEmpty && retried.isEmpty && dead.isEmpty
    }
}

extension Worker {
    /// Claims due jobs and does them. A job that fails does not stop the others.
    ///
    /// - Parameter key: if given, claims only this job.
    package func runOnce(
        _ store: Store, only key: JobKey? = nil, limit: Int? = nil
    ) async throws -> WorkSummary {
        let jobs =
            if let key {
                try await store.claim(key, leaseSeconds: leaseSeconds)
            } else {
                try await store.claim(kind, limit: limit ?? batch, leaseSeconds: leaseSeconds)
            }
        guard !jobs.isEmpty else { return WorkSummary(kind: kind) }
        logger.debug("jobs claimed", metadata: ["jobs": "\(jobs.map(\.key.text).joined(separator: " "))"])
        let claimed = ClaimedJobs(jobs)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await renew(claimed, store) }
            defer { group.cancelAll() }
            return try await work(through: jobs, claimed, store)
        }
    }

    private func work(through jobs: [ClaimedJob], _ claimed: ClaimedJobs, _ store: Store) async throws -> WorkSummary {
        var summary = WorkSummary(kind: kind)
        for job in jobs {
            // The lease ended before the job was started, so another process does it.
            guard claimed.contains(job) else { continue }
            defer { claimed.remove(job) }
            let begun = ContinuousClock.now
            do {
                guard job.attempts <= Self.maximumClaims else {
                    throw PermanentFailure.unfinishedClaims(job.attempts - 1)
                }
                try await perform(job.key)
                try await store.complete([job])
                summary.done.append(job.key)
                logger.info("job done", metadata: ["key": "\(job.key.text)", "ms": "\(begun.milliseconds)"])
            } catch is CancellationError {
                // The job becomes due again at the end of its lease.
                throw CancellationError()
            } catch {
                try await recordFailure(of: job, error, store, &summary)
            }
        }
        return summary
    }

    private func recordFailure(
        of job: ClaimedJob, _ error: any Error, _ store: Store, _ summary: inout WorkSummary
    ) async throws {
        let failure = JobRetry().decide(error, attempts: job.attempts, now: store.clock.now(), random: store.random)
        try await store.fail(job, failure)
        switch failure {
        case .retry(let moment, let reason):
            summary.retried[job.key] = reason
            logger.warning(
                "job failed and will be tried again",
                metadata: [
                    "key": "\(job.key.text)", "attempt": "\(job.attempts)", "at": "\(moment.utc)",
                    "fault": "\(reason.fault.rawValue)", "error": "\(error)",
                ])
        case .dead(let reason):
            summary.dead[job.key] = reason
            logger.error(
                "job set aside",
                metadata: [
                    "job": "\(job.id)", "key": "\(job.key.text)", "attempt": "\(job.attempts)",
                    "fault": "\(reason.fault.rawValue)", "error": "\(error)",
                ])
        }
    }

    /// Renews the leases of all unfinished jobs of the batch, until it is cancelled.
    ///
    /// If a lease is lost, the current job is not stopped: the job is idempotent, and its completion has no effect.
    private func renew(_ claimed: ClaimedJobs, _ store: Store) async {
        while true {
            do {
                try await Task.sleep(for: Duration.seconds(leaseSeconds) / 3)
            } catch {
                return
            }
            let jobs = claimed.all
            // If the store does not respond, the next round tries again: two thirds of the lease are left.
            guard let renewed = try? await store.extend(jobs, leaseSeconds: leaseSeconds) else { continue }
            claimed.removeLost(of: jobs, renewed: renewed)
            if renewed.count < jobs.count {
                logger.warning("leases lost", metadata: ["jobs": "\(jobs.count - renewed.count)"])
            }
        }
    }
}

/// The unfinished jobs of a batch whose leases this process has.
private final class ClaimedJobs: Sendable {
    private let jobs: Mutex<[Int64: ClaimedJob]>

    init(_ jobs: [ClaimedJob]) {
        self.jobs = Mutex(Dictionary(uniqueKeysWithValues: jobs.map { ($0.id, $0) }))
    }

    var all: [ClaimedJob] {
        jobs.withLock { $0.values.sorted { $0.id < $1.id } }
    }

    func contains(_ job: ClaimedJob) -> Bool {
        jobs.withLock { $0[job.id] != nil }
    }

    func remove(_ job: ClaimedJob) {
        jobs.withLock { _ = $0.removeValue(forKey: job.id) }
    }

    /// Removes the jobs of `batch` that are not in `renewed`. A job that was finished in the meantime stays finished.
    func removeLost(of batch: [ClaimedJob], renewed: [ClaimedJob]) {
        let lost = Set(batch.map(\.id)).subtracting(renewed.map(\.id))
        jobs.withLock { jobs in for id in lost { jobs[id] = nil } }
    }
}

extension ContinuousClock.Instant {
    /// Milliseconds since this moment.
    var milliseconds: Int64 {
        Int64(duration(to: .now) / .milliseconds(1))
    }
}
