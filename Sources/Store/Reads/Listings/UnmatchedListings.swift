package import Domain
internal import GRDB

/// Listings of one pull without a product, ordered by number.
package struct UnmatchedListings: Sendable {
    package let listings: [Int64]
    /// One row for each of `listings`.
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
                SELECT p.id, p.crawler FROM pull p WHERE p.completedAt IS NOT NULL AND p.sightingsRemovedAt IS NULL AND NOT EXISTS
                    (SELECT 1 FROM pull q WHERE q.crawler = p.crawler AND q.slot > p.slot AND q.completedAt IS NOT NULL)
                ORDER BY p.id
                """
            ).map { (pull: $0["id"], crawler: $0["crawler"]) }
        }
    }

    /// Up to `limit` listings without a product of a complete pull, after the listing `after`; nil if there are none.
    /// A listing that a later pull changed is left out.
    package func unmatchedListings(pull: Int64, after: Int64, limit: Int) async throws -> UnmatchedListings? {
        try await read { database in
            guard try database.pullHead(pull).isComplete else {
                throw StoreError.conflict(.pullNotComplete(pull: pull))
            }
            try database.requireSightings(of: pull)
            let seen = try database.seenListings(of: pull)
            let lastPage = try database.value("SELECT COALESCE(MAX(id), 0) FROM pullPage WHERE pullId = $1", pull)
            var found: [(id: Int64, listing: Listing)] = []
            var last = after
            while found.count < limit {
                let rows = try database.all(
                    "SELECT * FROM fullListing WHERE id > $1 AND product IS NULL ORDER BY id LIMIT $2", last, limit)
                guard let end = rows.last else { break }
                last = end["id"]
                for row in rows where seen.contains(row["id"]) && (row["changedIn"] as Int64) <= lastPage {
                    found.append((row["id"], row.listing))
                }
            }
            guard !found.isEmpty else { return nil }
            return UnmatchedListings(
                listings: found.map(\.id), batch: ListingBatch(found.map(\.listing)), last: last)
        }
    }
}
