import Domain
import Feeds
import TestSupport
import Testing

/// The result of one shipped crawler for all its fixture pages of a day.
struct PlatformPages: CustomTestStringConvertible {
    let crawler: String
    let records: Int
    /// Code and field of every quarantined record, sorted.
    let faults: [String]
    var unreadableSales = 0
    var type = "json"

    var testDescription: String { crawler }

    /// Every page, in the order in which the pages are requested.
    func read(day: Int) throws -> [ParsedPage] {
        let crawler = try Repository.crawler(crawler)
        return try crawler.queries.flatMap { query in
            try Repository.pages(crawler, day: day, query: query, type: type).map {
                try PageParser.parse($0, crawler: crawler)
            }
        }
    }
}

extension PlatformPages {
    /// Compares the pages of `day` with the records that were written into them.
    func check(day: Int) throws {
        let pages = try read(day: day)
        let quarantined = pages.flatMap(\.quarantined)
        let listings = pages.flatMap(\.listings)
        #expect(pages.reduce(0) { $0 + $1.records } == records)
        #expect(listings.count == records - faults.count)
        #expect(
            quarantined.map { "\($0.fault.code.rawValue) \($0.fault.field ?? "-")" }.sorted() == faults.sorted())
        #expect(quarantined.allSatisfy { !$0.place.isEmpty && !$0.fault.detail.isEmpty && !$0.bytes.isEmpty })
        #expect(pages.reduce(0) { $0 + $1.unreadableSales } == unreadableSales)
        #expect(Set(listings.map(\.key)).count == listings.count, "two offers were taken for one")
        // Every price of the fixtures is between ¥15 and ¥99, or half of such a price, so a wrong unit would be
        // noticed.
        #expect(listings.allSatisfy { $0.price.lower >= Fen(750) && $0.price.lower <= Fen(9_900) })
    }
}
