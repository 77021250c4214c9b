internal import Domain
internal import GRDB

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
            .alertRaised, by: actor, on: "alert:\(id)",
            ["kind": kind.rawValue, "subject": subject, "message": message], at: now)
    }

    func settleAlert(_ kind: AlertKind, on subject: String, by actor: Actor = .worker(.pull), at now: Timestamp) throws
    {
        let rows = try all(
            """
            UPDATE alert SET resolvedAt = $1, resolvedBy = $2
            WHERE kind = $3 AND subject = $4 AND resolvedAt IS NULL RETURNING id
            """, now.milliseconds, actor.text, kind.rawValue, subject)
        for row in rows {
            let id: Int64 = row["id"]
            try append(.alertResolved, by: actor, on: "alert:\(id)", at: now)
        }
    }
}
