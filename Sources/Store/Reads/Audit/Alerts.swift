package import Domain
internal import GRDB

/// An alert, open or resolved.
package struct AlertRow: Hashable, Sendable {
    package let id: Int64
    package let kind: AlertKind
    /// The subject of the alert: `crawler:taobao-top`, `pull:17`.
    package let subject: String
    package let message: String
    package let raisedAt: Timestamp
    package let resolvedAt: Timestamp?
    package let resolvedBy: String?
}

extension Store {
    /// Alerts, newest first.
    package func alerts(openOnly: Bool, limit: Int) async throws -> [AlertRow] {
        try await read { database in
            try database.all(
                """
                SELECT * FROM alert WHERE (CAST($1 AS BIGINT) = 0 OR resolvedAt IS NULL) ORDER BY id DESC LIMIT $2
                """, openOnly ? 1 : 0, limit
            ).map { row in
                AlertRow(
                    id: row["id"], kind: try row.word("kind"), subject: row["subject"], message: row["message"],
                    raisedAt: row.moment("raisedAt"), resolvedAt: row.optionalMoment("resolvedAt"),
                    resolvedBy: row["resolvedBy"])
            }
        }
    }

    /// The number of open alerts of each kind, for the metrics.
    package func openAlerts() async throws -> [String: Int] {
        try await read { database in
            let rows = try database.all(
                "SELECT kind, COUNT(*) AS standing FROM alert WHERE resolvedAt IS NULL GROUP BY kind")
            return Dictionary(uniqueKeysWithValues: rows.map { ($0["kind"] as String, $0["standing"] as Int) })
        }
    }
}
