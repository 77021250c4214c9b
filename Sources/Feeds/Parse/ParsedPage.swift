package import Domain

/// The content of a page of a feed.
package struct ParsedPage: Sendable {
    /// Number of records on the page, readable or not.
    package let records: Int
    package let quarantined: [QuarantinedRecord]
    /// The total number of records that the platform states; nil if it states none that can be read.
    package let statedTotal: Int64?
    /// Values that could not be read, by field, with examples. Their listings are accepted without them.
    package let unread: [ListingField: UnreadValues]
    /// The cursor or link of the next page; nil if the page gives none, or if the paging of the crawler does not use
    /// one.
    package let next: String?
    /// Whether the page states that another page follows; nil if it states neither.
    package let saysMore: Bool?
    /// Records without a value for a field that the crawler maps and watches.
    package let missing: [ListingField: Int]
    package let batch: ListingBatch

    /// Number of listings whose sales text is in no known form.
    package var unreadableSales: Int {
        unread[.sales]?.count ?? 0
    }

    /// The answer to a request for a page after the last one, by a status that means this.
    static func afterTheEnd(of crawler: Crawler) -> ParsedPage {
        ParsedPage(
            records: 0, quarantined: [], statedTotal: nil, unread: [:], next: nil, saysMore: false, missing: [:],
            batch: ListingBatch(platform: crawler.platform, salesWindow: crawler.fields.salesWindow))
    }

    /// The listings as values, which each call creates again.
    package var listings: [Listing] {
        batch.listings
    }
}

/// The partial records of one block of a large file.
package struct PartialPage: Sendable {
    package var listings: [PartialListing] = []
    package var quarantined: [QuarantinedRecord] = []
    package var unread: [ListingField: UnreadValues] = [:]
    /// The text that the slices of `listings` refer to.
    package var bytes: [UInt8] = []

    /// The partial records of a page that was read in full.
    package init(_ page: ParsedPage) {
        listings = page.batch.rows.map { PartialListing($0, in: page.batch.bytes) }
        quarantined = page.quarantined
        unread = page.unread
        bytes = page.batch.bytes
    }

    init() {}

    package var unreadableSales: Int {
        unread[.sales]?.count ?? 0
    }

    /// Records, readable or not.
    package var records: Int {
        listings.count + quarantined.count
    }
}

/// Turns the bytes of a page into listings, as a crawler file describes them.
package enum PageParser {
    /// Reads one page. To read many pages of one feed, use one `PageReader`.
    package static func parse(_ bytes: [UInt8], crawler: Crawler) throws(PageFault) -> ParsedPage {
        try PageReader(crawler).parse(bytes)
    }
}
