package import Domain
internal import GRDB

/// A job as an operator sees it.
package struct JobRow: Hashable, Sendable {
    package let id: Int64
    package let kind: JobKind
    /// The stored key. It is a text because the key of a dead job can be unreadable.
    package let key: String
    package let state: JobState
    package let attempts: Int
    package let runAfter: Timestamp
    /// The end of the lease; nil if no process has claimed the job.
    package let leaseUntil: Timestamp?
    /// Why the last try failed.
    package let lastError: JobError?
}

extension Store {
    /// Jobs in the given state, oldest first.
    package func jobs(state: JobState, limit: Int) async throws -> [JobRow] {
        try await read { database in
            try database.all("SELECT * FROM job WHERE state = $1 ORDER BY id LIMIT $2", state.rawValue, limit).map {
                row in
                let detail: String? = row["lastError"]
                return JobRow(
                    id: row["id"], kind: try row.word("kind"), key: row["key"], state: try row.word("state"),
                    attempts: row["attempts"], runAfter: row.moment("runAfter"),
                    leaseUntil: row.optionalMoment("leaseUntil"),
                    lastError: try detail.map { JobError(try row.word("lastFault"), $0) })
            }
        }
    }

    /// How many jobs of each kind are due or running, for the metrics.
    package func queueDepth() async throws -> [String: Int] {
        try await read { database in
            let rows = try database.all(
                "SELECT kind, COUNT(*) AS waiting FROM job WHERE state IN ('queued', 'running') GROUP BY kind")
            return Dictionary(uniqueKeysWithValues: rows.map { ($0["kind"] as String, $0["waiting"] as Int) })
        }
    }
}
