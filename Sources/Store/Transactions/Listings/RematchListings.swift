package import Domain
internal import GRDB

/// Listings of one pull that belong to no product so far, in the order of their numbers.
package struct UnmatchedListings: Sendable {
    package let snapshots: [Int64]
    /// A row for each of `snapshots`.
    package let batch: ListingBatch
    /// The number of the last listing; the next ones come behind it.
    package let last: Int64
}

extension Store {
    /// The latest complete pull of each crawler: the listings whose flags matter now.
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

    /// Up to `limit` listings of a complete pull without a product, behind the listing `after`; nil where there are none.
    package func unmatchedListings(pull: Int64, after: Int64, limit: Int) async throws -> UnmatchedListings? {
        try await read { database in
            guard try database.pullHead(pull).isComplete else {
                throw StoreError.conflict("pull \(pull) is not complete; run `sushai pull` again first")
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

    /// Gives listings of a pull the product that they were found to be offers of, and makes its screening due again. A
    /// listing that has a product keeps it: what was decided under it stands. Gives how many were changed.
    ///
    /// - Parameters:
    ///   - products: by snapshot.
    ///   - rules: the criteria of each product named.
    @discardableResult
    package func rematch(
        pull: Int64, products: [(snapshot: Int64, product: String)], rules: [String: RuleReference]
    ) async throws -> Int {
        try await write { database, now in
            let head = try database.pullHead(pull)
            var changed = 0
            for (snapshot, product) in products {
                changed += try database.change(
                    "UPDATE listingSnapshot SET product = $1 WHERE id = $2 AND pullId = $3 AND product IS NULL",
                    product, snapshot, pull)
            }
            guard changed > 0 else { return 0 }
            let hashes = Set(products.map(\.product)).sorted().compactMap { rules[$0]?.hash }
            try database.append(
                "pull.rematched", by: .operator, on: "pull:\(pull)",
                ["listings": String(changed), "rules": hashes.joined(separator: " ")], at: now)
            try database.run("UPDATE pull SET screenedAt = NULL WHERE id = $1", pull)
            // The screening of a held pull becomes due with its release.
            if head.heldReason == nil { try database.requeue(.screen, key: String(pull), at: now) }
            return changed
        }
    }
}
