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
            ).map { try $0.alert }
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

extension Row {
    /// A row of `alert`.
    var alert: AlertRow {
        get throws {
            AlertRow(
                id: self["id"], kind: try word("kind"), subject: self["subject"], message: self["message"],
                raisedAt: moment("raisedAt"), resolvedAt: optionalMoment("resolvedAt"), resolvedBy: self["resolvedBy"])
        }
    }
}
