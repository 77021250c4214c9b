package import Domain
internal import GRDB

/// A purchase task as a buyer sees it: the goods, the shop, and the buyer's own record. Nothing about criteria, flags,
/// results or other buyers.
package struct BuyerTaskRow: Hashable, Sendable {
    package let id: Int64
    package let state: PurchaseTaskState
    package let createdAt: Timestamp
    package let listing: ListingKey
    package let title: String
    /// The price when the listing was seen.
    package let price: PriceRange
    package let seenAt: Timestamp
    package let shopName: String?
    package let link: String?
    package let liveRoom: LiveRoom?
    package let product: String
    /// What the buyer recorded; nil for an open task.
    package let bought: Bought?

    package struct Bought: Hashable, Sendable {
        package let order: String
        package let paid: Fen
        package let on: CalendarDay
        package let seller: String
        package let region: RegionCode
        package let laboratory: String
        /// The blind label for the parcel to the laboratory.
        package let label: String
        package let recordedAt: Timestamp
        /// The number of evidence files.
        package let files: Int
    }
}

extension Store {
    /// The tasks of a buyer: open ones (oldest first), or those whose purchase this buyer recorded (newest first).
    ///
    /// Tasks are not assigned to buyers, so every buyer sees all open ones.
    package func buyerTasks(
        of buyer: Actor, bought: Bool, past id: Int64? = nil, limit: Int
    ) async throws -> [BuyerTaskRow] {
        try await read { database in
            if bought {
                return try database.all(
                    """
                    \(BuyerTaskRow.select) WHERE t.state = 'purchased' AND t.id < $1 AND \(BuyerTaskRow.isAmongOwn("$2"))
                    ORDER BY t.id DESC LIMIT $3
                    """, id ?? Int64.max, buyer.text, limit
                ).map(BuyerTaskRow.init(row:))
            }
            return try database.all(
                "\(BuyerTaskRow.select) WHERE t.state = 'open' AND t.id > $1 ORDER BY t.id LIMIT $2", id ?? 0, limit
            ).map(BuyerTaskRow.init(row:))
        }
    }

    /// One task that is open, or whose purchase this buyer recorded.
    package func buyerTask(_ id: Int64, of buyer: Actor) async throws -> BuyerTaskRow {
        try await read { database in
            guard
                let row = try database.first(
                    """
                    \(BuyerTaskRow.select) WHERE t.id = $1
                        AND (t.state = 'open' OR (t.state = 'purchased' AND \(BuyerTaskRow.isOwn("$2"))))
                    """, id, buyer.text)
            else { throw StoreError.notFound("purchase task \(id)") }
            return try BuyerTaskRow(row: row)
        }
    }

    /// The hashes of the files of a task whose purchase this buyer recorded.
    package func purchaseFiles(ofTask task: Int64, by buyer: Actor) async throws -> [String] {
        try await read { database in
            guard let row = try database.ownPurchase(ofTask: task, by: buyer) else { return [] }
            return try database.all(
                "SELECT hash FROM purchaseEvidence WHERE purchaseId = $1 ORDER BY hash", row["purchaseId"] as Int64
            ).map { $0["hash"] }
        }
    }

    /// The tasks whose purchase this buyer recorded under this order number, or whose sample has this label.
    package func buyerTasks(named text: String, of buyer: Actor) async throws -> [Int64] {
        try await read { database in
            try database.all(
                """
                SELECT t.id FROM purchaseTask t JOIN purchase p ON p.taskId = t.id JOIN sample s ON s.purchaseId = p.id
                WHERE (p.orderNumber = $1 OR s.label = $1) AND \(BuyerTaskRow.isOwn("$2")) ORDER BY t.id
                """, text, buyer.text
            ).map { $0["id"] }
        }
    }

    /// The names of the laboratories with a scope or settings. Without a scope, a laboratory's results are not accepted.
    package func laboratoryNames() async throws -> [String] {
        try await read { database in
            try database.all("SELECT name FROM laboratory ORDER BY name").map { $0["name"] }
        }
    }
}

extension Database {
    /// The purchase and the sample of a task whose purchase this buyer recorded.
    func ownPurchase(ofTask task: Int64, by buyer: Actor) throws -> Row? {
        try first(
            """
            SELECT p.id AS purchaseId, s.id AS sampleId, s.label FROM purchaseTask t
            JOIN purchase p ON p.taskId = t.id JOIN sample s ON s.purchaseId = p.id
            WHERE t.id = $1 AND \(BuyerTaskRow.isOwn("$2"))
            """, task, buyer.text)
    }
}

extension BuyerTaskRow {
    static let select = """
        SELECT t.id AS taskId, t.state, t.createdAt AS drawnAt, f.product AS drawnProduct, n.*, l.platform, l.item,
            p.orderNumber, p.paidFen, p.purchasedOn, p.sellerName, p.sellerRegion, p.recordedAt,
            s.label, s.laboratory,
            (SELECT COUNT(*) FROM purchaseEvidence e WHERE e.purchaseId = p.id) AS files
        FROM purchaseTask t
        JOIN frameEntry f ON f.runId = t.runId AND f.listingId = t.listingId
        JOIN fullSnapshot n ON n.id = f.snapshotId JOIN listing l ON l.id = t.listingId
        LEFT JOIN purchase p ON p.taskId = t.id LEFT JOIN sample s ON s.purchaseId = p.id
        """

    /// Who recorded a purchase is known from the event log only. The events of a task are few; those of a person are not, so
    /// the index of actors is not used.
    fileprivate static func isOwn(_ buyer: String) -> String {
        """
        EXISTS (SELECT 1 FROM event v WHERE v.subject = 'task:' || t.id AND (v.kind || '') = 'purchase.recorded'
            AND (v.actor || '') = \(buyer))
        """
    }

    /// The same for many tasks: the purchases of the buyer are read once. Their subjects are `task:17`.
    fileprivate static func isAmongOwn(_ buyer: String) -> String {
        """
        t.id IN (SELECT CAST(substr(v.subject, 6) AS BIGINT) FROM event v
            WHERE v.kind = 'purchase.recorded' AND v.actor = \(buyer))
        """
    }

    init(row: Row) throws {
        let listing = row.listing
        let order: String? = row["orderNumber"]
        self.init(
            id: row["taskId"], state: try row.word("state"), createdAt: row.moment("drawnAt"), listing: listing.key,
            title: listing.title, price: listing.price, seenAt: row.moment("seenAt"), shopName: listing.shopName,
            link: listing.link, liveRoom: listing.liveRoom, product: row["drawnProduct"],
            bought: try order.map { order in
                Bought(
                    order: order, paid: Fen(row["paidFen"]), on: try row.day("purchasedOn"), seller: row["sellerName"],
                    region: try row.region("sellerRegion"), laboratory: row["laboratory"], label: row["label"],
                    recordedAt: row.moment("recordedAt"), files: row["files"])
            })
    }
}
