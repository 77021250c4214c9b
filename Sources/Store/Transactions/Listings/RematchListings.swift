package import Domain
internal import GRDB

extension Store {
    /// Stores the products found for listings of a pull, and makes its screening due again. If a listing already has a
    /// product, it is not changed. Returns the number of changed listings.
    ///
    /// The product is that of the listing's present attributes, in every pull that saw them.
    ///
    /// - Parameters:
    ///   - products: by the number of the listing.
    ///   - rules: the criteria of each of these products.
    @discardableResult
    package func rematch(
        pull: Int64, products: [(listing: Int64, product: String)], rules: [String: RuleReference]
    ) async throws -> Int {
        try await write { database, now in
            let head = try database.pullHead(pull)
            try database.requireSightings(of: pull)
            var changed = 0
            for (listing, product) in products {
                let found = try database.change(
                    "UPDATE listing SET product = $1 WHERE id = $2 AND product IS NULL", product, listing)
                guard found == 1 else { continue }
                changed += 1
                try database.run(
                    """
                    INSERT INTO rematchedListing (listingId, rematchedAt) VALUES ($1, $2)
                    ON CONFLICT (listingId) DO UPDATE SET rematchedAt = excluded.rematchedAt
                    """, listing, now.milliseconds)
            }
            guard changed > 0 else { return 0 }
            let hashes = Set(products.map(\.product)).sorted().compactMap { rules[$0]?.hash }
            try database.append(
                .pullRematched, by: .operator, on: "pull:\(pull)",
                ["listings": String(changed), "rules": hashes.joined(separator: " ")], at: now)
            try database.run("UPDATE pull SET screenedAt = NULL WHERE id = $1", pull)
            // The release of a held pull makes its screening due.
            if head.heldReason == nil { try database.requeue(.screen(pull: pull), at: now) }
            return changed
        }
    }

    /// Makes the screening of a pull due again if listings that it saw got a product after its last screening, by
    /// another pull. Returns the number of these listings.
    package func screenAfterRematch(pull: Int64) async throws -> Int {
        try await write { database, now in
            let head = try database.pullHead(pull)
            guard head.isScreened else { return 0 }
            let later = try database.all(
                """
                SELECT r.listingId FROM pull p JOIN rematchedListing r ON r.rematchedAt > p.screenedAt WHERE p.id = $1
                """, pull)
            guard !later.isEmpty else { return 0 }
            let seen = try database.seenListings(of: pull)
            let count = later.count { seen.contains($0["listingId"]) }
            guard count > 0 else { return 0 }
            try database.append(
                .pullRematched, by: .operator, on: "pull:\(pull)", ["listings": String(count), "rules": ""], at: now)
            try database.run("UPDATE pull SET screenedAt = NULL WHERE id = $1", pull)
            try database.requeue(.screen(pull: pull), at: now)
            return count
        }
    }
}
