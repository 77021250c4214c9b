package import Domain
internal import GRDB

/// A quarantined record.
package struct QuarantineRow: Hashable, Sendable {
    package let id: Int64
    package let pull: Int64
    package let crawler: String
    package let query: String
    package let page: Int
    package let place: String
    package let code: String
    package let field: String?
    package let detail: String
    package let size: Int
    package let createdAt: Timestamp
    /// When it was read successfully and became a listing; nil if it is still unreadable.
    package let resolvedAt: Timestamp?
}

/// A selection of quarantined records.
package enum QuarantineSelection: Hashable, Sendable {
    case one(Int64)
    case crawler(String)
    case all

    package var isOne: Bool {
        if case .one = self { true } else { false }
    }
}

extension Store {
    /// Quarantined records, newest first; with `resolved`, also those that were read later.
    package func quarantine(resolved: Bool = false, limit: Int) async throws -> [QuarantineRow] {
        try await read { database in
            try database.all(
                """
                \(QuarantineRow.columns)
                WHERE CAST($1 AS BIGINT) = 1 OR q.resolvedAt IS NULL ORDER BY q.id DESC LIMIT $2
                """, resolved ? 1 : 0, limit
            ).map(QuarantineRow.init(row:))
        }
    }

    /// The unresolved records of a selection, oldest first, after `after`.
    package func unresolved(_ selection: QuarantineSelection, after: Int64, limit: Int) async throws -> [QuarantineRow]
    {
        let (id, crawler): (Int64?, String?) =
            switch selection {
            case .one(let id): (id, nil)
            case .crawler(let name): (nil, name)
            case .all: (nil, nil)
            }
        return try await read { database in
            if let id, try database.first("SELECT id FROM quarantine WHERE id = $1", id) == nil {
                throw StoreError.notFound("quarantined record \(id)")
            }
            return try database.all(
                """
                \(QuarantineRow.columns)
                WHERE q.resolvedAt IS NULL AND q.id > $1 AND (CAST($2 AS BIGINT) IS NULL OR q.id = $2)
                    AND (CAST($3 AS TEXT) IS NULL OR p.crawler = $3)
                ORDER BY q.id LIMIT $4
                """, after, id, crawler, limit
            ).map(QuarantineRow.init(row:))
        }
    }

    /// The original bytes of a quarantined record.
    package func quarantinedBytes(_ id: Int64) async throws -> [UInt8] {
        try await quarantined(id).bytes
    }

    /// The original bytes of a quarantined record, and the facts about its page that reading it again needs.
    package func quarantined(_ id: Int64) async throws -> (bytes: [UInt8], context: [UInt8]) {
        try await read { database in
            guard let row = try database.first("SELECT bytes, bytesHash, context FROM quarantine WHERE id = $1", id)
            else { throw StoreError.notFound("quarantined record \(id)") }
            let bytes = (row["bytes"] as Blob).bytes
            guard !bytes.isEmpty || row["bytesHash"] == Digest.sha256([UInt8]()) else {
                throw StoreError.conflict(.quarantinedBytesRemoved(record: id))
            }
            return (bytes, (row["context"] as Blob).bytes)
        }
    }
}

extension QuarantineRow {
    /// The start of a statement that reads rows, with `quarantine q` and `pull p`.
    static let columns = """
        SELECT q.id, q.pullId, p.crawler, q.query, q.page, q.place, q.code, q.field, q.detail,
            length(q.bytes) AS size, q.createdAt, q.resolvedAt
        FROM quarantine q JOIN pull p ON p.id = q.pullId
        """

    init(row: Row) {
        self.init(
            id: row["id"], pull: row["pullId"], crawler: row["crawler"], query: row["query"], page: row["page"],
            place: row["place"], code: row["code"], field: row["field"], detail: row["detail"], size: row["size"],
            createdAt: row.moment("createdAt"), resolvedAt: row.optionalMoment("resolvedAt"))
    }
}
