import Domain
import Feeds
import TestSupport
import Testing

/// JSON, JSON-LD and XML with damaged records: every other record is read.
struct DamagedRecordTests {
    private func parse(_ text: String, _ format: String) throws -> ParsedPage {
        let crawler = try #require(AwkwardCrawlers.crawler(format))
        return try PageParser.parse(Array(text.utf8), crawler: crawler)
    }

    private func record(_ number: Int) -> String {
        #"{"id":"\#(number)","title":"积木","price":9.9}"#
    }

    private static let damaged = [
        #"{"id":"2","title":"积木","price":NaN}"#, #"{"id":"2","title":"积木","price":-Infinity}"#,
        #"{"id":"2","title":"积木","price":undefined}"#, #"{"id":"2","title":"积木","price":9.9,}"#,
        #"{"id":"2","title":"积\q木","price":9.9}"#, #"{"id":"2","title":"\u79e","price":9.9}"#,
        #"{"id":"2","title":"积\ud83d木","price":9.9}"#, "{\"id\":\"2\",\"title\":\"积\t木\",\"price\":9.9}",
        #"{"id":"2","title":"积木","price":9.9,"price":1}"#, #"{"id":"2","title":"锟斤拷","price":9.9}"#,
    ]

    @Test("Good inputs: a damaged record of a JSON page is quarantined with its bytes", arguments: damaged)
    func json(_ record: String) throws {
        for text in [
            #"{"items":[\#(self.record(1)),\#(record),\#(self.record(3))],"page":{"n":1}}"#,
            #"{"items":[\#(record), \#(self.record(1)) ,\#(self.record(3)),]}"#,
            #"{"items":[\#(self.record(1)),\#(self.record(3)),\#(record)]}"#,
        ] {
            let page = try parse(text, "json")
            #expect(page.listings.map(\.key.item) == ["1", "3"])
            #expect(page.quarantined.map { String(decoding: $0.bytes, as: UTF8.self) } == [record])
        }
    }

    @Test("Good inputs: a damaged line of NDJSON is quarantined with its bytes", arguments: damaged)
    func lines(_ line: String) throws {
        let page = try parse([record(1), line, record(3)].joined(separator: "\n"), "ndjson")
        #expect(page.listings.map(\.key.item) == ["1", "3"])
        #expect(page.quarantined.map { String(decoding: $0.bytes, as: UTF8.self) } == [line])
    }

    @Test(
        "Good inputs: a damaged value that no field needs does not cost its record",
        arguments: [
            "NaN", "-Infinity", "undefined", "tru", "+9.", "[1,NaN,{\"a\":undefined,}]", #""a\qb""#, "\"a\tb\"", "",
        ])
    func unmapped(_ value: String) throws {
        let record = #"{"id":"1","note":\#(value),"title":"积木","price":9.9,"more":\#(value)}"#
        let line = try parse(record + "\n" + record, "ndjson")
        #expect(line.listings.map(\.title) == ["积木", "积木"])
        #expect(try parse(#"{"note":\#(value),"items":[\#(record)]}"#, "json").listings.count == 1)
    }

    @Test("Good inputs: a line break within a string costs its record only")
    func lineBreak() throws {
        let broken = "{\"id\":\"2\",\"title\":\"积\n木\",\"price\":9.9}"
        #expect(try parse("{\"items\":[\(record(1)),\(broken),\(record(3))]}", "json").listings.count == 2)
        #expect(try parse([record(1), broken, record(3)].joined(separator: "\n"), "ndjson").listings.count == 2)
    }

    @Test(
        "Good inputs: after a quote too many, the next record is the one after which the page closes exactly",
        arguments: [
            #"{"id":"2","title":"5" 屏幕","price":1}"#, #"{"id":"2","title":"积木\","price":1}"#,
            #"{"id":"2","title":"5" 屏","skus":[{"price":1},{"id":"7","title":"t","price":2}],"price":1}"#,
        ])
    func quotes(_ broken: String) throws {
        let page = try parse(#"{"items":[\#(record(1)),\#(broken),\#(record(3))],"total":3}"#, "json")
        #expect(page.listings.map(\.key.item) == ["1", "3"])
        #expect(page.quarantined.map { String(decoding: $0.bytes, as: UTF8.self) } == [broken])
    }

    @Test("Good inputs: where the end of a record is not certain, the page is refused, and the fault gives the place")
    func uncertain() throws {
        for text in [
            #"{"items":[{"id":"1","title":"5" 屏","price":1},{"id":"2","title":"6" 屏","price":1}]}"#,
            #"{"items":[{"id":"1","title":'积木',"price":1},{"id":"2","title":'积木',"price":1}]}"#,
            #"{"items":[{"id":"1","title":"5" 屏","price":1},\#(record(2)),{"id":"3"#,
        ] {
            let fault = #expect(throws: PageFault.self) { try parse(text, "json") }
            guard case .damaged(1, _, _) = fault else {
                Issue.record("\(String(describing: fault))")
                continue
            }
            #expect(fault?.sentence.contains("其后的记录从哪里开始无法确定") == true)
        }
    }

    @Test("Good inputs: half a character in one record of a JSON page costs its record only")
    func halfCharacter() throws {
        let bytes =
            Array(#"{"items":[\#(record(1)),{"id":"2","title":"积"#.utf8) + [0xE6, 0x9C]
            + Array(#"","price":1},\#(record(3))]}"#.utf8)
        let page = try PageParser.parse(bytes, crawler: try #require(AwkwardCrawlers.crawler("json")))
        #expect(page.listings.map(\.key.item) == ["1", "3"])
        #expect(page.quarantined.map(\.fault.code) == [.invalidText])
    }

    private static let product = #"{"@type":"Product","sku":"1","name":"积木","offers":{"price":"1"}}"#

    @Test(
        "Good inputs: JSON-LD is read with what pages write around it",
        arguments: [
            "\(product);", "\(product)};", "\n<!--\n\(product)\n-->\n", "<![CDATA[\(product)]]>",
            "//<![CDATA[\n\(product)\n//]]>", "/*<![CDATA[*/\(product)/*]]>*/", "[\(product),]",
            product.replacing("\"", with: "&quot;"), product.replacing("\"Product\"", with: "[\"Product\",\"Thing\"]"),
            product.replacing("\"Product\"", with: "\"https://schema.org/Product\""),
            "{\"@graph\":[{\"@type\":\"WebPage\",\"n\":NaN},\(product)]}",
        ])
    func linkedData(_ block: String) throws {
        let broken = "<script type=\"application/ld+json\">{\"@type\": \"Offer</script>"
        let page = try parse(
            "<html>\(broken)<script type=\"application/ld+json\">\(block)</script></html>", "json-ld")
        #expect(page.listings.map(\.title) == ["积木"])
        #expect(page.quarantined.count == 1)
    }

    @Test("Good inputs: a line break within a JSON-LD string is read as a space")
    func linkedDataLineBreak() throws {
        let page = try parse(
            "<script type='application/ld+json'>\(Self.product.replacing("积木", with: "积\n木"))</script>", "json-ld")
        #expect(page.listings.map(\.title) == ["积 木"])
    }

    @Test("Good inputs: a damaged product of a JSON-LD list costs itself only")
    func linkedDataList() throws {
        let broken = Self.product.replacing("\"1\"}", with: "NaN}")
        let page = try parse("[\(Self.product),\(broken),\(Self.product)]", "json-ld")
        #expect(page.listings.count == 2)
        #expect(page.quarantined.map { String(decoding: $0.bytes, as: UTF8.self) } == [broken])
    }

    private func item(_ number: Int) -> String {
        "<item><g:id>\(number)</g:id><title>积木</title><g:price>9.90</g:price></item>"
    }

    @Test(
        "Good inputs: a record that is not well-formed XML is quarantined with its bytes, and the others are read",
        arguments: [
            "<item><g:id>2</g:id><title>积木<g:price>1</g:price></item>",
            "<item><g:id>2</g:id><title>5 < 6</title></item>",
            "<item a=1><g:id>2</g:id></item>", "<item><a><b></a></b></item>", "<item><g:id>2</g:id>",
            "<item><title>积&nbsp;木</title></item>", "<item><title>]]></title></item>",
            "<item><title>&</title><x:y/></item>", "<item><3>a</3></item>",
        ])
    func xml(_ broken: String) throws {
        let page = try parse(
            "<rss><channel><!-- <item> -->\(item(1))\(broken)\(item(3))<x/>\(item(4))</channel></rss>", "xml")
        #expect(page.listings.map(\.key.item) == ["1", "3", "4"])
        #expect(page.quarantined.map { String(decoding: $0.bytes, as: UTF8.self) } == [broken])
        #expect(page.quarantined.map(\.place) == ["rss.channel.item[1]"])
    }

    @Test("Good inputs: a document that is cut off is refused, also if its records are damaged")
    func cutXML() throws {
        let text = "<rss><channel>\(item(1))<item><a></item>\(item(3))</channel></rss>"
        #expect(try parse(text, "xml").listings.count == 2)
        for length in 0..<text.count {
            #expect(throws: PageFault.self) { try parse(String(text.prefix(length)), "xml") }
        }
    }
}
