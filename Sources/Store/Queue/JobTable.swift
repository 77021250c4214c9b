package import Domain
internal import GRDB

extension Database {
    /// Adds a job, in the transaction of the change that causes it. Does nothing if the key exists.
    func enqueue(_ key: JobKey, runAfter: Timestamp? = nil, at now: Timestamp) throws {
        try run(
            """
            INSERT INTO job (kind, key, state, runAfter, createdAt, updatedAt) VALUES ($1, $2, 'queued', $3, $4, $4)
            ON CONFLICT (kind, key) DO NOTHING
            """,
            key.kind.rawValue, key.text, (runAfter ?? now).milliseconds, now.milliseconds)
    }

    /// Makes a done or dead job due again. A queued or running job is not changed.
    func requeue(_ key: JobKey, at now: Timestamp) throws {
        try enqueue(key, at: now)
        try run(
            """
            UPDATE job SET state = 'queued', attempts = 0, runAfter = $1, updatedAt = $1
            WHERE kind = $2 AND key = $3 AND state IN ('done', 'dead')
            """, now.milliseconds, key.kind.rawValue, key.text)
    }

    /// Marks a queued job as done, in the transaction that did its work: a command can do the work of a worker. A
    /// running job is not changed, because its worker completes it.
    func markDone(_ key: JobKey, at now: Timestamp) throws {
        try run(
            "UPDATE job SET state = 'done', updatedAt = $1 WHERE kind = $2 AND key = $3 AND state = 'queued'",
            now.milliseconds, key.kind.rawValue, key.text)
    }

    func isRunning(_ key: JobKey) throws -> Bool {
        try value(
            "SELECT COUNT(*) FROM job WHERE kind = $1 AND key = $2 AND state = 'running'", key.kind.rawValue, key.text)
            > 0
    }
}

/// The durable queue. Jobs are claimed in batches under a lease; when a process dies, its jobs become due again at the end
/// of the lease.
extension Store {
    /// Adds a job that no change in the store causes, such as a pull that is due at a fixed time.
    package func enqueue(_ key: JobKey) async throws {
        try await write { try $0.enqueue(key, at: $1) }
    }

    /// Claims up to `limit` due jobs of `kind`, the longest due first. A job whose key cannot be read becomes dead.
    package func claim(_ kind: JobKind, limit: Int, leaseSeconds: Int64) async throws -> [ClaimedJob] {
        try await write { database, now in
            let lease = now.adding(seconds: leaseSeconds)
            let rows = try database.all(JobClaim.due, lease.milliseconds, now.milliseconds, kind.rawValue, limit)
            return try database.claimed(rows, kind, until: lease, at: now)
        }
    }

    /// Claims the job with this key, if it is due.
    package func claim(_ key: JobKey, leaseSeconds: Int64) async throws -> [ClaimedJob] {
        try await write { database, now in
            let lease = now.adding(seconds: leaseSeconds)
            let rows = try database.all(
                JobClaim.one, lease.milliseconds, now.milliseconds, key.kind.rawValue, key.text)
            return try database.claimed(rows, key.kind, until: lease, at: now)
        }
    }

    /// Extends the leases of `jobs`. Returns the jobs that this process still has.
    package func extend(_ jobs: [ClaimedJob], leaseSeconds: Int64) async throws -> [ClaimedJob] {
        try await write { database, now in
            let lease = now.adding(seconds: leaseSeconds)
            return try jobs.compactMap { job in
                let held = try database.change(
                    "UPDATE job SET leaseUntil = $1, updatedAt = $2 WHERE id = $3 AND fence = $4 AND state = 'running'",
                    lease.milliseconds, now.milliseconds, job.id, job.fence)
                guard held == 1 else { return nil }
                return ClaimedJob(
                    id: job.id, key: job.key, attempts: job.attempts, fence: job.fence, leaseUntil: lease)
            }
        }
    }

    /// Marks `jobs` as done. Returns the number of them that this process still had.
    @discardableResult
    package func complete(_ jobs: [ClaimedJob]) async throws -> Int {
        try await write { database, now in
            try jobs.reduce(0) { count, job in
                try count
                    + database.change(
                        """
                        UPDATE job SET state = 'done', leaseUntil = NULL, lastFault = NULL, lastError = NULL, updatedAt = $1
                        WHERE id = $2 AND fence = $3 AND state = 'running'
                        """,
                        now.milliseconds, job.id, job.fence)
            }
        }
    }

    /// Records why `job` failed and when it is tried again. If the job becomes dead, an event is written.
    package func fail(_ job: ClaimedJob, _ failure: JobFailure) async throws {
        try await write { database, now in
            switch failure {
            case .retry(let moment, let error):
                try database.run(
                    """
                    UPDATE job SET state = 'queued', leaseUntil = NULL, runAfter = $1, lastFault = $2, lastError = $3,
                        updatedAt = $4
                    WHERE id = $5 AND fence = $6 AND state = 'running'
                    """,
                    moment.milliseconds, error.fault.rawValue, error.detail, now.milliseconds, job.id, job.fence)
            case .dead(let error):
                try database.setAside(
                    job.id, fence: job.fence, job.key.kind, key: job.key.text, attempts: job.attempts, error, at: now)
            }
        }
    }

    /// Puts a dead job back into the queue and resets its number of tries.
    package func revive(job id: Int64, by actor: Actor) async throws {
        try await write { database, now in
            let changed = try database.change(
                """
                UPDATE job SET state = 'queued', attempts = 0, runAfter = $1, updatedAt = $1
                WHERE id = $2 AND state = 'dead'
                """,
                now.milliseconds, id)
            guard changed == 1 else { throw StoreError.notFound("dead job \(id)") }
            try database.append(.jobRevived, by: actor, on: "job:\(id)", at: now)
        }
    }
}

extension Database {
    /// The claimed rows of one kind. If the key of a row cannot be read, someone changed the row by hand, and the job
    /// becomes dead.
    fileprivate func claimed(
        _ rows: [Row], _ kind: JobKind, until lease: Timestamp, at now: Timestamp
    ) throws -> [ClaimedJob] {
        var jobs: [ClaimedJob] = []
        for row in rows {
            let text: String = row["key"]
            if let key = JobKey(kind, text: text) {
                jobs.append(
                    ClaimedJob(
                        id: row["id"], key: key, attempts: row["attempts"], fence: row["fence"], leaseUntil: lease))
            } else {
                try setAside(
                    row["id"], fence: row["fence"], kind, key: text, attempts: row["attempts"],
                    JobError(.unreadableKey, "“\(text)” is not a key of a \(kind.rawValue) job"), at: now)
            }
        }
        return jobs.sorted { $0.id < $1.id }
    }

    fileprivate func setAside(
        _ id: Int64, fence: Int64, _ kind: JobKind, key: String, attempts: Int, _ error: JobError, at now: Timestamp
    ) throws {
        let changed = try change(
            """
            UPDATE job SET state = 'dead', leaseUntil = NULL, lastFault = $1, lastError = $2, updatedAt = $3
            WHERE id = $4 AND fence = $5 AND state = 'running'
            """,
            error.fault.rawValue, error.detail, now.milliseconds, id, fence)
        guard changed == 1 else { return }
        try append(
            .jobDead, by: .worker(kind.worker), on: "job:\(id)",
            [
                "kind": kind.rawValue, "key": key, "attempts": String(attempts), "fault": error.fault.rawValue,
                "error": error.detail,
            ], at: now)
    }
}

/// The statements that claim jobs. Each half of the union uses its own range of the index `jobDue`, so that finished jobs
/// cost nothing.
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
            SELECT id FROM job WHERE kind = $3 AND key = $4
                AND ((state = 'queued' AND runAfter <= $2) OR (state = 'running' AND leaseUntil <= $2)))
        RETURNING id, key, attempts, fence
        """
}
