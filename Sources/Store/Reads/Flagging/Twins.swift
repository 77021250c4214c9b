package import Domain
internal import GRDB

/// Two listings of the same goods with different ids.
package struct TwinRow: Hashable, Sendable {
    package let left: ListingKey
    package let right: ListingKey
    package let commonShingles: Int
    package let unionShingles: Int
    package let hasSamePrice: Bool
    package let hasSameImage: Bool
    package let foundAt: Timestamp
}

extension Store {
    /// The latest state of every listing of `product`, over all platforms, with the listing's number.
    package func latestListings(of product: String) async throws -> [(id: Int64, listing: Listing)] {
        try await read { database in
            try database.all(
                """
                SELECT * FROM fullListing WHERE product = $1 ORDER BY id
                """, product
            ).map { ($0["id"], $0.listing) }
        }
    }

    /// Pairs of twins, latest first.
    package func twins(limit: Int) async throws -> [TwinRow] {
        try await read { database in
            try database.all(
                """
                SELECT t.*, a.platform AS leftPlatform, a.item AS leftItem, b.platform AS rightPlatform,
                    b.item AS rightItem
                FROM twin t JOIN listing a ON a.id = t.leftId JOIN listing b ON b.id = t.rightId
                ORDER BY t.foundAt DESC, t.leftId, t.rightId LIMIT $1
                """, limit
            ).map { row in
                TwinRow(
                    left: ListingKey(platform: row["leftPlatform"], item: row["leftItem"]),
                    right: ListingKey(platform: row["rightPlatform"], item: row["rightItem"]),
                    commonShingles: row["commonShingles"], unionShingles: row["unionShingles"],
                    hasSamePrice: row["samePrice"] == 1, hasSameImage: row["sameImage"] == 1,
                    foundAt: row.moment("foundAt"))
            }
        }
    }
}
