import Domain
import Feeds
import TestSupport
import Testing

/// Cases of XML and JSON-LD beyond the awkward inputs: places, stored bytes, messages.
struct ConvertedPageTests {
    private func parse(_ text: String, _ format: String) throws -> ParsedPage {
        try parse(Array(text.utf8), format)
    }

    private func parse(_ bytes: [UInt8], _ format: String) throws -> ParsedPage {
        try PageParser.parse(bytes, crawler: try #require(AwkwardCrawlers.crawler(format)))
    }

    private func message(_ text: String, _ format: String) -> String? {
        do {
            _ = try parse(text, format)
            return nil
        } catch let fault as PageFault {
            return fault.message
        } catch {
            return "\(error)"
        }
    }

    private let good = "<item><g:id>1</g:id><title>积木</title><g:price>9.90</g:price></item>"

    @Test("A quarantined record of an XML feed keeps its place and its own bytes")
    func sources() throws {
        let bad = "<item >\n<g:id>2</g:id><title><![CDATA[积木]]></title><g:price>0</g:price></item\n>"
        let torn = "<item><title>a & b</title></item>"
        let page = try parse("<rss><channel>\(good)<x/>\(bad)\(torn)</channel></rss>", "xml")
        #expect(page.listings.map(\.key.item) == ["1"])
        #expect(page.quarantined.map(\.place) == ["rss.channel.item[1]", "rss.channel.item[2]"])
        #expect(page.quarantined.map { String(decoding: $0.bytes, as: UTF8.self) } == [bad, torn])
        #expect(page.quarantined.map(\.fault.code) == [.priceNotPositive, .unreadableRecord])
        #expect(page.quarantined.last?.fault.detail == "“&” stands alone; it must be written &amp;")
    }

    @Test("In another character set the stored bytes are the original ones")
    func sourcesInGB18030() throws {
        let bad = "<item><g:id>2</g:id><title>儿童积木</title><g:price>面议</g:price></item>"
        let feed = "<?xml version='1.0' encoding='GB2312'?><rss><channel>\(good)\(bad)</channel></rss>"
        let page = try parse(gb18030(feed), "xml")
        #expect(page.listings.map(\.title) == ["积木"])
        #expect(page.quarantined.map(\.bytes) == [try gb18030(bad)])
    }

    @Test("A fault of the document is reported with line and column")
    func places() {
        #expect(
            message("<rss>\n <channel>\n  <item></itm>", "xml")
                == "line 3, column 9: </itm> closes nothing: the open element is <item>")
        #expect(message("<rss><channel>", "xml") == "line 1, column 15: the text ends within <channel>; it was cut off")
        #expect(
            message("<feed/>", "xml")?.hasPrefix(
                "there is no list of records at rss.channel.item; the members there are feed") == true)
        #expect(message("", "xml") == "the page is empty")
        #expect(
            message("<!DOCTYPE rss [<!ENTITY a \"b\">]><rss/>", "xml")
                == "line 1, column 15: the document type declares entities or elements of its own; such documents are refused"
        )
    }

    @Test("Atom: entries of the feed, attributes by @, text of elements with attributes by #text")
    func atom() throws {
        let crawler = try #require(AwkwardCrawlers.crawler("xml"))
        let records = try #require(FieldPath("feed.entry"))
        let atom = Crawler(
            identifier: crawler.identifier, platform: crawler.platform, name: crawler.name, endpoint: crawler.endpoint,
            every: crawler.every, request: crawler.request, paging: crawler.paging, queries: crawler.queries,
            format: .xml(.init(records: records)),
            fields: FieldMap(
                item: paths("id"), title: paths("title.#text"), price: paths("g:price.#text"), priceUnit: .yuan,
                link: paths("link.@href")), recheck: nil, rule: crawler.rule)
        let text = """
            <feed xmlns="http://www.w3.org/2005/Atom"><entry><id>7</id><title type="text">积木</title>\
            <link rel="alternate" href="https://a.cn/?a=1&amp;b=2"/><g:price unit="CNY">9.90</g:price></entry></feed>
            """
        let page = try PageParser.parse(Array(text.utf8), crawler: atom)
        let listing = try #require(page.listings.first)
        #expect(listing.key.item == "7")
        #expect(listing.title == "积木")
        #expect(listing.price == PriceRange(Fen(990)))
        #expect(listing.link == "https://a.cn/?a=1&b=2")
    }

    private func paths(_ text: String) -> [FieldPath] {
        [FieldPath(text)].compactMap(\.self)
    }

    @Test("A JSON-LD block that is not JSON is quarantined with its bytes; other blocks are read")
    func brokenBlock() throws {
        let broken = "\n{\"@type\":\"Pro\"duct\"}\n"
        let product = #"{"@type":"Product","sku":"1","name":"积木","offers":{"price":"面议"}}"#
        let page = try parse(
            "<script type=\"application/ld+json\">\(broken)</script>"
                + "<script type=\"application/ld+json\"> [\(product)]</script>", "json-ld")
        #expect(page.records == 2)
        #expect(page.quarantined.map { String(decoding: $0.bytes, as: UTF8.self) } == [broken, product])
        #expect(page.quarantined.map(\.fault.code) == [.unreadableRecord, .unreadablePrice])
        #expect(page.quarantined.first?.fault.detail == "line 2, column 15: expected “,” or “}” after a member")
    }

    @Test("The fault of a page without JSON-LD explains the possible reasons")
    func noBlocks() {
        let why = "the page has no <script type=\"application/ld+json\">: “请先 登录”"
        #expect(message("<html><script>var a = '<b>'</script><p>请先&nbsp;登录</p></html>", "json-ld") == why)
    }

    @Test("A document cut at any byte never crashes the reader and never adds a record", arguments: ["xml", "json-ld"])
    func cutAnywhere(_ format: String) throws {
        let text =
            format == "xml"
            ? "<?xml version='1.0'?><!-- c --><rss a='b'><channel>\(good)<![CDATA[x]]>\(good)</channel></rss>"
            : "<!-- c --><script type='application/ld+json'>{\"@type\":\"Product\",\"sku\":\"1\"}</script>"
        let whole = Array(text.utf8)
        let records = try parse(whole, format).records
        for length in whole.indices {
            guard let page = try? parse(Array(whole[..<length]), format) else { continue }
            #expect(page.records <= records, "cut at \(length)")
        }
    }
}
