package import Domain
internal import GRDB

/// Two samples of the same goods in two laboratories.
package struct BlindDuplicateRow: Hashable, Sendable {
    package struct Side: Hashable, Sendable {
        package let label: String
        package let laboratory: String
    }

    package let product: String
    package let first: Side
    package let second: Side
    package let recordedAt: Timestamp
}

extension Store {
    /// Blind duplicates, latest first.
    package func blindDuplicates(limit: Int) async throws -> [BlindDuplicateRow] {
        try await read { database in
            try database.all(
                """
                SELECT a.product, a.label AS leftLabel, a.laboratory AS leftLaboratory, b.label AS rightLabel,
                    b.laboratory AS rightLaboratory, d.recordedAt
                FROM blindDuplicate d JOIN sample a ON a.id = d.leftId JOIN sample b ON b.id = d.rightId
                ORDER BY d.recordedAt DESC, d.leftId DESC, d.rightId DESC LIMIT $1
                """, limit
            ).map { row in
                BlindDuplicateRow(
                    product: row["product"],
                    first: .init(label: row["leftLabel"], laboratory: row["leftLaboratory"]),
                    second: .init(label: row["rightLabel"], laboratory: row["rightLaboratory"]),
                    recordedAt: row.moment("recordedAt"))
            }
        }
    }
}
