import Domain
import Feeds
import TestSupport
import Testing

/// Answers without records, which are not an empty feed.
struct PageOfNothingTests {
    private static let formats = ["json", "ndjson", "csv", "tsv", "xml", "json-ld"]

    private func fault(_ text: String, _ format: String) throws -> PageFault? {
        let crawler = try #require(AwkwardCrawlers.crawler(format))
        return #expect(throws: PageFault.self) { try PageParser.parse(Array(text.utf8), crawler: crawler) }
    }

    private func records(_ text: String, _ format: String) throws -> Int {
        let crawler = try #require(AwkwardCrawlers.crawler(format))
        return try PageParser.parse(Array(text.utf8), crawler: crawler).records
    }

    private static let login = """
        <!DOCTYPE html>
        <html><head><title>登录</title><script>var a = "<p>x</p>";</script><style>p {}</style></head>
        <body><!-- 1,2,3 --><p>请先&nbsp;<b>登录</b></p></body></html>
        """

    @Test("Loss 4: a web page is reported with its first words, in every format", arguments: formats)
    func webPage(_ format: String) throws {
        let words = "登录 请先 登录"
        let fault = try fault(Self.login, format)
        #expect(fault == (format == "json-ld" ? .noLinkedData(firstWords: words) : .webPage(firstWords: words)))
        #expect(fault?.sentence.contains("“\(words)”") == true)
        #expect(fault?.sentence.contains("网页") == true)
    }

    @Test("Loss 4: a web page in GB 2312 is reported in its words")
    func otherCharacterSet() throws {
        let crawler = try #require(AwkwardCrawlers.crawler("csv"))
        let bytes = try gb18030("<html><body>访问过于频繁，请输入验证码</body></html>")
        #expect(throws: PageFault.webPage(firstWords: "访问过于频繁，请输入验证码")) {
            try PageParser.parse(bytes, crawler: crawler)
        }
    }

    @Test(
        "Loss 4: no bytes, or only blanks, are an empty answer, in every format", arguments: formats,
        ["", " \r\n\t\n", "\u{FEFF}"])
    func empty(_ format: String, _ text: String) throws {
        #expect(try fault(text, format) == .empty)
    }

    @Test("Loss 4: plain text is reported with its words, in every format", arguments: formats)
    func plainText(_ format: String) throws {
        let fault = try fault("Too many requests\n", format)
        #expect(fault == .plainText(firstWords: "Too many requests"))
        #expect(fault?.sentence == "平台返回的是一段文字：“Too many requests”，不是数据；请按其内容处理，并核对地址与凭据")
    }

    @Test(
        "Loss 4: a JSON page without its list is reported with its members; an empty list is an empty page",
        arguments: [
            ("null", []), ("{}", []), ("[]", []), (#"{"data":{"x":1}}"#, ["data"]),
            (#"{"code":429,"msg":"限流"}"#, ["code", "msg"]), ("7", []), (#""错误""#, []),
        ])
    func noList(_ text: String, _ members: [String]) throws {
        let fault = try fault(text, "json")
        #expect(fault == .noRecordList(path: "items", members: members, firstWords: text))
        #expect(fault?.sentence.contains("没有记录列表items") == true)
        #expect(try records(#"{"items":[]}"#, "json") == 0)
    }

    @Test("Loss 4: a page with none of several lists is no empty page")
    func severalLists() throws {
        let crawler = try Repository.crawler("douyin-live")
        let fault = #expect(throws: PageFault.self) {
            try PageParser.parse(Array(#"{"code":10000,"data":{"room_id":"7"}}"#.utf8), crawler: crawler)
        }
        guard case .noRecordList(_, let members, _) = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        #expect(members == ["room_id"])
    }

    @Test("Loss 4: an error object is reported in the formats of lines, tables and elements")
    func errorObject() throws {
        let error = #"{"code":429,"msg":"限流"}"#
        #expect(try fault(error, "ndjson") == .refused(error))
        #expect(try fault(error, "csv") == .otherFormat(expected: .csv, found: .json))
        #expect(try fault(error, "xml") == .otherFormat(expected: .xml, found: .json))
        #expect(try fault("<error><code>429</code></error>", "json") == .otherFormat(expected: .json, found: .xml))
        guard case .noRecordList("rss.channel.item", ["error"], _) = try fault("<error><code>429</code></error>", "xml")
        else {
            Issue.record("no list")
            return
        }
    }

    @Test("Loss 4: JSON-LD without the wanted type is reported with its types; an empty item list is an empty page")
    func noProduct() throws {
        let text = #"<script type="application/ld+json">{"@graph":[{"@type":"WebPage"},{"@type":["Offer"]}]}</script>"#
        let fault = try fault(text, "json-ld")
        #expect(fault == .noRecordOfType(wanted: "Product", found: ["WebPage", "Offer"]))
        #expect(fault?.sentence.contains("没有Product类型的数据，现有类型：WebPage、Offer") == true)
        #expect(try records(#"{"@type":"ItemList","itemListElement":[]}"#, "json-ld") == 0)
        #expect(try self.fault("{}", "json-ld") == .noRecordOfType(wanted: "Product", found: []))
    }

    @Test("Loss 4: a table with its header only and an element list without records are empty feeds")
    func emptyFeeds() throws {
        #expect(try records("id,title,price,sales,shop\n", "csv") == 0)
        #expect(try records("<rss><channel></channel></rss>", "xml") == 0)
    }

    @Test("Loss 4: the words of a page are few")
    func bounded() throws {
        let text = "<html><body>" + String(repeating: "很长", count: 5000) + "</body></html>"
        guard case .webPage(let words) = try fault(text, "xml") else {
            Issue.record("no web page")
            return
        }
        #expect(words.count == 61 && words.hasSuffix("…"))
    }
}
