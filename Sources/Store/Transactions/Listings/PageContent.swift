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
    /// The content hash of each row, 32 bytes each.
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
    package let unreadable: [ListingField: UnreadableValues]
    package let validator: PageValidator?
    /// The page of an earlier pull, if the platform answered that it is unchanged.
    package let unchangedFrom: Int64?

    package init(
        query: String, page: Int, contentHash: String, batch: ListingBatch, products: [String?],
        quarantined: [QuarantinedRecord] = [], statedTotal: Int64? = nil, saysMore: Bool? = nil, end: FeedEnd? = nil,
        nextToken: String? = nil, missing: [ListingField: Int] = [:],
        unreadable: [ListingField: UnreadableValues] = [:], validator: PageValidator? = nil,
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
        self.unreadable = unreadable
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

/// Values of one field that are in no known form: the number of records, and a few of the texts.
package struct UnreadableValues: Hashable, Sendable {
    package let records: Int
    package let examples: [String]

    package init(records: Int, examples: [String]) {
        self.records = records
        self.examples = examples
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
