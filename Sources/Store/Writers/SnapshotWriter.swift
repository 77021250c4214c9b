internal import Domain
internal import GRDB

extension Database {
    /// Keeps the states of listings as `pull` saw them, for what is decided on them. A kept snapshot is not changed.
    /// Returns the snapshot of each listing that the pull saw.
    func keepSnapshots(of listings: Set<Int64>, in pull: Int64) throws -> [Int64: Int64] {
        let current = try ByteStatement(cached: self, "SELECT \(StateColumns.sql) FROM listing WHERE id = $1")
        let insert = try ByteStatement(
            cached: self,
            """
            INSERT INTO listingSnapshot (listingId, pullId, pageId, seenAt, versionId, product, priceFen,
                priceUpperFen, priceAfterCouponFen, priceAfterCouponUpperFen, salesId, changedAt)
            VALUES ($1, $2, $3, (SELECT fetchedAt FROM pullPage WHERE id = $3), $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT (pullId, listingId) DO NOTHING
            """)
        var snapshots: [Int64: Int64] = [:]
        let pages = try firstPages(of: listings, in: pull)
        for (listing, page) in pages.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
            current.bind(listing, at: 1)
            guard let now = try current.first({ StateColumns.state($0) }),
                let state = try state(of: listing, now, after: page)
            else { throw StoreError.inconsistent("listing \(listing) has no state for page \(page)") }
            for (index, number) in [listing, pull, page, state.version].enumerated() {
                insert.bind(number, at: Int32(index + 1))
            }
            try insert.bind(copying: state.product, at: 5)
            let figures = [
                state.price, state.priceUpper, state.priceAfterCoupon, state.priceAfterCouponUpper, state.sales,
                state.changedAt,
            ]
            for (index, number) in figures.enumerated() { insert.bind(number, at: Int32(index + 6)) }
            snapshots[listing] =
                try insert.insert()
                ?? value("SELECT id FROM listingSnapshot WHERE pullId = $1 AND listingId = $2", pull, listing)
        }
        return snapshots
    }
}
