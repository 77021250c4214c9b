package import Domain

/// One parsed page of a feed and all values computed from it. They are computed before the transaction, because
/// computing takes longer than storing.
package struct PageContent: Sendable {
    package let query: String
    package let page: Int
    /// SHA-256 of the original bytes.
    package let contentHash: String
    package let batch: ListingBatch
    /// The matched product of each row.
    package let products: [String?]
    /// The content hash of each row, 32 bytes each: 16 for the attributes, 16 for the figures.
    let rowHashes: [UInt8]
    package let quarantined: [QuarantinedRecord]
    package let statedTotal: Int64?
    /// Whether the page states that another page follows; nil if it states neither.
    package let saysMore: Bool?
    /// What makes this page the last one, if it is known. `Store.recordEnd` records it otherwise.
    package let end: FeedEnd?
    /// The cursor or link that leads to the next page, if the crawler uses one.
    package let nextToken: String?
    /// The number of records without a value, for each field that flags need.
    package let missing: [ListingField: Int]
    /// Values that could not be read although their records could.
    package let unread: [ListingField: UnreadValues]
    package let validator: PageValidator?
    /// The page of an earlier pull, if the platform answered that it is unchanged.
    package let unchangedFrom: Int64?

    package init(
        query: String, page: Int, contentHash: String, batch: ListingBatch, products: [String?],
        quarantined: [QuarantinedRecord] = [], statedTotal: Int64? = nil, saysMore: Bool? = nil, end: FeedEnd? = nil,
        nextToken: String? = nil, missing: [ListingField: Int] = [:],
        unread: [ListingField: UnreadValues] = [:], validator: PageValidator? = nil,
        unchangedFrom: Int64? = nil
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
        self.saysMore = saysMore
        self.end = end
        self.nextToken = nextToken
        self.missing = missing
        self.unread = unread
        self.validator = validator
        self.unchangedFrom = unchangedFrom
    }

    /// A page of listings, each with its product. All listings have the same platform and the same sales window.
    ///
    /// - Parameter isLast: whether the feed ends with this page.
    package init(
        query: String, page: Int, contentHash: String, listings: [(listing: Listing, product: String?)],
        quarantined: [QuarantinedRecord], statedTotal: Int64?, isLast: Bool
    ) {
        self.init(
            query: query, page: page, contentHash: contentHash, batch: ListingBatch(listings.map(\.listing)),
            products: listings.map(\.product), quarantined: quarantined, statedTotal: statedTotal,
            end: isLast ? .onePage : nil)
    }

    /// The approximate size in bytes, used to limit the pages that wait to be stored.
    package var size: Int {
        quarantined.reduce(batch.bytes.count + batch.rows.count * 200) { $0 + $1.bytes.count + $1.context.count }
    }
}

/// The result of storing a page. The three figures add up to the records read.
package struct PageSummary: Hashable, Sendable {
    package var listings = 0
    /// Records that the same pull already contained, with the same content.
    package var repeated = 0
    package var quarantined = 0

    package var records: Int {
        listings + repeated + quarantined
    }
}
