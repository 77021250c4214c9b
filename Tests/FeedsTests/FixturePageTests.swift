import Domain
import Feeds
import TestSupport
import Testing

/// The shipped crawlers read pages in the platforms' own forms.
struct FixturePageTests {
    struct Expected: Sendable, CustomTestStringConvertible {
        let crawler: String
        let day: Int
        /// Code and field of every quarantined record, sorted.
        let faults: [String]
        let unreadableSales: Int

        var testDescription: String { "\(crawler), day \(day)" }
    }

    static let expected = [
        Expected(
            crawler: "taobao-top", day: 1,
            faults: ["price-not-positive price", "price-not-positive price", "too-long title"],
            unreadableSales: 1),
        Expected(
            crawler: "taobao-top", day: 2, faults: ["price-not-positive price", "price-not-positive price"],
            unreadableSales: 1),
        Expected(
            crawler: "jd-union", day: 1,
            faults: ["missing-field price", "missing-field title", "not-an-object -", "not-an-object -"],
            unreadableSales: 0),
        Expected(
            crawler: "jd-union", day: 2,
            faults: ["missing-field price", "missing-field title", "not-an-object -", "not-an-object -"],
            unreadableSales: 0),
        Expected(
            crawler: "pdd-ddk", day: 1, faults: ["missing-field price", "not-an-object -"], unreadableSales: 1),
        Expected(
            crawler: "pdd-ddk", day: 2, faults: ["invalid-utf8 -", "missing-field price", "not-an-object -"],
            unreadableSales: 1),
        Expected(
            crawler: "douyin-live", day: 1,
            faults: ["missing-field price", "missing-field title", "not-an-object -", "price-not-positive price"],
            unreadableSales: 1),
        Expected(
            crawler: "douyin-live", day: 2,
            faults: ["missing-field price", "missing-field title", "not-an-object -", "price-not-positive price"],
            unreadableSales: 1),
    ]

    /// Every page of one crawler and day, by query, in order.
    private func pages(_ crawler: Crawler, day: Int) throws -> [String: [ParsedPage]] {
        var result: [String: [ParsedPage]] = [:]
        for query in crawler.queries {
            result[query] = try Repository.pages(crawler, day: day, query: query).map {
                try PageParser.parse($0, crawler: crawler)
            }
        }
        return result
    }

    @Test(
        "Every record of every page becomes a listing or is quarantined, and the count equals the platform's total",
        arguments: expected)
    func addsUp(_ expected: Expected) throws {
        let crawler = try Repository.crawler(expected.crawler)
        let pages = try pages(crawler, day: expected.day)
        #expect(Set(pages.keys) == Set(crawler.queries))
        for (query, pages) in pages {
            let records = pages.reduce(0) { $0 + $1.records }
            let kept = pages.reduce(0) { $0 + $1.listings.count + $1.quarantined.count }
            #expect(records == kept, "query \(query)")
            #expect(pages.allSatisfy { $0.statedTotal == Int64(records) }, "query \(query)")
        }
    }

    @Test(
        "Each awkward record is quarantined with its own reason, and every other record is a listing",
        arguments: expected)
    func quarantines(_ expected: Expected) throws {
        let crawler = try Repository.crawler(expected.crawler)
        let all = try pages(crawler, day: expected.day).values.flatMap { $0 }
        let quarantined = all.flatMap(\.quarantined)
        #expect(
            quarantined.map { "\($0.fault.code.rawValue) \($0.fault.field ?? "-")" }.sorted() == expected.faults)
        #expect(quarantined.allSatisfy { !$0.bytes.isEmpty && !$0.place.isEmpty && !$0.fault.detail.isEmpty })
        #expect(all.reduce(0) { $0 + $1.unreadableSales } == expected.unreadableSales)
    }

    @Test("Every listing has an identity, a title, a price and its platform", arguments: expected)
    func readsListings(_ expected: Expected) throws {
        let crawler = try Repository.crawler(expected.crawler)
        let listings = try pages(crawler, day: expected.day).values.flatMap { $0 }.flatMap(\.listings)
        #expect(listings.count > 20)
        for listing in listings {
            #expect(listing.key.platform == crawler.platform)
            #expect(!listing.key.item.isEmpty && !listing.title.isEmpty && listing.price.lower > Fen(0))
            #expect(listing.shopName?.contains("虚构") == true)
            #expect(listing.category != nil)
            if let link = listing.link { #expect(link.hasPrefix("https://")) }
        }
    }

    @Test("Identifiers beyond 2⁵³ stay distinct, and so do identifiers with leading zeros")
    func keepsIdentifiers() throws {
        let douyin = try pages(Repository.crawler("douyin-live"), day: 1).values.flatMap { $0 }.flatMap(\.listings)
        #expect(Set(douyin.map(\.key.item)).count == douyin.count)
        #expect(douyin.allSatisfy { Int64($0.key.item).map { $0 > 1 << 53 } ?? false })
        #expect(Set(douyin.map(\.key.item).compactMap(Double.init)).count < douyin.count)
        let taobao = try pages(Repository.crawler("taobao-top"), day: 1).values.flatMap { $0 }.flatMap(\.listings)
        #expect(taobao.contains { $0.key.item == "0007712345678" })
    }

    @Test("Each listing of a livestream room has the room's name and its streamer")
    func readsLiveRoom() throws {
        let listings = try pages(Repository.crawler("douyin-live"), day: 1).values.flatMap { $0 }.flatMap(\.listings)
        let room = LiveRoom(room: "7301234567890123456", streamer: "虚构主播小样")
        #expect(listings.allSatisfy { $0.liveRoom == room })
    }

    @Test("Each row of the market's CSV becomes a listing", arguments: [1, 2])
    func readsMarket(_ day: Int) throws {
        let bytes = try Repository.bytes("Fixtures/Pages/csv-market/day-\(day)/listings.csv")
        let page = try PageParser.parse(bytes, crawler: Repository.crawler("csv-market"))
        #expect(page.quarantined.isEmpty)
        #expect(page.records == page.listings.count)
        #expect(page.listings.count >= 40)
        #expect(page.listings.allSatisfy { $0.key.item.hasPrefix("00") })
        #expect(page.listings.contains { $0.title.contains(",") })
        #expect(page.listings.contains { $0.title.contains("\"新品\"") })
        #expect(page.listings.contains { $0.title.contains("\n") })
    }
}
