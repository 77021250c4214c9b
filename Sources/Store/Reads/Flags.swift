package import Domain
internal import GRDB

/// A flagged listing as a regulator reviews it.
package struct FlagRow: Hashable, Sendable {
    package let id: Int64
    package let listing: ListingKey
    package let title: String
    package let product: String
    package let kind: FlagKind
    package let figuresJSON: String
    package let reason: String
    package let counterfactual: String
    package let ruleFile: String
    package let ruleHash: String
    package let raisedAt: Timestamp
}

extension Store {
    /// Flags, latest first; with `before` those older than that flag, with `pull` those of that pull alone.
    package func flags(before: Int64? = nil, pull: Int64? = nil, limit: Int) async throws -> [FlagRow] {
        try await read { database in
            try database.all(
                """
                SELECT f.*, l.platform, l.item, s.title, s.product FROM flag f
                JOIN listingSnapshot s ON s.id = f.snapshotId JOIN listing l ON l.id = s.listingId
                WHERE (CAST($1 AS BIGINT) IS NULL OR f.id < $1) AND (CAST($2 AS BIGINT) IS NULL OR s.pullId = $2)
                ORDER BY f.id DESC LIMIT $3
                """, before, pull, limit
            ).map { row in
                FlagRow(
                    id: row["id"], listing: row.listingKey, title: row["title"], product: row["product"],
                    kind: try row.word("kind"), figuresJSON: row["figures"], reason: row["reason"],
                    counterfactual: row["counterfactual"], ruleFile: row["ruleFile"], ruleHash: row["ruleHash"],
                    raisedAt: row.moment("raisedAt"))
            }
        }
    }
}
