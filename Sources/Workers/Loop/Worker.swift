internal import Domain
package import Store

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
        var summary = WorkSummary(kind: kind)
        let jobs = try await store.claim(kind, key: key, limit: limit ?? batch, leaseSeconds: leaseSeconds)
        for job in jobs {
            do {
                guard job.attempts <= Self.mostClaims else {
                    throw NeedsAttention(
                        "claimed \(job.attempts - 1) times and never finished; whoever held it died with it")
                }
                try await holding(job, store) { try await perform(job.key) }
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

    /// Does `body` while the lease of `job` is renewed beside it.
    private func holding(
        _ job: ClaimedJob, _ store: Store, _ body: @escaping @Sendable () async throws -> Void
    ) async throws {
        let lease = leaseSeconds
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await body()
                return true
            }
            group.addTask {
                while true {
                    try await Task.sleep(for: .seconds(max(lease / 3, 1)))
                    guard try await !store.extend([job], leaseSeconds: lease).isEmpty else { return false }
                }
            }
            defer { group.cancelAll() }
            // A lost lease does not stop the work: it is idempotent, and its completion will have no effect.
            while let finished = try await group.next(), !finished {}
        }
    }
}
