package import Domain
internal import GRDB

/// An action on many rows, with what was done so far.
package struct BulkActionRow: Hashable, Sendable {
    package let id: Int64
    package let page: String
    package let action: String
    package let reason: String?
    /// The stored conditions; nil for chosen rows.
    package let query: String?
    package let moment: Timestamp
    package let expected: Int
    package let requestedBy: Actor
    package let requestedAt: Timestamp
    package let changed: Int
    package let unchanged: Int
    /// The number of rows that were not changed for a fault.
    package let failed: Int
    package let finishedAt: Timestamp?

    /// Rows that were shown to the person and that the finished action did not meet: they did not match any more.
    package var leftOut: Int {
        finishedAt == nil ? 0 : max(0, expected - changed - unchanged - failed)
    }
}

extension Store {
    package func bulkAction(_ id: Int64) async throws -> BulkActionRow {
        try await read { try $0.bulkAction(id) }
    }

    /// The rows that an action could not change, by their numbers.
    package func bulkFaults(_ id: Int64, limit: Int) async throws -> [(subject: Int64, fault: BulkFault)] {
        try await read { database in
            try database.all(
                """
                SELECT subject, fault FROM bulkRow WHERE bulkId = $1 AND fault IS NOT NULL ORDER BY subject LIMIT $2
                """, id, limit
            ).map { ($0["subject"], try $0.word("fault")) }
        }
    }
}

extension Database {
    func bulkAction(_ id: Int64) throws -> BulkActionRow {
        guard let row = try first("SELECT * FROM bulkAction WHERE id = $1", id) else {
            throw StoreError.notFound("bulk action \(id)")
        }
        let failed = try value("SELECT COUNT(*) FROM bulkRow WHERE bulkId = $1 AND fault IS NOT NULL", id)
        return BulkActionRow(
            id: id, page: row["page"], action: row["action"], reason: row["reason"], query: row["query"],
            moment: row.moment("moment"), expected: row["expected"], requestedBy: try row.actor("requestedBy"),
            requestedAt: row.moment("requestedAt"), changed: row["changed"], unchanged: row["unchanged"],
            failed: Int(failed), finishedAt: row.optionalMoment("finishedAt"))
    }
}
