import Domain
import Feeds
import TestSupport
import Testing

@Suite("Figures 5: a price is read as a range")
struct PriceReadingTests {
    private let plain = FigureFeed.crawler(FigureFeed.plain())

    private func price(_ text: String) throws -> ParsedPage {
        try FigureFeed.read(FigureFeed.line(#""price":"\#(text)""#), plain)
    }

    @Test("Figures 5: every text of the field's table has the price that the table states, in JSON and in CSV")
    func fieldTable() throws {
        let table = try FigureFeed.table("price-text.txt")
        #expect(table.count > 35)
        let columns = FieldMap(
            rules: [
                .item: FieldRule([FieldPath(column: "id")]), .title: FieldRule([FieldPath(column: "title")]),
                .price: FieldRule([FieldPath(column: "price")]),
            ], priceUnit: .yuan)
        let csv = FigureFeed.crawler(.csv(.init(encoding: .utf8, separator: UInt8(ascii: ";"))), columns)
        for row in table {
            let pages = [
                try price(row[0]), try FigureFeed.read(Array("id;title;price\nA1;积木;\(row[0])\n".utf8), csv),
            ]
            for page in pages {
                if row[1] == "refuse" {
                    #expect(page.listings.isEmpty, "\(row[0])")
                    let fault = try #require(page.quarantined.first?.fault)
                    #expect(fault.field == "price" && !fault.sentence.isEmpty, "\(row[0])")
                } else {
                    #expect(FigureFeed.price(page) == row[1], "\(row[0])")
                }
            }
        }
    }

    @Test(
        "Other texts of the same kinds",
        arguments: [
            ("RMB 39.90", "3990"), ("cny39.9", "3990"), ("CN¥39.90", "3990"), ("人民币39.9元", "3990"),
            ("售价：￥39.9", "3990"),
            ("３９．９０元", "3990"), ("\u{3000}39.9\u{3000}", "3990"), ("39.9\u{00A0}元", "3990"),
            ("1,234,567.89", "123456789"),
            ("￥１，２９９", "129900"), ("12.8 - 39.9", "1280..3990"), ("¥12.8-¥39.9", "1280..3990"),
            ("12.8元-39.9元", "1280..3990"),
            ("12.8～39.9", "1280..3990"), ("12.8—39.9", "1280..3990"), ("12.8－39.9", "1280..3990"),
            ("12.8至39.9元", "1280..3990"),
            ("12.8-12.8", "1280"), ("¥1,299.00-2,399.00", "129900..239900"), ("12.8元起/件", "1280..∞"),
            ("39.9元/个", "3990"), ("39.9／套", "3990"), ("12.8/件起", "1280..∞"), ("0.01-9999999", "1..999999900"),
            ("39.9-12.8", "unreadable-price"), ("0-39.9", "price-not-positive"), ("39.9/斤", "unreadable-price"),
            ("9.9/100g", "unreadable-price"), ("12.8-39.9起", "unreadable-price"), ("1,29,900", "unreadable-price"),
            ("1.299,00", "unreadable-price"), ("12.8-", "unreadable-price"), ("-12.8", "price-not-positive"),
            ("约39.9", "unreadable-price"), ("39.9+", "unreadable-price"), ("39.9万", "unreadable-price"),
            ("12.8-99999999", "price-too-high"), ("10000001", "price-too-high"),
            ("19.900000000000002", "binary-remainder"),
            ("12.799999999999999", "binary-remainder"), ("39.900001525878906", "binary-remainder"),
            ("HK$39.9", "wrong-currency"), ("NT$399", "wrong-currency"), ("US $39.9", "wrong-currency"),
            ("39.9 USD", "wrong-currency"), ("JPY 3990", "wrong-currency"), ("3990円", "wrong-currency"),
            ("￡39.9", "wrong-currency"),
            ("£39.9", "wrong-currency"), ("₩39900", "wrong-currency"), ("39.9港币", "wrong-currency"),
            ("39.9美元", "wrong-currency"),
            ("券后39.9", "other-price"), ("活动价39.9", "other-price"), ("PLUS会员价39.9", "other-price"),
            ("原价99.9", "other-price"), ("定金50", "other-price"), ("39.9(券后)", "other-price"),
        ])
    func otherTexts(_ text: String, _ expected: String) throws {
        #expect(FigureFeed.price(try price(text)) == expected)
    }

    @Test("The reason of a refusal names what was found and what to do")
    func sentences() throws {
        let remainder = try #require(try price("39.90000000000001").quarantined.first?.fault)
        #expect(remainder.sentence == "价格带有二进制尾数：“39.90000000000001”")
        #expect(remainder.code.advice?.contains("unit: fen") == true)
        let coupon = try #require(try price("券后价¥39.9").quarantined.first?.fault)
        #expect(coupon.code.advice?.contains("priceAfterCoupon") == true)
    }

    @Test(
        "The field of prices after coupons reads the words of such prices, and nothing else than a lower price counts",
        arguments: [
            ("券后价¥9.9", "990"), ("到手价：9.9", "990"), ("9.9(券后)", "990"), ("券后 9.9 元", "990"), ("9.9", "990"), ("-", "0"),
            ("暂无", "0"), ("0", "0"), ("39.9", "0"), ("45", "0"), ("5-9.9", "500..990"), ("9.9起", "990..3990"),
            ("会员价9.9", "other-price"), ("面议", "unreadable-price"), ("$9.9", "wrong-currency"),
        ])
    func afterCoupon(_ text: String, _ expected: String) throws {
        let page = try FigureFeed.read(FigureFeed.line(#""price":39.9,"after":"\#(text)""#), plain)
        #expect(FigureFeed.after(page) == expected)
    }

    @Test("One price after coupons of an offer with several prices is that of the lowest only")
    func couponOfRange() throws {
        let page = try FigureFeed.read(FigureFeed.line(#""price":"12.8-39.9","after":"9.9""#), plain)
        #expect(FigureFeed.after(page) == "990..3990")
        let open = try FigureFeed.read(FigureFeed.line(#""price":"12.8起","after":"9.9""#), plain)
        #expect(FigureFeed.after(open) == "990..∞")
    }

    @Test("Yuan are read exactly, for every amount and every way of writing it")
    func exact() throws {
        var chance = SeededGenerator(seed: 5_100)
        for _ in 0..<2_000 {
            let fen = Int64.random(in: 1...999_999_999, using: &chance)
            let whole = String(fen / 100)
            let grouped = String(
                whole.reversed().enumerated().flatMap { $0 > 0 && $0 % 3 == 0 ? [",", $1] : [$1] }.reversed())
            let cents = (fen % 100 < 10 ? "0" : "") + String(fen % 100)
            for text in ["\(whole).\(cents)", "￥\(grouped).\(cents)元", "\(grouped)．\(cents)0 CNY"] {
                let found = try PriceText.read(bytes: text)
                #expect(found.lower == fen && found.upper == fen, "\(text)")
            }
        }
    }
}

extension PriceText {
    fileprivate static func read(bytes text: String) throws -> PriceBounds {
        var text = text
        return try text.withUTF8 { try read(UnsafeRawBufferPointer($0), unit: .yuan) }
    }
}

@Suite("Figures 5: a price over all elements of a list, and one in two fields")
struct PriceSourceTests {
    private func all(_ path: String, _ change: (inout PriceSource) -> Void = { _ in }) throws -> PriceSource {
        var source = PriceSource(try FigureFeed.path(path))
        source.isOverAll = true
        change(&source)
        return source
    }

    private static let formats: [FeedFormat] = [
        .ndjson(.init()), .json(.init(records: FigureFeed.paths("items"), error: nil, success: nil)),
    ]

    /// Reads a record as a line, as an element of a page, and again from quarantine.
    private func read(_ members: String, _ fields: FieldMap, at moment: Timestamp? = nil) throws -> String {
        let line = FigureFeed.line(members)
        let lines = FigureFeed.crawler(fields)
        let page = try FigureFeed.read(line, lines, at: moment)
        let result = FigureFeed.price(page)
        let bytes = Array(#"{"items":["#.utf8) + line + Array("]}".utf8)
        let whole = FigureFeed.crawler(Self.formats[1], fields)
        #expect(FigureFeed.price(try FigureFeed.read(bytes, whole, at: moment)) == result)
        for indexing in [TokenIndexing.none, .best] {
            let reader = PageReader(lines, indexing: indexing)
            #expect(FigureFeed.price(try (moment.map { reader.at($0) } ?? reader).parse(line)) == result)
        }
        if let record = page.quarantined.first {
            let again = PageParser.replay(record.bytes, context: record.context, crawler: lines, at: moment)
            #expect(throws: RecordFault.self) { try again.get() }
        }
        return result
    }

    @Test(
        "Figures 5: over: all reads the lowest and the highest price",
        arguments: [
            (#""variants":[{"price":"12.80"},{"price":"39.90"},{"price":"20"}]"#, "1280..3990"),
            (#""variants":[{"price":12.8}]"#, "1280"), (#""variants":{"price":12.8}"#, "1280"),
            (#""variants":[{"price":"12.8-20"},{"price":"15"}]"#, "1280..2000"),
            (#""variants":[{"price":"12.8起"},{"price":"15"}]"#, "1280..∞"), (#""variants":[]"#, "missing-field"),
            (#""variants":null"#, "missing-field"), (#""other":1"#, "missing-field"),
            (#""variants":[{"price":"12.8"},{"price":null}]"#, "missing-field"),
            (#""variants":[{"price":"12.8"},{"sku":1}]"#, "missing-field"),
            (#""variants":[{"price":"12.8"},{"price":"0"}]"#, "price-not-positive"),
            (#""variants":[{"price":"12.8"},{"price":"面议"}]"#, "unreadable-price"),
            (#""variants":[{"price":"12.8"},{"price":{}}]"#, "wrong-type"),
            (#""variants":[{"price":"12.8","price":"1"}]"#, "repeated-field"),
            (#""variants":[[{"price":"12.8"}],[{"price":"9"}]]"#, "900..1280"),
        ])
    func overAll(_ members: String, _ expected: String) throws {
        let fields = FigureFeed.priced([try all("variants.price")])
        #expect(try read(members, fields) == expected)
    }

    @Test("Other fields of the same list are read beside it")
    func otherFields() throws {
        let fields = FieldMap(
            rules: [
                .item: FieldRule(FigureFeed.paths("variants.sku")), .title: FieldRule(FigureFeed.paths("title")),
                .image: FieldRule(FigureFeed.paths("variants.pictures")),
            ], prices: [.price: [try all("variants.offer.price")]], priceUnit: .yuan)
        let line = Array(
            (#"{"title":"积木","variants":[{"sku":"S1","pictures":["a","b"],"offer":{"price":5}},"#
                + #"{"sku":"S2","offer":{"price":7}}]}"#).utf8)
        let page = try FigureFeed.read(line, FigureFeed.crawler(fields))
        #expect(FigureFeed.price(page) == "500..700")
        #expect(page.listings.first?.key.item == "S1" && page.listings.first?.image == "a")
    }

    @Test(
        "Without over: all, several prices in one value are a fault, and a list on the path counts as its first element"
    )
    func usual() throws {
        let fields = FigureFeed.priced([PriceSource(try FigureFeed.path("variants.price"))])
        #expect(try read(#""variants":[{"price":5},{"price":6}]"#, fields) == "500")
        #expect(try read(#""variants":[{"price":[5,6]}]"#, fields) == "wrong-type")
    }

    @Test(
        "Figures 5: upTo reads the upper bound from another field",
        arguments: [
            (#""low":"12.8","high":"39.9""#, "1280..3990"), (#""low":12.8,"high":12.8"#, "1280"),
            (#""low":12.8"#, "1280..∞"), (#""low":12.8,"high":"""#, "1280..∞"),
            (#""low":12.8,"high":"起""#, "unreadable-price"),
            (#""low":39.9,"high":12.8"#, "unreadable-price"), (#""low":12.8,"high":0"#, "price-not-positive"),
            (#""high":12.8"#, "missing-field"),
        ])
    func upTo(_ members: String, _ expected: String) throws {
        var source = PriceSource(try FigureFeed.path("low"))
        source.upTo = try FigureFeed.path("high")
        #expect(try read(members, FigureFeed.priced([source])) == expected)
    }

    @Test(
        "Figures 5: the shipped crawlers read ranges",
        arguments: [
            (
                "shopify", #"{"products":[{"id":7,"title":"积木","variants":[{"price":"9.90"},{"price":"59.00"}]}]}"#,
                "990..5900"
            ),
            (
                "woocommerce",
                #"[{"id":7,"name":"积木","prices":{"price":"990","price_range":{"min_amount":"990","max_amount":"5900"},"#
                    + #""currency_code":"CNY","currency_minor_unit":2}}]"#, "990..5900"
            ),
            (
                "woocommerce",
                #"[{"id":7,"name":"积木","prices":{"price":"990","price_range":null,"currency_minor_unit":2}}]"#,
                "missing-currency"
            ),
        ])
    func shipped(_ crawler: String, _ page: String, _ expected: String) throws {
        let read = try PageParser.parse(Array(page.utf8), crawler: Repository.crawler(crawler))
        #expect(FigureFeed.price(read) == expected)
    }
}
