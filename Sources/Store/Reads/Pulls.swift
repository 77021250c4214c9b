package import Domain
internal import GRDB

/// One pull, as an operator sees it.
package struct PullRow: Hashable, Sendable {
    package let id: Int64
    package let crawler: String
    package let slot: Timestamp
    package let pages: Int
    package let listings: Int
    package let repeated: Int
    package let quarantined: Int
    package let flags: Int
    package let isComplete: Bool
    package let isScreened: Bool
}

/// A record set aside.
package struct QuarantineRow: Hashable, Sendable {
    package let id: Int64
    package let crawler: String
    package let query: String
    package let page: Int
    package let place: String
    package let code: String
    package let field: String?
    package let detail: String
    package let size: Int
    package let createdAt: Timestamp
}

extension Store {
    /// Pulls, latest first.
    package func pulls(limit: Int) async throws -> [PullRow] {
        try await read { database in
            try database.all(
                """
                SELECT p.id, p.crawler, p.slot, p.completedAt, p.screenedAt,
                    (SELECT COUNT(*) FROM pullPage g WHERE g.pullId = p.id) AS pages,
                    (SELECT COALESCE(SUM(g.listings), 0) FROM pullPage g WHERE g.pullId = p.id) AS listings,
                    (SELECT COALESCE(SUM(g.repeated), 0) FROM pullPage g WHERE g.pullId = p.id) AS repeated,
                    (SELECT COUNT(*) FROM quarantine q WHERE q.pullId = p.id) AS quarantined,
                    (SELECT COUNT(*) FROM flag f JOIN listingSnapshot s ON s.id = f.snapshotId
                     WHERE s.pullId = p.id) AS flags
                FROM pull p ORDER BY p.slot DESC, p.id DESC LIMIT $1
                """, limit
            ).map { row in
                PullRow(
                    id: row["id"], crawler: row["crawler"], slot: row.moment("slot"), pages: row["pages"],
                    listings: row["listings"], repeated: row["repeated"], quarantined: row["quarantined"],
                    flags: row["flags"], isComplete: row.optionalMoment("completedAt") != nil,
                    isScreened: row.optionalMoment("screenedAt") != nil)
            }
        }
    }

    /// Records in quarantine, latest first.
    package func quarantine(limit: Int) async throws -> [QuarantineRow] {
        try await read { database in
            try database.all(
                """
                SELECT q.id, p.crawler, q.query, q.page, q.place, q.code, q.field, q.detail, length(q.bytes) AS size,
                    q.createdAt
                FROM quarantine q JOIN pull p ON p.id = q.pullId ORDER BY q.id DESC LIMIT $1
                """, limit
            ).map { row in
                QuarantineRow(
                    id: row["id"], crawler: row["crawler"], query: row["query"], page: row["page"],
                    place: row["place"], code: row["code"], field: row["field"], detail: row["detail"],
                    size: row["size"], createdAt: row.moment("createdAt"))
            }
        }
    }

    /// The bytes of a quarantined record, as they arrived.
    package func quarantinedBytes(_ id: Int64) async throws -> [UInt8] {
        try await read { database in
            guard let row = try database.first("SELECT bytes FROM quarantine WHERE id = $1", id) else {
                throw StoreError.notFound("quarantined record \(id)")
            }
            return (row["bytes"] as Blob).bytes
        }
    }
}
