internal import Domain
package import Store
internal import Synchronization

/// One kind of durable work and how it is done.
package struct Worker: Sendable {
    package let kind: JobKind
    /// Jobs claimed at a time.
    let batch: Int
    let leaseSeconds: Int64
    /// Does the work that `key` names. Doing it twice must leave the same as doing it once.
    let perform: @Sendable (_ key: String) async throws -> Void

    package init(
        kind: JobKind, batch: Int = 16, leaseSeconds: Int64 = 60,
        perform: @escaping @Sendable (_ key: String) async throws -> Void
    ) {
        self.kind = kind
        self.batch = batch
        self.leaseSeconds = leaseSeconds
        self.perform = perform
    }
}

extension Worker {
    /// A job that takes its process down comes back when its lease ends; it must not do so for ever.
    private static let mostClaims = 20
}

/// What one round of a worker did.
package struct WorkSummary: Hashable, Sendable {
    package let kind: JobKind
    package var done: [String] = []
    /// Jobs that failed and will be tried again, with the reason.
    package var retried: [String: String] = [:]
    /// Jobs set aside, with the reason.
    package var dead: [String: String] = [:]

    package var isEmpty: Bool {
        done.isEmpty && retried.isEmpty && dead.isEmpty
    }
}

extension Worker {
    /// Claims what is due and does it. One bad job never stops the batch.
    ///
    /// - Parameter key: that job alone, when given.
    package func runOnce(
        _ store: Store, key: String? = nil, limit: Int? = nil
    ) async throws -> WorkSummary {
        let jobs = try await store.claim(kind, key: key, limit: limit ?? batch, leaseSeconds: leaseSeconds)
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
            // Lost before it was begun: somebody else does it.
            guard held.holds(job) else { continue }
            defer { held.letGo(job) }
            do {
                guard job.attempts <= Self.mostClaims else {
                    throw PermanentFailure(
                        "claimed \(job.attempts - 1) times and never finished; whoever held it died with it")
                }
                try await perform(job.key)
                try await store.complete([job])
                summary.done.append(job.key)
            } catch is CancellationError {
                // The lease ends by itself, and the job comes back.
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
        case .retry(_, let text): summary.retried[job.key] = text
        case .dead(let text): summary.dead[job.key] = text
        }
    }

    /// Renews the leases of all that is not done yet, the jobs that wait for their turn included, until it is cancelled.
    ///
    /// A lost lease does not stop the work under way: it is idempotent, and its completion will have no effect.
    private func renew(_ held: HeldJobs, _ store: Store) async {
        while true {
            do {
                try await Task.sleep(for: Duration.seconds(leaseSeconds) / 3)
            } catch {
                return
            }
            let jobs = held.all
            // A store that does not answer for a moment is asked again; the lease has two thirds of its time left.
            guard let still = try? await store.extend(jobs, leaseSeconds: leaseSeconds) else { continue }
            held.keep(still, of: jobs)
        }
    }
}

/// The jobs of a batch that this process holds and has not done.
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

    func letGo(_ job: ClaimedJob) {
        jobs.withLock { _ = $0.removeValue(forKey: job.id) }
    }

    /// Of the jobs that were asked for, these are still held; what was done meanwhile stays done.
    func keep(_ still: [ClaimedJob], of asked: [ClaimedJob]) {
        let lost = Set(asked.map(\.id)).subtracting(still.map(\.id))
        jobs.withLock { jobs in for id in lost { jobs[id] = nil } }
    }
}
