internal import Domain
internal import GRDB

extension Database {
    /// Removes the bytes of up to `limit` records that were read before `since`. The record, its reason and the hash of its
    /// bytes stay.
    func removeQuarantine(before since: Timestamp, limit: Int) throws -> Removal {
        var removal = Removal()
        let rows = try all(
            """
            SELECT * FROM quarantine WHERE resolvedAt < $1 AND length(bytes) + length(context) > 0 ORDER BY id LIMIT $2
            """, since.milliseconds, limit)
        // The rows are written again: SQLite does not give back the space of a row that becomes shorter.
        for row in rows {
            try run("DELETE FROM quarantine WHERE id = $1", row["id"] as Int64)
            removal.add(bytes: Int64((row["bytes"] as Blob).bytes.count + (row["context"] as Blob).bytes.count))
        }
        for row in rows {
            try run(
                """
                INSERT INTO quarantine (id, pullId, query, page, place, code, field, detail, bytes, bytesHash, createdAt,
                    context, resolvedAt, resolvedRule, crawler)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $9, $12, $13, $14)
                """,
                row["id"] as Int64, row["pullId"] as Int64, row["query"] as String, row["page"] as Int64,
                row["place"] as String, row["code"] as String, row["field"] as String?, row["detail"] as String,
                Blob([]),
                row["bytesHash"] as String, row["createdAt"] as Int64, row["resolvedAt"] as Int64,
                row["resolvedRule"] as String?, row["crawler"] as String?)
        }
        return removal
    }
}
