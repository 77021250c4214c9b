package import Domain
internal import GRDB

extension Database {
    /// Puts work into the queue, in the transaction of the fact that causes it. The same key twice is one job.
    func enqueue(_ kind: JobKind, key: String, runAfter: Timestamp? = nil, at moment: Timestamp) throws {
        try run(
            """
            INSERT INTO job (kind, key, state, runAfter, createdAt, updatedAt) VALUES ($1, $2, 'queued', $3, $4, $4)
            ON CONFLICT (kind, key) DO NOTHING
            """,
            kind.rawValue, key, (runAfter ?? moment).milliseconds, moment.milliseconds)
    }
}

extension Database {
    /// Makes work due again that was done or given up; work that waits or is under way stays as it is.
    func requeue(_ kind: JobKind, key: String, at moment: Timestamp) throws {
        try enqueue(kind, key: key, at: moment)
        try run(
            """
            UPDATE job SET state = 'queued', attempts = 0, runAfter = $1, updatedAt = $1
            WHERE kind = $2 AND key = $3 AND state IN ('done', 'dead')
            """, moment.milliseconds, kind.rawValue, key)
    }

    /// Marks waiting work as done, in the transaction that did it: a person may do by hand what a worker would have
    /// done. Work that a worker holds is that worker's to complete.
    func settle(_ kind: JobKind, key: String, at moment: Timestamp) throws {
        try run(
            "UPDATE job SET state = 'done', updatedAt = $1 WHERE kind = $2 AND key = $3 AND state = 'queued'",
            moment.milliseconds, kind.rawValue, key)
    }
}

/// The durable queue. Work is claimed in batches under a lease; what a dead process held comes back when its lease ends.
extension Store {
    /// Puts work into the queue that no fact of the store causes: a snapshot that the calendar makes due.
    package func enqueue(_ kind: JobKind, key: String) async throws {
        try await write { try $0.enqueue(kind, key: key, at: $1) }
    }

    /// Claims up to `limit` due jobs of `kind`, the longest due first; with `key`, that job alone.
    package func claim(
        _ kind: JobKind, key: String? = nil, limit: Int, leaseSeconds: Int64
    ) async throws -> [ClaimedJob] {
        try await write { database, now in
            let lease = now.adding(seconds: leaseSeconds)
            let rows =
                if let key {
                    try database.all(
                        JobClaim.one, lease.milliseconds, now.milliseconds, kind.rawValue, limit, key)
                } else {
                    try database.all(JobClaim.due, lease.milliseconds, now.milliseconds, kind.rawValue, limit)
                }
            return rows.map {
                ClaimedJob(
                    id: $0["id"], kind: kind, key: $0["key"], attempts: $0["attempts"], fence: $0["fence"],
                    leaseUntil: lease)
            }
            .sorted { $0.id < $1.id }
        }
    }

    /// Holds `jobs` longer. Gives those that are still held.
    package func extend(_ jobs: [ClaimedJob], leaseSeconds: Int64) async throws -> [ClaimedJob] {
        try await write { database, now in
            let lease = now.adding(seconds: leaseSeconds)
            return try jobs.compactMap { job in
                let held = try database.change(
                    "UPDATE job SET leaseUntil = $1, updatedAt = $2 WHERE id = $3 AND fence = $4 AND state = 'running'",
                    lease.milliseconds, now.milliseconds, job.id, job.fence)
                guard held == 1 else { return nil }
                return ClaimedJob(
                    id: job.id, kind: job.kind, key: job.key, attempts: job.attempts, fence: job.fence,
                    leaseUntil: lease)
            }
        }
    }

    /// Marks `jobs` as done. Gives how many of them this process still held.
    @discardableResult
    package func complete(_ jobs: [ClaimedJob]) async throws -> Int {
        try await write { database, now in
            try jobs.reduce(0) { count, job in
                try count
                    + database.change(
                        """
                        UPDATE job SET state = 'done', leaseUntil = NULL, lastError = NULL, updatedAt = $1
                        WHERE id = $2 AND fence = $3 AND state = 'running'
                        """,
                        now.milliseconds, job.id, job.fence)
            }
        }
    }

    /// Records why `job` failed, and what becomes of it. A job given up is an event.
    package func fail(_ job: ClaimedJob, _ failure: JobFailure) async throws {
        try await write { database, now in
            switch failure {
            case .retry(let moment, let error):
                _ = try database.change(
                    """
                    UPDATE job SET state = 'queued', leaseUntil = NULL, runAfter = $1, lastError = $2, updatedAt = $3
                    WHERE id = $4 AND fence = $5 AND state = 'running'
                    """,
                    moment.milliseconds, error, now.milliseconds, job.id, job.fence)
            case .dead(let error):
                let changed = try database.change(
                    """
                    UPDATE job SET state = 'dead', leaseUntil = NULL, lastError = $1, updatedAt = $2
                    WHERE id = $3 AND fence = $4 AND state = 'running'
                    """,
                    error, now.milliseconds, job.id, job.fence)
                guard changed == 1 else { return }
                try database.append(
                    "job.dead", by: .worker(job.kind.rawValue), on: "job:\(job.id)",
                    ["kind": job.kind.rawValue, "key": job.key, "attempts": String(job.attempts), "error": error],
                    at: now)
            }
        }
    }

    /// Puts a dead job back into the queue, with its tries forgotten.
    package func revive(job id: Int64, by actor: Actor) async throws {
        try await write { database, now in
            let changed = try database.change(
                """
                UPDATE job SET state = 'queued', attempts = 0, runAfter = $1, updatedAt = $1
                WHERE id = $2 AND state = 'dead'
                """,
                now.milliseconds, id)
            guard changed == 1 else { throw StoreError.notFound("dead job \(id)") }
            try database.append("job.revived", by: actor, on: "job:\(id)", at: now)
        }
    }
}

/// The statements that claim work. Each half looks into its own stretch of the index `jobDue`, so that what was ever done
/// costs nothing.
enum JobClaim {
    static let due: PortableSQL = """
        UPDATE job SET state = 'running', attempts = attempts + 1, fence = fence + 1, leaseUntil = $1, updatedAt = $2
        WHERE id IN (
            SELECT id FROM (
                SELECT id, runAfter FROM job WHERE kind = $3 AND state = 'queued' AND runAfter <= $2
                UNION ALL
                SELECT id, runAfter FROM job WHERE kind = $3 AND state = 'running' AND leaseUntil <= $2
                ORDER BY runAfter, id LIMIT $4
            ) AS claimable)
        RETURNING id, key, attempts, fence
        """

    static let one: PortableSQL = """
        UPDATE job SET state = 'running', attempts = attempts + 1, fence = fence + 1, leaseUntil = $1, updatedAt = $2
        WHERE id IN (
            SELECT id FROM job WHERE kind = $3 AND key = $5
                AND ((state = 'queued' AND runAfter <= $2) OR (state = 'running' AND leaseUntil <= $2))
            LIMIT $4)
        RETURNING id, key, attempts, fence
        """
}
