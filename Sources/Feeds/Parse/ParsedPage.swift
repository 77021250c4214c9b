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

/// A page that is no page.
package enum PageFault: Error, Hashable, Sendable {
    /// The bytes cannot be read: cut off, not the format, not the character set.
    case unreadable(String)
    /// The platform answered with an error of its own, whatever the HTTP status.
    case refused(String)
}

/// Turns the bytes of a page into listings, as a crawler file describes them.
package enum PageParser {
    /// Bytes in; listings, quarantined records and the stated total out. Every record ends as one or the other.
    package static func parse(_ bytes: [UInt8], crawler: Crawler) throws(PageFault) -> ParsedPage {
        switch crawler.format {
        case .json(let format): try JSONPage.parse(bytes, format: format, crawler: crawler)
        case .csv(let format): try CSVPage.parse(bytes, format: format, crawler: crawler)
        case .ndjson, .xml, .jsonLD: throw .unreadable("this format is not read yet")
        }
    }
}

/// Collects the records of a page.
struct PageCollector {
    private var listings: [Listing] = []
    private var quarantined: [QuarantinedRecord] = []
    private var unreadableSales = 0

    mutating func add(place: String, source: @autoclosure () -> [UInt8], _ read: () throws(RecordFault) -> ReadListing)
    {
        do throws(RecordFault) {
            let read = try read()
            listings.append(read.listing)
            if read.salesUnreadable { unreadableSales += 1 }
        } catch {
            quarantined.append(QuarantinedRecord(fault: error, place: place, bytes: source()))
        }
    }

    func page(statedTotal: Int64?, next: String? = nil) -> ParsedPage {
        ParsedPage(
            records: listings.count + quarantined.count, quarantined: quarantined, statedTotal: statedTotal,
            unreadableSales: unreadableSales, next: next, missing: [:], batch: ListingBatch(listings))
    }
}
