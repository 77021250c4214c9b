package import Domain
internal import GRDB

/// An alert that stands, or stood.
package struct AlertRow: Hashable, Sendable {
    package let id: Int64
    package let kind: AlertKind
    /// What it is about: `crawler:taobao-top`, `pull:17`.
    package let subject: String
    package let message: String
    package let raisedAt: Timestamp
    package let resolvedAt: Timestamp?
    package let resolvedBy: String?
}

extension Store {
    /// Raises an alert. The same alert again, while the first stands, changes its message at most.
    package func raise(_ kind: AlertKind, on subject: String, _ message: String) async throws {
        try await write { try $0.raise(kind, on: subject, message, by: .worker("pull"), at: $1) }
    }

    /// Ends an alert by its cause: nothing where none stands.
    package func settle(_ kind: AlertKind, on subject: String) async throws {
        try await write { try $0.settleAlert(kind, on: subject, at: $1) }
    }

    /// A person ends an alert.
    package func resolveAlert(_ id: Int64, by actor: Actor) async throws {
        try await write { database, now in
            let changed = try database.change(
                "UPDATE alert SET resolvedAt = $1, resolvedBy = $2 WHERE id = $3 AND resolvedAt IS NULL",
                now.milliseconds, actor.name, id)
            guard changed == 1 else { throw StoreError.notFound("standing alert \(id)") }
            try database.append("alert.resolved", by: actor, on: "alert:\(id)", at: now)
        }
    }

    /// Alerts, latest first.
    package func alerts(standingOnly: Bool, limit: Int) async throws -> [AlertRow] {
        try await read { database in
            try database.all(
                """
                SELECT * FROM alert WHERE (CAST($1 AS BIGINT) = 0 OR resolvedAt IS NULL) ORDER BY id DESC LIMIT $2
                """, standingOnly ? 1 : 0, limit
            ).map { row in
                AlertRow(
                    id: row["id"], kind: try row.word("kind"), subject: row["subject"], message: row["message"],
                    raisedAt: row.moment("raisedAt"), resolvedAt: row.optionalMoment("resolvedAt"),
                    resolvedBy: row["resolvedBy"])
            }
        }
    }

    /// How many alerts of each kind stand, for the metrics.
    package func standingAlerts() async throws -> [String: Int] {
        try await read { database in
            let rows = try database.all(
                "SELECT kind, COUNT(*) AS standing FROM alert WHERE resolvedAt IS NULL GROUP BY kind")
            return Dictionary(uniqueKeysWithValues: rows.map { ($0["kind"] as String, $0["standing"] as Int) })
        }
    }
}

extension Database {
    func raise(
        _ kind: AlertKind, on subject: String, _ message: String, by actor: Actor, at now: Timestamp
    ) throws {
        let standing = try first(
            "SELECT id FROM alert WHERE kind = $1 AND subject = $2 AND resolvedAt IS NULL", kind.rawValue, subject)
        if let standing {
            let id: Int64 = standing["id"]
            return try run("UPDATE alert SET message = $1 WHERE id = $2", message, id)
        }
        let id = try value(
            "INSERT INTO alert (kind, subject, message, raisedAt) VALUES ($1, $2, $3, $4) RETURNING id",
            kind.rawValue, subject, message, now.milliseconds)
        try append(
            "alert.raised", by: actor, on: "alert:\(id)",
            ["kind": kind.rawValue, "subject": subject, "message": message], at: now)
    }

    func settleAlert(_ kind: AlertKind, on subject: String, by actor: Actor = .worker("pull"), at now: Timestamp) throws
    {
        let rows = try all(
            """
            UPDATE alert SET resolvedAt = $1, resolvedBy = $2
            WHERE kind = $3 AND subject = $4 AND resolvedAt IS NULL RETURNING id
            """, now.milliseconds, actor.name, kind.rawValue, subject)
        for row in rows {
            let id: Int64 = row["id"]
            try append("alert.resolved", by: actor, on: "alert:\(id)", at: now)
        }
    }
}
