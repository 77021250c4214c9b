package import Domain
internal import GRDB

/// The facts that a buyer sees: the goods and the shop. Nothing about criteria or other buyers.
package struct PurchaseTaskRow: Hashable, Sendable {
    package let id: Int64
    package let run: String
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
}

extension Store {
    /// Purchase tasks in the order of the draw; with `openOnly`, only open ones.
    package func purchaseTasks(openOnly: Bool, limit: Int) async throws -> [PurchaseTaskRow] {
        try await read { database in
            try database.all(
                """
                SELECT t.id AS taskId, u.name, t.state, f.product AS drawnProduct, n.*, l.platform, l.item, s.label
                FROM purchaseTask t JOIN samplingRun u ON u.id = t.runId
                JOIN frameEntry f ON f.runId = t.runId AND f.listingId = t.listingId
                JOIN fullSnapshot n ON n.id = f.snapshotId JOIN listing l ON l.id = t.listingId
                LEFT JOIN purchase p ON p.taskId = t.id LEFT JOIN sample s ON s.purchaseId = p.id
                WHERE $1 = 0 OR t.state = 'open' ORDER BY t.id LIMIT $2
                """, openOnly ? 1 : 0, limit
            ).map { row in
                let listing = row.listing
                return PurchaseTaskRow(
                    id: row["taskId"], run: row["name"], listing: listing.key, title: listing.title,
                    price: listing.price, shopName: listing.shopName, link: listing.link, liveRoom: listing.liveRoom,
                    product: row["drawnProduct"], state: try row.word("state"), label: row["label"])
            }
        }
    }
}
