import Domain
import Feeds
import TestSupport
import Testing

/// Shipped crawlers whose feeds have lists within records, minor units, XML or JSON-LD.
@Suite struct OtherShapesTests {
    static let platforms = [
        PlatformPages(crawler: "ali-1688", records: 4, faults: ["missing-field price"]),
        PlatformPages(
            crawler: "shopify", records: 30, faults: ["missing-field price", "price-not-positive price"]),
        PlatformPages(
            crawler: "woocommerce", records: 23, faults: ["wrong-currency price", "missing-field price"]),
        PlatformPages(
            crawler: "google-merchant", records: 14, faults: ["wrong-currency price", "missing-field price"],
            type: "xml"),
        PlatformPages(crawler: "schema-org", records: 8, faults: ["wrong-currency price"], type: "html"),
    ]

    private func listings(_ crawler: String) throws -> [Listing] {
        let pages = try #require(Self.platforms.first { $0.crawler == crawler })
        return try pages.read(day: 1).flatMap(\.listings)
    }

    @Test("every record is a listing or is quarantined with its own reason", arguments: platforms, [1, 2])
    func exactCounts(_ platform: PlatformPages, _ day: Int) throws {
        try platform.check(day: day)
    }

    @Test("1688: the price is the range of all SKUs; a list of one may be the object itself")
    func ali() throws {
        #expect(try listings("ali-1688").map(\.key.item) == ["620000000001", "620000000002", "620000000003"])
    }

    @Test("Shopify: vendor, picture and time of the last change are kept; a missing picture is not a fault")
    func shopify() throws {
        let listings = try listings("shopify")
        #expect(listings.allSatisfy { $0.shopName?.contains("虚构") == true && $0.changedAt != nil })
        #expect(listings.count { $0.image == nil } == 1)
        #expect(listings.first?.changedAt == Timestamp(rfc3339: "2026-11-01T08:00:00+08:00"))
    }

    @Test("WooCommerce: prices in whole yuan and in fen are the same amounts")
    func woocommerce() throws {
        let whole = try listings("woocommerce").filter { $0.key.item.hasSuffix("3") }
        #expect(!whole.isEmpty && whole.allSatisfy { $0.price.lower.rawValue % 100 == 0 })
    }

    @Test("Google Merchant: text in CDATA, escaped links, and the reduced price if there is one")
    func merchant() throws {
        let listings = try listings("google-merchant")
        #expect(listings.contains { $0.title.hasSuffix("<新款> & 特价") })
        #expect(listings.allSatisfy { $0.link?.hasSuffix("?utm=a&b=1") == true })
        #expect(listings.allSatisfy { $0.category == "玩具 > 积木" && $0.claims.maker == "样牌" })
    }

    @Test("schema.org: products in @graph, in an ItemList and at the top; offers as an object, a list or a range")
    func schemaOrg() throws {
        let listings = try listings("schema-org")
        #expect(
            listings.map(\.key.item).sorted() == ["W-6000", "W-6001", "W-6002", "W-6004", "W-6100", "W-6101", "W-6102"])
        #expect(listings.allSatisfy { $0.image?.hasPrefix("https://web.example.cn/") == true })
    }

    @Test("抖店: the price after coupons is kept in addition to the shown price")
    func coupons() throws {
        let pages = PlatformPages(crawler: "douyin-goods", records: 47, faults: [])
        let listings = try pages.read(day: 1).flatMap(\.listings)
        #expect(listings.count { $0.priceAfterCoupon == nil } == 1)
        #expect(listings.allSatisfy { $0.payable.lower <= $0.price.lower })
    }
}
