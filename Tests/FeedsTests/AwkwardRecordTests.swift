import Domain
import Feeds
import TestSupport
import Testing

/// Awkward records, and reading quarantined records again.
@Suite(.timeLimit(.minutes(15))) struct AwkwardRecordTests {
    private static func paths(_ texts: [String]) -> [FieldPath] {
        texts.compactMap { FieldPath($0) }
    }

    private static func crawler(
        _ format: FeedFormat, item: [String] = ["id"], shop: [String] = ["shop"], certificate: [String] = []
    ) -> Crawler {
        let sample = Samples.crawler()
        let fields = FieldMap(
            rules: [
                .item: FieldRule(paths(item)), .title: FieldRule(paths(["title"])),
                .price: FieldRule(paths(["price"])), .shopName: FieldRule(paths(shop)),
                .certificate: FieldRule(paths(certificate)),
            ], priceUnit: .yuan)
        return Crawler(
            identifier: sample.identifier, platform: sample.platform, name: sample.name, endpoint: sample.endpoint,
            every: sample.every, request: sample.request, paging: sample.paging, queries: sample.queries,
            format: format, fields: fields, recheck: nil, rule: sample.rule)
    }

    private static let lines = FeedFormat.ndjson(.init())
    private static let page = FeedFormat.json(.init(records: paths(["data.list"]), error: nil, success: nil))

    private func parse(_ text: String, _ crawler: Crawler) throws -> ParsedPage {
        try PageParser.parse(Array(text.utf8), crawler: crawler)
    }

    @Test(
        "A line that is cut off affects itself only",
        arguments: [
            #"{"id":"1","price":1,"shop":"s","title":"cut"#, #"{"id":"1","price":1,"x":[[{"a":"#,
            #"{"id":"1","price":1,"x":{"y":"z"#, #"{"id":"1","ti"#, #"{"id":"1","title":"a\"#, #"{"#, #"{"id":"#,
            #"[{"id":"#,
        ])
    func cutOff(_ line: String) throws {
        let sound = #"{"id":"2","title":"积木","price":1,"shop":"s","y":1}"#
        let found = try parse(line + "\n" + sound + "\n" + sound, Self.crawler(Self.lines))
        #expect(found.records == 3)
        #expect(found.listings.map(\.key.item) == ["2", "2"])
        #expect(found.quarantined.count == 1)
    }

    @Test("A field may have a path in the page and one in the record")
    func pageFirst() throws {
        let text = #"{"title":"积木","price":1,"x":0,"id":"7","shop":"s"}"#
        let crawler = Self.crawler(Self.lines, item: ["$.id", "id"], shop: ["$.shop", "shop"])
        let found = try parse(text, crawler)
        #expect(found.listings.map(\.key.item) == ["7"])
        #expect(found.listings.first?.shopName == "s")
    }

    @Test("A record with more than sixty-four mapped fields is read to its end")
    func manyPaths() throws {
        let names = (0..<70).map { "n\($0)" }
        let members = names.map { #""\#($0)":"v""# }.joined(separator: ",")
        let record = #"{"id":"1","title":"积木","price":1,\#(members),"z":1}"#
        let crawler = Self.crawler(Self.page, shop: names)
        let found = try parse(#"{"data":{"list":[\#(record),\#(record)]}}"#, crawler)
        #expect(found.records == 2)
        #expect(found.listings.count == 2)
    }

    @Test("Names that contain NUL bytes at the end of the text are not read past it", arguments: 1...24)
    func nullNames(_ count: Int) throws {
        let name = "a" + String(repeating: "\u{0}", count: count)
        let line = #"{"id":"1","title":"积木","price":1,"\#(name)":"#
        for cut in 0...4 {
            let text = line + "1,\"shop\":\"s\"}\n" + line.dropLast(cut)
            let found = try parse(String(text), Self.crawler(Self.lines, certificate: ["b"]))
            #expect(found.records == 2)
        }
    }

    @Test("A string that should contain JSON and does not affects its record, not the page")
    func brokenText() throws {
        let records = [
            #"{"id":"1","title":"积木","price":1,"detail":"{\"ccc\":1}"}"#,
            #"{"id":"2","title":"积木","price":1,"detail":"{\"ccc\":"}"#,
            #"{"id":"3","title":"积木","price":1,"detail":"{\"more\":\"{\\\"x\\\"\"}"}"#,
            #"{"id":"4","title":"积木","price":1,"detail":"{\"more\":\"{\\\"x\\\":2}\"}"}"#,
        ]
        let certificate = ["detail|json.ccc", "detail|json.more|json.x"]
        for (format, text) in [
            (Self.page, "{\"data\":{\"list\":[\(records.joined(separator: ","))]}}"),
            (Self.lines, records.joined(separator: "\n")),
        ] {
            let crawler = Self.crawler(format, certificate: certificate)
            let found = try parse(text, crawler)
            #expect(found.listings.map(\.key.item) == ["1", "4"])
            #expect(found.listings.map(\.claims.certificate) == ["1", "2"])
            #expect(found.quarantined.map(\.fault.code) == [.unreadableRecord, .unreadableRecord])
            #expect(found.quarantined.allSatisfy { $0.fault.detail.contains("JSON text") })
            for record in found.quarantined {
                let again = PageParser.replay(record.bytes, context: record.context, crawler: crawler)
                #expect(throws: RecordFault.self) { try again.get() }
            }
        }
    }

    @Test("A page value that is not UTF-8 is refused for its records, and again when they are read again")
    func invalidPageValue() throws {
        let text = #"{"data":{"shop":"店?","list":[{"id":"1","title":"积木","price":1}]}}"#
        let bytes = Array(text.utf8).map { $0 == UInt8(ascii: "?") ? 0xE6 : $0 }
        let crawler = Self.crawler(Self.page, shop: ["$.data.shop"])
        let found = try PageParser.parse(bytes, crawler: crawler)
        #expect(found.quarantined.map(\.fault.code) == [.invalidText])
        let record = try #require(found.quarantined.first)
        let again = PageParser.replay(record.bytes, context: record.context, crawler: crawler)
        #expect(throws: RecordFault.self) { try again.get() }
    }

    @Test(
        "A page value that is repeated or not a value is refused for its records, and again when they are read again",
        arguments: [
            (#""店","shop":"铺""#, RecordFault.Code.repeatedField), ("{}", .wrongType), (#"[["店"]]"#, .wrongType),
        ])
    func unclearPageValue(_ value: String, _ code: RecordFault.Code) throws {
        let text = #"{"data":{"list":[{"id":"1","title":"积木","price":1}],"shop":\#(value)}}"#
        let crawler = Self.crawler(Self.page, shop: ["$.data.shop"])
        let record = try #require(try parse(text, crawler).quarantined.first)
        #expect(record.fault.code == code)
        let again = PageParser.replay(record.bytes, context: record.context, crawler: crawler)
        let fault = #expect(throws: RecordFault.self) { try again.get() }
        #expect(fault?.code == code)
    }

    @Test("A list in place of a record is refused when it is read again")
    func listInList() throws {
        let text = #"{"data":{"list":[[{"id":"1","title":"积木","price":1}]]}}"#
        let crawler = Self.crawler(Self.page)
        let record = try #require(try parse(text, crawler).quarantined.first)
        #expect(record.fault.code == .notAnObject)
        let again = PageParser.replay(record.bytes, context: record.context, crawler: crawler)
        #expect(throws: RecordFault.self) { try again.get() }
    }

    @Test("A JSON-LD page with very many broken blocks is read in one pass")
    func brokenBlocks() throws {
        let block = "<script type=\"application/ld+json\">x</script>\n"
        let sound =
            "<script type=\"application/ld+json\">"
            + #"{"@type":"Product","sku":"1","name":"积木","offers":{"price":1}}"# + "</script>"
        let crawler = try #require(AwkwardCrawlers.crawler("json-ld"))
        let found = try parse(String(repeating: block, count: 20_000) + sound, crawler)
        #expect(found.listings.count == 1)
        #expect(found.quarantined.count == 20_000)
        #expect(found.quarantined.last?.fault.detail.hasPrefix("line 20000, column 36") == true)
    }

    @Test("A page of millions of empty records is refused before it fills the memory")
    func emptyRecords() throws {
        let bytes = Array(repeating: Array("1\n".utf8), count: 4_000_001).flatMap { $0 }
        #expect(throws: PageFault.self) { try PageParser.parse(bytes, crawler: Self.crawler(Self.lines)) }
    }
}
