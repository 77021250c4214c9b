package import Domain

/// The content of a page of a feed.
package struct ParsedPage: Sendable {
    /// Number of records on the page, readable or not.
    package let records: Int
    package let quarantined: [QuarantinedRecord]
    /// The total number of records that the platform states.
    package let statedTotal: Int64?
    /// Number of listings whose sales text is in no known form. They are accepted without a sales figure.
    package let unreadableSales: Int
    /// The cursor or link of the next page; nil if the page gives none, or if the paging of the crawler does not use
    /// one.
    package let next: String?
    /// Records without a value for a field that the crawler maps and watches.
    package let missing: [ListingField: Int]
    package let batch: ListingBatch

    /// The listings as values, which each call creates again.
    package var listings: [Listing] {
        batch.listings
    }
}

/// The partial records of one block of a large file.
package struct PartialPage: Sendable {
    package var listings: [PartialListing] = []
    package var quarantined: [QuarantinedRecord] = []
    package var unreadableSales = 0
    /// The text that the slices of `listings` refer to.
    package var bytes: [UInt8] = []

    /// The partial records of a page that was read in full.
    package init(_ page: ParsedPage) {
        listings = page.batch.rows.map { PartialListing($0, in: page.batch.bytes) }
        quarantined = page.quarantined
        unreadableSales = page.unreadableSales
        bytes = page.batch.bytes
    }

    init() {}

    /// Records, readable or not.
    package var records: Int {
        listings.count + quarantined.count
    }
}

/// Turns the bytes of a page into listings, as a crawler file describes them.
package enum PageParser {
    /// Reads one page. To read many pages of one feed, use one `PageReader`.
    package static func parse(
        _ bytes: [UInt8], crawler: Crawler, mode: ReadingMode = .strict
    ) throws(PageFault) -> ParsedPage {
        try PageReader(crawler).parse(bytes, mode: mode)
    }
}
