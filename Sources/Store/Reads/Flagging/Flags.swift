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
    /// The priority of all flags of the snapshot; nil if a flag has no points.
    package let priority: FlagPriority?
    /// The number of other listings that were found to be the same goods.
    package let twins: Int64
    /// Why the listing belongs to the product; nil for a flag of an earlier version.
    package let match: MatchReason?
    /// Where the review of the listing stands.
    package let state: FlagReviewState?
    /// The number of the last decision on the listing; nil if there is none.
    package let review: Int64?
}

/// The order in which flags are reviewed.
package enum FlagOrder: Sendable {
    /// Newest first. The cursor `before` selects the next page.
    case latest
    /// The flags of the most urgent listing first, then the latest.
    case priority
}

extension Store {
    /// Flags. With `before`, only those older than this flag; with `pull`, only those of this pull.
    package func flags(
        before: Int64? = nil, pull: Int64? = nil, order: FlagOrder = .latest, limit: Int
    ) async throws -> [FlagRow] {
        try await read { database in
            let rows =
                switch order {
                case .latest: try database.latestFlags(before: before, pull: pull, limit: limit)
                case .priority: try database.urgentFlags(before: before, pull: pull, limit: limit)
                }
            var priorities: [Int64: FlagPriority?] = [:]
            return try rows.map { row in
                let snapshot: Int64 = row["snapshotId"]
                let priority = try priorities[snapshot] ?? database.priority(of: snapshot)
                priorities[snapshot] = .some(priority)
                return FlagRow(
                    id: row["id"], listing: row.listingKey, title: row["title"], product: row["product"],
                    kind: try row.word("kind"), figuresJSON: row["figures"], reason: row["reason"],
                    counterfactual: row["counterfactual"], ruleFile: row["ruleFile"], ruleHash: row["ruleHash"],
                    raisedAt: row.moment("raisedAt"), priority: priority, twins: row["twins"],
                    match: try row.matchReason, state: try row.optionalWord("reviewState"), review: row["lastReview"])
            }
        }
    }
}

/// The columns of `flagMatch` that `Row.matchReason` reads.
enum MatchColumns {
    static let sql = """
        m.rule AS matchRule, m.word AS matchWord, m.place AS matchWordPlace, m.partner AS matchPartner,
        m.partnerPlace AS matchPartnerPlace, m.category AS matchCategory, m.mappedCategory AS matchMapped
        """
}

extension Database {
    fileprivate func latestFlags(before: Int64?, pull: Int64?, limit: Int) throws -> [Row] {
        try all(
            """
            SELECT f.*, l.platform, l.item, s.title, s.product,
                (SELECT COUNT(*) FROM twin t WHERE t.leftId = l.id OR t.rightId = l.id) AS twins, \(MatchColumns.sql),
                w.state AS reviewState, w.reviewId AS lastReview
            FROM flag f JOIN fullSnapshot s ON s.id = f.snapshotId JOIN listing l ON l.id = s.listingId
            LEFT JOIN flagMatch m ON m.snapshotId = f.snapshotId LEFT JOIN flaggedListing w ON w.listingId = l.id
            WHERE (CAST($1 AS BIGINT) IS NULL OR f.id < $1) AND (CAST($2 AS BIGINT) IS NULL OR s.pullId = $2)
            ORDER BY f.id DESC LIMIT $3
            """, before, pull, limit)
    }

    fileprivate func urgentFlags(before: Int64?, pull: Int64?, limit: Int) throws -> [Row] {
        try all(
            """
            SELECT f.*, l.platform, l.item, s.title, s.product,
                (SELECT COUNT(*) FROM twin t WHERE t.leftId = l.id OR t.rightId = l.id) AS twins, \(MatchColumns.sql),
                w.state AS reviewState, w.reviewId AS lastReview
            FROM flag f JOIN fullSnapshot s ON s.id = f.snapshotId JOIN listing l ON l.id = s.listingId
            LEFT JOIN flagMatch m ON m.snapshotId = f.snapshotId LEFT JOIN flaggedListing w ON w.listingId = l.id
            LEFT JOIN flagPriority p ON p.snapshotId = s.id
            WHERE (CAST($1 AS BIGINT) IS NULL OR f.id < $1) AND (CAST($2 AS BIGINT) IS NULL OR s.pullId = $2)
            ORDER BY COALESCE(p.points, -1) DESC, s.id DESC, f.id LIMIT $3
            """, before, pull, limit)
    }

    /// The parts of a snapshot's priority; nil if a flag has no points.
    fileprivate func priority(of snapshot: Int64) throws -> FlagPriority? {
        let rows = try all("SELECT kind, points FROM flag WHERE snapshotId = $1 ORDER BY id", snapshot)
        let parts = try rows.compactMap { row -> FlagPriority.Part? in
            let points: Int? = row["points"]
            return try points.map { FlagPriority.Part(kind: try row.word("kind"), points: $0) }
        }
        return parts.count == rows.count ? FlagPriority(parts) : nil
    }
}
