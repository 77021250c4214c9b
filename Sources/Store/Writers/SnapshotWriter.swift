internal import Domain
internal import GRDB

extension Database {
    /// Keeps the states of listings as `pull` saw them, for what is decided on them. A kept snapshot is not changed.
    /// Returns the snapshot of each listing that the pull saw.
    func keepSnapshots(of listings: Set<Int64>, in pull: Int64) throws -> [Int64: Int64] {
        var snapshots: [Int64: Int64] = [:]
        for (listing, page) in try firstPages(of: listings, in: pull).sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
            guard let state = try state(of: listing, state(of: listing), after: page) else {
                throw StoreError.inconsistent("listing \(listing) has no state for page \(page)")
            }
            try run(
                """
                INSERT INTO listingSnapshot (listingId, pullId, pageId, seenAt, versionId, product, priceFen,
                    priceUpperFen, priceAfterCouponFen, priceAfterCouponUpperFen, salesId, changedAt)
                VALUES ($1, $2, $3, (SELECT fetchedAt FROM pullPage WHERE id = $3), $4, $5, $6, $7, $8, $9, $10, $11)
                ON CONFLICT (pullId, listingId) DO NOTHING
                """,
                listing, pull, page, state.version, state.product, state.price, state.priceUpper, state.priceAfterCoupon,
                state.priceAfterCouponUpper, state.sales, state.changedAt)
            snapshots[listing] = try value(
                "SELECT id FROM listingSnapshot WHERE pullId = $1 AND listingId = $2", pull, listing)
        }
        return snapshots
    }
}
