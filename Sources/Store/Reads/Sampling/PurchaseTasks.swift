package import Domain
internal import GRDB

/// The facts that a buyer sees: the goods and the shop. Nothing about criteria or other buyers.
package struct PurchaseTaskRow: Hashable, Sendable {
    package let id: Int64
    package let run: String
    /// The number of the ticket, as it was drawn.
    package let ticket: String
    package let createdAt: Timestamp
    package let listingID: Int64
    package let listing: ListingKey
    package let title: String
    package let price: PriceRange
    package let shopName: String?
    package let link: String?
    package let liveRoom: LiveRoom?
    package let product: String
    package let state: PurchaseTaskState
    /// The blind label, after the purchase.
    package let label: String?
    package let laboratory: String?
    /// The division of the seller, after the purchase.
    package let region: RegionCode?
}

extension Store {
    /// Purchase tasks in the order of the draw; with `openOnly`, only open ones.
    package func purchaseTasks(openOnly: Bool, limit: Int) async throws -> [PurchaseTaskRow] {
        try await read { database in
            try database.all(
                "\(PurchaseTaskRow.select) WHERE $1 = 0 OR t.state = 'open' ORDER BY t.id LIMIT $2", openOnly ? 1 : 0,
                limit
            ).map(PurchaseTaskRow.init(row:))
        }
    }
}

extension PurchaseTaskRow {
    static let select = """
        SELECT t.id AS taskId, t.ticket, t.state, t.createdAt AS drawnAt, t.listingId AS drawnListing, u.name,
            f.product AS drawnProduct, n.*, l.platform, l.item, p.sellerRegion, s.label, s.laboratory
        FROM purchaseTask t JOIN samplingRun u ON u.id = t.runId
        JOIN frameEntry f ON f.runId = t.runId AND f.listingId = t.listingId
        JOIN fullSnapshot n ON n.id = f.snapshotId JOIN listing l ON l.id = t.listingId
        LEFT JOIN purchase p ON p.taskId = t.id LEFT JOIN sample s ON s.purchaseId = p.id
        """

    init(row: Row) throws {
        let listing = row.listing
        let region: String? = row["sellerRegion"]
        self.init(
            id: row["taskId"], run: row["name"], ticket: row["ticket"], createdAt: row.moment("drawnAt"),
            listingID: row["drawnListing"], listing: listing.key, title: listing.title, price: listing.price,
            shopName: listing.shopName, link: listing.link, liveRoom: listing.liveRoom, product: row["drawnProduct"],
            state: try row.word("state"), label: row["label"], laboratory: row["laboratory"],
            region: try region.map { _ in try row.region("sellerRegion") })
    }
}
