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
    package let createdAt: Timestamp
    /// The time of the last change: for a dead job, since when it waits for a person.
    package let updatedAt: Timestamp
}

extension Store {
    /// Jobs in the given state, oldest first.
    package func jobs(state: JobState, limit: Int) async throws -> [JobRow] {
        try await read { database in
            try database.all("SELECT * FROM job WHERE state = $1 ORDER BY id LIMIT $2", state.rawValue, limit).map {
                try $0.job
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

extension Row {
    /// A row of `job`.
    var job: JobRow {
        get throws {
            let detail: String? = self["lastError"]
            return JobRow(
                id: self["id"], kind: try word("kind"), key: self["key"], state: try word("state"),
                attempts: self["attempts"], runAfter: moment("runAfter"), leaseUntil: optionalMoment("leaseUntil"),
                lastError: try detail.map { JobError(try word("lastFault"), $0) }, createdAt: moment("createdAt"),
                updatedAt: moment("updatedAt"))
        }
    }
}
