package import Domain

/// What a page of a feed holds.
package struct ParsedPage: Sendable {
    /// Records on the page, readable or not.
    package let records: Int
    package let quarantined: [QuarantinedRecord]
    /// How many records the platform says there are in all.
    package let statedTotal: Int64?
    /// Listings whose sales text is in no known form. They are kept, without a sales figure.
    package let unreadableSales: Int
    /// The cursor or link that the page gives for the next one; nil where it gives none, or where paging reads none.
    package let next: String?
    /// Records without a value for a field that the crawler maps and watches.
    package let missing: [ListingField: Int]
    package let batch: ListingBatch

    /// The listings as values; made anew at each call.
    package var listings: [Listing] {
        batch.listings
    }
}

/// What a first look over a part of a large file found.
package struct PartialPage: Sendable {
    package var partials: [PartialListing] = []
    package var quarantined: [QuarantinedRecord] = []
    package var unreadableSales = 0
    /// What the slices of the partials stand in.
    package var bytes: [UInt8] = []

    /// Of a page that was read in full.
    package init(_ page: ParsedPage) {
        partials = page.batch.rows.map(PartialListing.init)
        quarantined = page.quarantined
        unreadableSales = page.unreadableSales
        bytes = page.batch.bytes
    }

    init() {}

    /// Records, readable or not.
    package var records: Int {
        partials.count + quarantined.count
    }
}

/// A page that is no page.
package enum PageFault: Error, Hashable, Sendable {
    /// The bytes cannot be read: cut off, not the format, not the character set.
    case unreadable(String)
    /// The platform answered with an error of its own, whatever the HTTP status.
    case refused(String)
}

/// Turns the bytes of a page into listings, as a crawler file describes them.
package enum PageParser {
    /// Reads one page. For many pages of one feed make one `PageReader`.
    package static func parse(
        _ bytes: [UInt8], crawler: Crawler, mode: ReadingMode = .strict
    ) throws(PageFault) -> ParsedPage {
        try PageReader(crawler).parse(bytes, mode: mode)
    }
}
