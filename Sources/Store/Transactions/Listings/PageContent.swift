package import Domain

/// One page of a feed as it was read, with all that is computed of it: making one takes the time, keeping it does not.
package struct PageContent: Sendable {
    package let query: String
    package let page: Int
    /// SHA-256 of the bytes as they arrived.
    package let contentHash: String
    package let batch: ListingBatch
    /// The product of each row, where one was matched.
    package let products: [String?]
    /// The content hash of each row, 32 bytes each.
    let rowHashes: [UInt8]
    package let quarantined: [QuarantinedRecord]
    package let statedTotal: Int64?
    package let isLast: Bool
    /// The cursor or link that leads to the next page, where paging reads one.
    package let nextToken: String?
    /// Records without a value for a field that flags depend on.
    package let missing: [ListingField: Int]
    package let validator: PageValidator?
    /// The page of an earlier pull that the platform said is unchanged.
    package let unchangedFrom: Int64?

    package init(
        query: String, page: Int, contentHash: String, batch: ListingBatch, products: [String?],
        quarantined: [QuarantinedRecord] = [], statedTotal: Int64? = nil, isLast: Bool, nextToken: String? = nil,
        missing: [ListingField: Int] = [:], validator: PageValidator? = nil, unchangedFrom: Int64? = nil
    ) {
        precondition(products.count == batch.rows.count, "a product, or none, for each row")
        self.query = query
        self.page = page
        self.contentHash = contentHash
        self.batch = batch
        self.products = products
        self.rowHashes = batch.contentHashes()
        self.quarantined = quarantined
        self.statedTotal = statedTotal
        self.isLast = isLast
        self.nextToken = nextToken
        self.missing = missing
        self.validator = validator
        self.unchangedFrom = unchangedFrom
    }

    /// A page of listings that exist as values, each with its product. All are of one platform and one sales window.
    package init(
        query: String, page: Int, contentHash: String, listings: [(listing: Listing, product: String?)],
        quarantined: [QuarantinedRecord], statedTotal: Int64?, isLast: Bool
    ) {
        self.init(
            query: query, page: page, contentHash: contentHash, batch: ListingBatch(listings.map(\.listing)),
            products: listings.map(\.product), quarantined: quarantined, statedTotal: statedTotal, isLast: isLast)
    }

    /// About how many bytes it holds; for bounding what waits to be stored.
    package var size: Int {
        quarantined.reduce(batch.bytes.count + batch.rows.count * 200) { $0 + $1.bytes.count + $1.context.count }
    }
}

/// What became of the records of a page. The three add up to the records read.
package struct PageSummary: Hashable, Sendable {
    package var listings = 0
    /// Seen before in the same pull, with the same content.
    package var repeated = 0
    package var quarantined = 0

    package var records: Int {
        listings + repeated + quarantined
    }
}
