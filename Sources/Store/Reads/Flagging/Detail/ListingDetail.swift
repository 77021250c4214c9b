package import Domain
internal import GRDB

/// Everything that the page of one listing shows. What flags saw comes from the kept snapshot.
package struct ListingDetail: Sendable {
    package let id: Int64
    /// The listing as the store knows it now.
    package let current: Listing
    package let currentProduct: String?
    package let firstSeenAt: Timestamp
    package let lastSighting: LastSighting
    package let history: ListingHistory
    /// The latest flags; nil if the listing was never flagged.
    package let flagged: FlaggedDetail?
    /// All flagged snapshots, latest first.
    package let flaggings: [Flagging]
    /// All decisions, latest first.
    package let reviews: [FlagReview]
    package let twins: [TwinListing]
    package let purchases: [ListingPurchase]
    package let takedowns: [ListingTakedown]
    /// The years in which goods of the shop failed, with their sources, latest first.
    package let shopFailures: [ShopFailure]
    /// The events of the listing, its purchase tasks, its reports and its takedowns, latest first.
    package let events: [ChainedEvent]
}

/// The latest flags of a listing.
package struct FlaggedDetail: Sendable {
    package let row: FlaggedListing
    package let flags: [RaisedFlag]
    /// Why the listing belongs to its product; nil for a flag of an earlier version.
    package let match: MatchReason?
    /// Where the price lies; nil if it was not compared.
    package let cell: ComparedCell?
}

/// A stored flag.
package struct RaisedFlag: Hashable, Sendable {
    package let kind: FlagKind
    package let points: Int?
    package let figures: FlagFigures
    package let reason: String
    package let counterfactual: String
    package let ruleFile: String
}

/// The prices that a flagged listing was compared with.
package struct ComparedCell: Hashable, Sendable {
    package let cell: ComparisonCell
    package let summary: PriceSummary
    /// The units that the listing's price buys.
    package let units: Int64
    /// The number of listings that cost less.
    package let cheaper: Int
    /// The slot of the pull.
    package let pulledAt: Timestamp
}

extension Store {
    /// The page of a listing.
    ///
    /// - Parameter region: the region whose cases the viewer may see. Purchases of other regions are shown without their
    ///   samples.
    package func listingDetail(_ id: Int64, in region: RegionCode) async throws -> ListingDetail {
        try await read { database in
            guard let row = try database.first("SELECT * FROM fullListing WHERE id = $1", id) else {
                throw StoreError.notFound("listing \(id)")
            }
            let listing = row.listing
            let history = try database.history(of: id, limit: ListingHistory.most)
            let purchases = try database.purchases(of: id, in: region)
            let takedowns = try database.takedowns(of: id, in: region)
            return ListingDetail(
                id: id, current: listing, currentProduct: row["product"], firstSeenAt: row.moment("firstSeenAt"),
                lastSighting: try database.lastSighting(of: id, changedIn: row["changedIn"]), history: history,
                flagged: try database.flaggedDetail(id), flaggings: try database.flaggings(of: id),
                reviews: try database.reviews(of: id), twins: try database.twins(of: id), purchases: purchases,
                takedowns: takedowns, shopFailures: try database.failures(ofShop: listing),
                events: try database.events(of: id, purchases, takedowns))
        }
    }
}

extension Database {
    fileprivate func flaggedDetail(_ id: Int64) throws -> FlaggedDetail? {
        guard try reviewFacts(of: id) != nil else { return nil }
        let row = try flaggedListing(id)
        let flags = try all(
            """
            SELECT kind, points, figures, reason, counterfactual, ruleFile FROM flag WHERE snapshotId = $1 ORDER BY id
            """, row.snapshot
        ).map { flag in
            guard let figures = FlagFigures(flag["figures"]) else {
                throw StoreError.inconsistent("the figures of a flag of snapshot \(row.snapshot) cannot be read")
            }
            return RaisedFlag(
                kind: try flag.word("kind"), points: flag["points"], figures: figures, reason: flag["reason"],
                counterfactual: flag["counterfactual"], ruleFile: flag["ruleFile"])
        }
        let match = try first(
            "SELECT \(MatchColumns.sql) FROM flagMatch m WHERE m.snapshotId = $1", row.snapshot)
        return FlaggedDetail(
            row: row, flags: flags, match: try match?.matchReason, cell: try comparedCell(of: row.snapshot))
    }

    private func comparedCell(of snapshot: Int64) throws -> ComparedCell? {
        try first(
            """
            SELECT c.product, c.specification, c.unit, c.listings, c.prices, m.units, m.cheaper, p.platform, p.slot
            FROM flagComparison m JOIN priceCell c ON c.id = m.cellId JOIN pull p ON p.id = c.pullId
            WHERE m.snapshotId = $1
            """, snapshot
        ).map { row in
            guard let summary = PriceSummary(listings: row["listings"], text: row["prices"]) else {
                throw StoreError.inconsistent("the compared prices of snapshot \(snapshot) cannot be read")
            }
            return ComparedCell(
                cell: ComparisonCell(
                    product: row["product"], specification: row["specification"],
                    unit: ComparedUnit(text: row["unit"]), market: row["platform"]),
                summary: summary, units: row["units"], cheaper: row["cheaper"], pulledAt: row.moment("slot"))
        }
    }
}
