package import Domain
internal import GRDB

/// A job as an operator sees it.
package struct JobRow: Hashable, Sendable {
    package let id: Int64
    package let kind: String
    package let key: String
    package let state: String
    package let attempts: Int
    package let runAfter: Timestamp
    /// Until when a process holds it; nil where none does.
    package let leaseUntil: Timestamp?
    package let lastError: String?
}

/// A token without its text.
package struct TokenRow: Hashable, Sendable {
    package let id: Int64
    package let principal: Principal
    package let createdAt: Timestamp
    package let isRevoked: Bool
}

extension Store {
    /// Jobs in the given state, oldest first.
    package func jobs(state: String, limit: Int) async throws -> [JobRow] {
        try await read { database in
            try database.all("SELECT * FROM job WHERE state = $1 ORDER BY id LIMIT $2", state, limit).map { row in
                JobRow(
                    id: row["id"], kind: row["kind"], key: row["key"], state: row["state"], attempts: row["attempts"],
                    runAfter: row.moment("runAfter"), leaseUntil: row.optionalMoment("leaseUntil"),
                    lastError: row["lastError"])
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

    package func tokens() async throws -> [TokenRow] {
        try await read { database in
            try database.all("SELECT * FROM token ORDER BY id").map { row in
                TokenRow(
                    id: row["id"], principal: try Principal(row: row),
                    createdAt: row.moment("createdAt"), isRevoked: row.optionalMoment("revokedAt") != nil)
            }
        }
    }
}
