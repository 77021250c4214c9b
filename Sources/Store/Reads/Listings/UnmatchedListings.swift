package import Domain
internal import GRDB

/// Listings of one pull without a product, ordered by number.
package struct UnmatchedListings: Sendable {
    package let snapshots: [Int64]
    /// One row for each of `snapshots`.
    package let batch: ListingBatch
    /// The number of the last listing; the next page starts after it.
    package let last: Int64
}

extension Store {
    /// The latest complete pull of each crawler.
    package func latestPulls() async throws -> [(pull: Int64, crawler: String)] {
        try await read { database in
            try database.all(
                """
                SELECT p.id, p.crawler FROM pull p WHERE p.completedAt IS NOT NULL AND NOT EXISTS
                    (SELECT 1 FROM pull q WHERE q.crawler = p.crawler AND q.slot > p.slot AND q.completedAt IS NOT NULL)
                ORDER BY p.id
                """
            ).map { (pull: $0["id"], crawler: $0["crawler"]) }
        }
    }

    /// Up to `limit` listings without a product of a complete pull, after the listing `after`; nil if there are none.
    package func unmatchedListings(pull: Int64, after: Int64, limit: Int) async throws -> UnmatchedListings? {
        try await read { database in
            guard try database.pullHead(pull).isComplete else {
                throw StoreError.conflict(.pullNotComplete(pull: pull))
            }
            let rows = try database.all(
                """
                SELECT s.*, l.platform, l.item FROM listingSnapshot s JOIN listing l ON l.id = s.listingId
                WHERE s.pullId = $1 AND s.listingId > $2 AND s.product IS NULL ORDER BY s.listingId LIMIT $3
                """, pull, after, limit)
            guard let last = rows.last else { return nil }
            return UnmatchedListings(
                snapshots: rows.map { $0["id"] }, batch: ListingBatch(rows.map(\.listing)), last: last["listingId"])
        }
    }
}
