internal import Domain
package import Store
internal import Synchronization

/// The worker of one kind of job.
package struct Worker: Sendable {
    package let kind: JobKind
    /// The maximum number of jobs of one claim.
    let batch: Int
    let leaseSeconds: Int64
    /// Does the work of one job. Doing it twice must have the effect of doing it once.
    let perform: @Sendable (JobKey) async throws -> Void

    package init(
        kind: JobKind, batch: Int = 16, leaseSeconds: Int64 = 60,
        perform: @escaping @Sendable (JobKey) async throws -> Void
    ) {
        self.kind = kind
        self.batch = batch
        self.leaseSeconds = leaseSeconds
        self.perform = perform
    }
}

extension Worker {
    /// A job whose process crashes becomes due again at the end of the lease, but not without end.
    private static let maximumClaims = 20
}

/// What one round of a worker did.
package struct WorkSummary: Hashable, Sendable {
    package let kind: JobKind
    package var done: [JobKey] = []
    /// Jobs that failed and are tried again.
    package var retried: [JobKey: JobError] = [:]
    /// Jobs that failed for good.
    package var dead: [JobKey: JobError] = [:]

    package var isEmpty: Bool {
        done.isEmpty && retried.isEmpty && dead.isEmpty
    }
}

extension Worker {
    /// Claims jobs that are due and does them. A job that fails never stops the others.
    ///
    /// - Parameter key: claims this job only.
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
            // The lease ended before the job was started: another process does it.
            guard held.holds(job) else { continue }
            defer { held.remove(job) }
            do {
                guard job.attempts <= Self.maximumClaims else {
                    throw PermanentFailure(
                        "claimed \(job.attempts - 1) times and never finished: the worker crashed each time", .crashed)
                }
                try await perform(job.key)
                try await store.complete([job])
                summary.done.append(job.key)
            } catch is CancellationError {
                // The job becomes due again at the end of its lease.
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
        case .retry(_, let error): summary.retried[job.key] = error
        case .dead(let error): summary.dead[job.key] = error
        }
    }

    /// Renews the leases of all jobs of the batch that are not done, until it is cancelled.
    ///
    /// A lost lease does not stop the current job: the job is idempotent, and its completion has no effect.
    private func renew(_ held: HeldJobs, _ store: Store) async {
        while true {
            do {
                try await Task.sleep(for: Duration.seconds(leaseSeconds) / 3)
            } catch {
                return
            }
            let jobs = held.all
            // If the store does not answer, it is asked again: two thirds of the lease are left.
            guard let still = try? await store.extend(jobs, leaseSeconds: leaseSeconds) else { continue }
            held.keep(still, of: jobs)
        }
    }
}

/// The unfinished jobs of a batch that this process holds.
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

    func remove(_ job: ClaimedJob) {
        jobs.withLock { _ = $0.removeValue(forKey: job.id) }
    }

    /// Keeps of the `asked` jobs those that are `still` held. Jobs finished meanwhile stay finished.
    func keep(_ still: [ClaimedJob], of asked: [ClaimedJob]) {
        let lost = Set(asked.map(\.id)).subtracting(still.map(\.id))
        jobs.withLock { jobs in for id in lost { jobs[id] = nil } }
    }
}
