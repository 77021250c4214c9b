package import Domain
internal import GRDB

/// One flagged snapshot of a listing.
package struct Flagging: Hashable, Sendable {
    package let snapshot: Int64
    package let seenAt: Timestamp
    package let flaggedAt: Timestamp
    package let kinds: [FlagKind]
    package let points: Int?
    package let price: PriceRange
}

/// Another listing that was found to be the same goods.
package struct TwinListing: Hashable, Sendable {
    package let id: Int64
    /// As the store knows it now.
    package let listing: Listing
    package let commonShingles: Int
    package let unionShingles: Int
    package let hasSamePrice: Bool
    package let hasSameImage: Bool
    /// The kinds of its latest flags; empty if it was never flagged.
    package let kinds: Set<FlagKind>
    package let state: FlagReviewState?
}

/// A run whose frame contains a listing, and what followed.
package struct ListingPurchase: Hashable, Sendable {
    package struct Report: Hashable, Sendable {
        package let id: Int64
        package let number: String
        package let verdict: Verdict?
        package let hazard: HazardClass?
    }

    package let run: String
    package let isDrawn: Bool
    /// The purchase task, if the listing was drawn.
    package let task: Int64?
    package let state: PurchaseTaskState?
    /// The blind label; nil without a sample, or if the viewer may not see the case.
    package let label: String?
    package let laboratory: String?
    /// The number of the sample, as `label`.
    package let sample: Int64?
    /// The valid report of the sample.
    package let report: Report?
}

/// A takedown of a listing.
package struct ListingTakedown: Hashable, Sendable {
    package let id: Int64
    package let state: TakedownState
    package let proposedAt: Timestamp
}

extension Database {
    func flaggings(of listing: Int64, limit: Int = 50) throws -> [Flagging] {
        try all(
            """
            SELECT s.id, s.seenAt, s.priceFen, s.priceUpperFen, p.points FROM listingSnapshot s
            LEFT JOIN flagPriority p ON p.snapshotId = s.id
            WHERE s.listingId = $1 ORDER BY s.seenAt DESC, s.id DESC LIMIT $2
            """, listing, limit
        ).compactMap { row in
            let flags = try all(
                "SELECT kind, raisedAt FROM flag WHERE snapshotId = $1 ORDER BY id", row["id"] as Int64)
            guard let raised = flags.last else { return nil }
            return Flagging(
                snapshot: row["id"], seenAt: row.moment("seenAt"), flaggedAt: raised.moment("raisedAt"),
                kinds: try flags.map { try $0.word("kind") }, points: row["points"], price: row.price)
        }
    }

    func reviews(of listing: Int64, limit: Int = 50) throws -> [FlagReview] {
        try all(
            """
            SELECT r.id AS reviewId, r.snapshotId AS reviewedSnapshot, r.decision, r.reason, r.decidedBy, r.decidedAt
            FROM listingSnapshot s JOIN flagReview r ON r.snapshotId = s.id
            WHERE s.listingId = $1 ORDER BY r.id DESC LIMIT $2
            """, listing, limit
        ).compactMap { try $0.lastReview }
    }

    func twins(of listing: Int64, limit: Int = 20) throws -> [TwinListing] {
        let pairs = try all(
            """
            SELECT rightId AS other, commonShingles, unionShingles, samePrice, sameImage FROM twin WHERE leftId = $1
            UNION ALL
            SELECT leftId, commonShingles, unionShingles, samePrice, sameImage FROM twin WHERE rightId = $1
            LIMIT $2
            """, listing, limit)
        return try pairs.compactMap { pair in
            let id: Int64 = pair["other"]
            guard
                let row = try first(
                    """
                    SELECT l.*, f.kinds, f.state FROM fullListing l LEFT JOIN flaggedListing f ON f.listingId = l.id
                    WHERE l.id = $1
                    """, id)
            else { return nil }
            let kinds: Int64? = row["kinds"]
            return TwinListing(
                id: id, listing: row.listing, commonShingles: pair["commonShingles"],
                unionShingles: pair["unionShingles"], hasSamePrice: pair["samePrice"] == 1,
                hasSameImage: pair["sameImage"] == 1, kinds: Set(bits: kinds ?? 0), state: try row.optionalWord("state")
            )
        }
    }

    func purchases(of listing: Int64, in region: RegionCode) throws -> [ListingPurchase] {
        try all(
            """
            SELECT u.name, u.drawnAt, t.id AS task, t.state, p.sellerRegion, s.id AS sample, s.label, s.laboratory
            FROM frameEntry f JOIN samplingRun u ON u.id = f.runId
            LEFT JOIN purchaseTask t ON t.runId = f.runId AND t.listingId = f.listingId
            LEFT JOIN purchase p ON p.taskId = t.id LEFT JOIN sample s ON s.purchaseId = p.id
            WHERE f.listingId = $1 ORDER BY u.id DESC LIMIT 20
            """, listing
        ).map { row in
            let seller: String? = row["sellerRegion"]
            let isVisible = try seller.map { _ in region.contains(try row.region("sellerRegion")) } ?? true
            let sample: Int64? = row["sample"]
            return ListingPurchase(
                run: row["name"], isDrawn: row.optionalMoment("drawnAt") != nil, task: row["task"],
                state: try row.optionalWord("state"), label: isVisible ? row["label"] : nil,
                laboratory: isVisible ? row["laboratory"] : nil, sample: isVisible ? sample : nil,
                report: try isVisible ? sample.flatMap { try validReport(of: $0) } : nil)
        }
    }

    private func validReport(of sample: Int64) throws -> ListingPurchase.Report? {
        try first(
            """
            SELECT r.id, r.number, c.verdict, c.hazard FROM report r LEFT JOIN conclusion c ON c.reportId = r.id
            WHERE r.sampleId = $1
                AND NOT EXISTS (SELECT 1 FROM reportWithdrawal w JOIN report d ON d.id = w.reportId
                    WHERE d.sampleId = $1 AND d.version >= r.version)
            ORDER BY r.version DESC LIMIT 1
            """, sample
        ).map { row in
            ListingPurchase.Report(
                id: row["id"], number: row["number"], verdict: try row.optionalWord("verdict"),
                hazard: try row.optionalWord("hazard"))
        }
    }

    func takedowns(of listing: Int64, in region: RegionCode) throws -> [ListingTakedown] {
        try all(
            "SELECT id, state, region, proposedAt FROM takedown WHERE listingId = $1 ORDER BY id DESC LIMIT 20", listing
        ).compactMap { row in
            guard region.contains(try row.region("region")) else { return nil }
            return ListingTakedown(id: row["id"], state: try row.word("state"), proposedAt: row.moment("proposedAt"))
        }
    }

    func failures(ofShop listing: Listing) throws -> [ShopFailure] {
        guard let shop = listing.shopIdentifier ?? listing.shopName else { return [] }
        return try all(
            """
            SELECT platform, shop, year, source FROM shopFailure WHERE platform = $1 AND shop = $2
            ORDER BY year DESC, source LIMIT 20
            """, listing.key.platform, shop
        ).map { ShopFailure(platform: $0["platform"], shop: $0["shop"], year: $0["year"], source: $0["source"]) }
    }

    /// The events of a listing and of what followed from it.
    func events(
        of listing: Int64, _ purchases: [ListingPurchase], _ takedowns: [ListingTakedown], limit: Int = 50
    ) throws -> [ChainedEvent] {
        let subjects =
            ["listing:\(listing)"] + purchases.compactMap { $0.task.map { "task:\($0)" } }
            + purchases.compactMap { $0.report.map { "report:\($0.id)" } } + takedowns.map { "takedown:\($0.id)" }
        let found = try subjects.flatMap { subject in
            try all("SELECT * FROM event WHERE subject = $1 ORDER BY sequence DESC LIMIT $2", subject, limit)
        }
        return found.map(\.chainedEvent).sorted { $0.sequence > $1.sequence }.prefix(limit).map { $0 }
    }
}
