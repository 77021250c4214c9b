package import Domain
internal import GRDB

extension Store {
    /// Stores a request for an action on many rows, and queues its job. The same form sent twice returns the first
    /// request.
    package func requestBulk(_ request: BulkRequest, by actor: Actor) async throws -> (id: Int64, isNew: Bool) {
        try await write { database, now in
            if let known = try database.first(
                "SELECT id, requestedBy FROM bulkAction WHERE key = $1", request.key)
            {
                guard known["requestedBy"] == actor.text else { throw StoreError.notFound("bulk action") }
                return (known["id"], false)
            }
            let id = try database.insert(request, by: actor, at: now)
            try database.enqueue(.bulk(id), at: now)
            try database.append(
                .bulkRequested, by: actor, on: "bulk:\(id)",
                [
                    "page": request.page, "action": request.action, "reason": request.reason ?? "",
                    "query": request.selection.query ?? "", "expected": String(request.expected),
                ], at: now)
            return (id, true)
        }
    }
}

extension Database {
    fileprivate func insert(_ request: BulkRequest, by actor: Actor, at now: Timestamp) throws -> Int64 {
        let id = try value(
            """
            INSERT INTO bulkAction (page, action, reason, query, moment, expected, key, requestedBy, requestedAt)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id
            """,
            request.page, request.action, request.reason, request.selection.query, request.moment.milliseconds,
            request.expected, request.key, actor.text, now.milliseconds)
        if case .rows(let rows) = request.selection {
            for row in rows {
                try run(
                    """
                    INSERT INTO bulkRow (bulkId, subject, seen) VALUES ($1, $2, $3)
                    ON CONFLICT (bulkId, subject) DO NOTHING
                    """, id, row.subject, row.seen)
            }
        }
        return id
    }
}

extension BulkSelection {
    /// The stored conditions; nil for chosen rows.
    fileprivate var query: String? {
        switch self {
        case .rows: nil
        case .all(let items): items.text
        }
    }
}
