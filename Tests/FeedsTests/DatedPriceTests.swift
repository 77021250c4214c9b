import Domain
import Feeds
import TestSupport
import Testing

@Suite("Figures 4: a price counts only in its time and in yuan")
struct DatedPriceTests {
    /// 2026-11-29, 20:00 in China.
    private static let now = Timestamp(rfc3339: "2026-11-29T20:00:00+08:00")

    private func dated(_ change: (inout PriceSource) throws -> Void) throws -> FieldMap {
        var source = PriceSource(try FigureFeed.path("sale"))
        try change(&source)
        return FigureFeed.priced([source, PriceSource(try FigureFeed.path("price"))])
    }

    private func read(_ members: String, _ fields: FieldMap, at moment: Timestamp? = Self.now) throws -> ParsedPage {
        try FigureFeed.read(FigureFeed.line(members), FigureFeed.crawler(fields), at: moment)
    }

    @Test(
        "Figures 4: a sale price is used within its period, which is read with its zone",
        arguments: [
            ("2026-11-01T00:00+08:00/2026-11-30T23:59+08:00", "500"),
            ("2020-01-01T00:00+0800/2020-02-01T00:00+0800", "900"),
            ("2026-11-29T13:00Z/2026-12-29T13:00Z", "900"), ("2026-11-29T11:59:59Z/2026-12-29T13:00Z", "500"),
            ("2026-11-29T04:00-0800/2026-12-29", "500"), ("2026-11-29/2026-11-29", "500"),
            ("2026-11-28/2026-11-28", "900"),
            ("2026-11-01 / 2026-11-30", "500"), ("2026-11-29T20:00/2026-11-29T20:00", "500"),
            ("2026-11-30T00:00+08/2026-12-30", "900"), ("2026-11-29T20:00:00.001+08:00/2026-12-30", "900"),
        ])
    func period(_ period: String, _ expected: String) throws {
        let fields = try dated { $0.validity = try FigureFeed.path("days") }
        let page = try read(#""sale":5,"price":9,"days":"\#(period)""#, fields)
        #expect(FigureFeed.price(page) == expected)
        #expect(page.unread.isEmpty)
    }

    @Test(
        "Figures 4: a period that cannot be read is unknown: the undated price is taken, and the text is reported",
        arguments: [
            "2026-11-30/2026-11-01", "today", "2026-11-01", "11/01/2026-11/30/2026", "2026-11-01/P7D", "/",
            "2026-13-01/2026-14-01",
        ])
    func unreadablePeriod(_ period: String) throws {
        let fields = try dated { $0.validity = try FigureFeed.path("days") }
        let page = try read(#""sale":5,"price":9,"days":"\#(period)""#, fields)
        #expect(FigureFeed.price(page) == "900")
        #expect(page.unread[.price]?.examples == [.init(text: period, reason: .validity)])
        let alone = try read(#""sale":5,"days":"\#(period)""#, fields)
        let fault = try #require(alone.quarantined.first?.fault)
        #expect(fault.code == .priceNotValid && fault.value == period && fault.code.advice != nil)
    }

    @Test("A price of another day, and no other price, is quarantined; a price without a period is always valid")
    func withoutFallback() throws {
        let fields = try dated { $0.validity = try FigureFeed.path("days") }
        #expect(FigureFeed.price(try read(#""sale":5,"days":"2020-01-01/2020-01-02""#, fields)) == "price-not-valid")
        #expect(FigureFeed.price(try read(#""sale":5,"price":9"#, fields)) == "500")
        #expect(FigureFeed.price(try read(#""sale":5,"price":9,"days":"""#, fields)) == "500")
        #expect(FigureFeed.price(try read(#""price":9,"days":"2020-01-01/2020-01-02""#, fields)) == "900")
    }

    @Test("Without the moment of the page no dated price is used")
    func unknownMoment() throws {
        let fields = try dated { $0.validity = try FigureFeed.path("days") }
        let page = try read(#""sale":5,"price":9,"days":"2000-01-01/2100-01-01""#, fields, at: nil)
        #expect(FigureFeed.price(page) == "900")
    }

    @Test(
        "Begin and end may be two fields; a date is the end of that day",
        arguments: [
            (#""from":"2026-11-01","until":"2026-11-29""#, "500"), (#""until":"2026-11-28""#, "900"),
            (#""from":"2026-11-30""#, "900"), (#""from":"2026-11-29""#, "500"), (#""until":"soon""#, "900"),
        ])
    func twoFields(_ members: String, _ expected: String) throws {
        let fields = try dated {
            $0.validFrom = try FigureFeed.path("from")
            $0.validUntil = try FigureFeed.path("until")
        }
        #expect(FigureFeed.price(try read(#""sale":5,"price":9,\#(members)"#, fields)) == expected)
    }

    @Test("A period that stands behind the prices is read, too")
    func lastMember() throws {
        let fields = try dated { $0.validity = try FigureFeed.path("days") }
        let page = try read(#""sale":5,"price":9,"x":[1,2],"y":{"z":1},"days":"2020-01-01/2020-01-02""#, fields)
        #expect(FigureFeed.price(page) == "900")
    }

    @Test("Of several elements those count that are valid now")
    func elements() throws {
        var source = PriceSource(try FigureFeed.path("offers.price"))
        source.isOverAll = true
        source.validUntil = try FigureFeed.path("offers.priceValidUntil")
        source.currency = try FigureFeed.path("offers.priceCurrency")
        let fields = FigureFeed.priced([source])
        let valid = #""priceCurrency":"CNY","priceValidUntil":"2026-12-31""#
        let past = #""priceCurrency":"CNY","priceValidUntil":"2020-12-31""#
        func price(_ offers: String) throws -> String { FigureFeed.price(try read(#""offers":\#(offers)"#, fields)) }
        #expect(try price(#"[{"price":5,\#(past)},{"price":7,\#(valid)},{"price":9,\#(valid)}]"#) == "700..900")
        #expect(try price(#"[{"price":5,\#(past)}]"#) == "price-not-valid")
        #expect(try price(#"[{"price":5,"priceCurrency":"CNY"},{"price":6}]"#) == "missing-currency")
        #expect(
            try price(#"[{"price":5,"priceCurrency":"CNY"},{"price":6,"priceCurrency":"JPY"}]"#) == "wrong-currency")
        #expect(try price(#"{"price":5,\#(valid)}"#) == "500")
    }

    @Test(
        "Figures 4: a currency that is mapped and missing is a fault, unless the price names the yuan in words",
        arguments: [
            (#""price":5,"iso":"CNY""#, "500"), (#""price":5,"iso":"cny""#, "500"), (#""price":5,"iso":"RMB""#, "500"),
            (#""price":5,"iso":"USD""#, "wrong-currency"), (#""price":5"#, "missing-currency"),
            (#""price":5,"iso":"""#, "missing-currency"),
            (#""price":"¥5""#, "missing-currency"), (#""price":"5元""#, "500"), (#""price":"5.00 CNY""#, "500"),
            (#""price":5,"iso":null"#, "missing-currency"),
        ])
    func missingCurrency(_ members: String, _ expected: String) throws {
        let source = PriceSource(try FigureFeed.path("price"))
        let fields = FigureFeed.priced([source], currency: FieldRule(FigureFeed.paths("iso")))
        #expect(FigureFeed.price(try read(members, fields)) == expected)
        let crawler = FigureFeed.crawler(fields)
        let partial = PartialPage(try PageReader(crawler).parse(FigureFeed.line(members)))
        #expect(partial.quarantined.count == (Int64(expected) == nil ? 1 : 0))
    }

    @Test("A file may state that the whole feed is in yuan")
    func declared() throws {
        let source = PriceSource(try FigureFeed.path("price"))
        let fields = FigureFeed.priced([source], currency: FieldRule([], fallback: "CNY"))
        #expect(FigureFeed.price(try read(#""price":5"#, fields)) == "500")
        #expect(FigureFeed.price(try read(#""price":"$5""#, fields)) == "wrong-currency")
    }
}

extension DatedPriceTests {
    private func merchant(_ members: String) throws -> String {
        let page =
            #"<rss><channel><item><g:id>GM-1</g:id><title>积木</title>\#(members)</item></channel></rss>"#
        let reader = PageReader(try Repository.crawler("google-merchant")).at(try #require(Self.now))
        return FigureFeed.price(try reader.parse(Array(page.utf8)))
    }

    @Test("Figures 4: google-merchant takes the sale price only on its days")
    func googleMerchant() throws {
        let price = "<g:price>90.00 CNY</g:price><g:sale_price>9.00 CNY</g:sale_price>"
        func days(_ text: String) -> String {
            "<g:sale_price_effective_date>\(text)</g:sale_price_effective_date>"
        }
        #expect(try merchant(price) == "900")
        #expect(try merchant(price + days("2020-02-24T13:00-0800/2020-02-29T15:30-0800")) == "9000")
        #expect(try merchant(price + days("2026-11-24T13:00-0800/2026-12-29T15:30-0800")) == "900")
        #expect(try merchant("<g:price>90.00</g:price>") == "missing-currency")
        #expect(try merchant("<g:price>90.00 USD</g:price>") == "wrong-currency")
    }

    private func linked(_ offers: String) throws -> String {
        let page =
            #"<script type="application/ld+json">{"@type":"Product","sku":"W1","name":"积木","offers":\#(offers)}</script>"#
        let reader = PageReader(try Repository.crawler("schema-org")).at(try #require(Self.now))
        return FigureFeed.price(try reader.parse(Array(page.utf8)))
    }

    @Test("Figures 4: schema-org needs the currency beside the price and a price that is valid today")
    func schemaOrg() throws {
        #expect(try linked(#"{"price":39.9,"priceCurrency":"CNY"}"#) == "3990")
        #expect(try linked(#"{"price":39.9}"#) == "missing-currency")
        #expect(try linked(#"{"price":39.9,"priceCurrency":"USD"}"#) == "wrong-currency")
        #expect(
            try linked(#"{"price":39.9,"priceCurrency":"CNY","priceValidUntil":"2020-12-31"}"#) == "price-not-valid")
        #expect(
            try linked(#"[{"price":39.9,"priceCurrency":"CNY"},{"price":12.8,"priceCurrency":"CNY"}]"#) == "1280..3990")
        #expect(try linked(#"{"lowPrice":"12.8","highPrice":"39.9","priceCurrency":"CNY"}"#) == "1280..3990")
        #expect(try linked(#"{"lowPrice":"12.8","priceCurrency":"CNY"}"#) == "1280..∞")
        #expect(try linked(#"{"lowPrice":"12.8","highPrice":"39.9"}"#) == "missing-currency")
    }
}
