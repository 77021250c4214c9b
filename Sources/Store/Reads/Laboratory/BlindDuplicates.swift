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

/// A blind duplicate with the current conclusions of both laboratories.
package struct JudgedDuplicate: Hashable, Sendable {
    package struct Side: Hashable, Sendable {
        package let sample: Int64
        package let label: String
        package let laboratory: String
        /// Nil if the laboratory has no valid conclusion yet.
        package let verdict: Verdict?
    }

    package let product: String
    package let left: Side
    package let right: Side
    package let recordedAt: Timestamp

    /// The place after which a list continues.
    package var cursor: ListCursor {
        ListCursor(value: left.sample, id: right.sample)
    }
}

extension Store {
    package func hasSample(_ label: String) async throws -> Bool {
        try await read { try $0.value("SELECT COUNT(*) FROM sample WHERE label = $1", label) == 1 }
    }

    /// Blind duplicates with their conclusions, those of the latest samples first.
    package func judgedDuplicates(after cursor: ListCursor? = nil, limit: Int) async throws -> [JudgedDuplicate] {
        try await read { database in
            let list = KeysetList(table: "blindDuplicate", sort: "leftId", least: 0, id: "rightId")
            return try database.cursors(of: list, descending: true, after: cursor, limit: limit).map { pair in
                guard
                    let row = try database.first(
                        """
                        SELECT a.product, a.label AS leftLabel, b.label AS rightLabel, d.recordedAt
                        FROM blindDuplicate d JOIN sample a ON a.id = d.leftId JOIN sample b ON b.id = d.rightId
                        WHERE d.leftId = $1 AND d.rightId = $2
                        """, pair.value, pair.id)
                else { throw StoreError.notFound("blind duplicate \(pair.text)") }
                func side(_ sample: Int64, _ label: String) throws -> JudgedDuplicate.Side {
                    let result = try database.currentResult(ofSample: sample)
                    return .init(
                        sample: sample, label: label, laboratory: result.laboratory, verdict: result.verdict)
                }
                return JudgedDuplicate(
                    product: row["product"], left: try side(pair.value, row["leftLabel"]),
                    right: try side(pair.id, row["rightLabel"]), recordedAt: row.moment("recordedAt"))
            }
        }
    }
}
