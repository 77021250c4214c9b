import Domain
import Rulebook
import Testing

/// The result of each key of a crawler file.
@Suite("The grammar of crawler files")
struct CrawlerGrammarTests {
    private func crawler(_ text: String) throws -> Crawler {
        try CrawlerFile.read(Array(text.utf8), file: "Crawlers/whole.yaml")
    }

    @Test("pace, time limits, size and headers of a request")
    func request() throws {
        let request = try crawler(WholeCrawlers.page).request
        #expect(request.pace == Pace(requestsPerSecond: 7, concurrency: 3))
        #expect(request.timeouts == Timeouts(connect: 2, silence: 3, total: 40))
        #expect(request.attempts == 2)
        #expect(request.maximumBytes == 8 << 20)
        #expect(
            request.headers == [
                .init(name: "X-Application", template: "${appKey}"),
                .init(name: "Accept", template: "application/json"),
            ])
        #expect(request.body == nil)
    }

    @Test("a signature is data: text, pair, between, letters, over, path")
    func signature() throws {
        let signing = try #require(try crawler(WholeCrawlers.page).request.signing)
        #expect(
            signing
                == Signing(
                    algorithm: .hmacSHA1, secretEnvironment: "LAMP_SECRET", text: "${path.1}${pairs}${parameter.v}",
                    pair: "${name}=${value}", between: "&", letters: .upper, parameter: "sign",
                    over: ["app_key", "page"]))
    }

    @Test("authorization by a bearer token, or by client credentials")
    func authorization() throws {
        #expect(try crawler(WholeCrawlers.cursor).request.authorization == .bearer(environment: "LAMP_TOKEN"))
        let endpoint = Endpoint(url: "https://example.com/token", environment: "LAMP_TOKEN_ENDPOINT")
        #expect(
            try crawler(WholeCrawlers.page).request.authorization
                == .oauth(
                    .init(
                        tokenEndpoint: endpoint, clientEnvironment: "LAMP_CLIENT",
                        secretEnvironment: "LAMP_CLIENT_SECRET", scope: "goods.read")))
    }

    @Test("a JSON body with placeholders")
    func body() throws {
        let request = try crawler(WholeCrawlers.cursor).request
        #expect(request.method == .post)
        #expect(request.body == .json(#"{"after":"${cursor}","limit":${pageSize}}"#))
        #expect(request.timeouts.total == 60)
    }

    @Test("five kinds of paging")
    func paging() throws {
        let paths = try ["$.next", "feed.next.@href", "data.total"].map { try #require(FieldPath($0)) }
        #expect(
            try crawler(WholeCrawlers.page).paging
                == Paging(
                    advance: .page(first: 0), pageSize: 50, maximumPages: 9, total: paths[2],
                    ends: .init(hasMore: FieldPath("data.more.has"))))
        #expect(
            try crawler(WholeCrawlers.offset).paging == Paging(advance: .offset(first: 1), pageSize: 500, total: nil))
        #expect(
            try crawler(WholeCrawlers.cursor).paging
                == Paging(
                    advance: .cursor(paths[0], first: ""), pageSize: 100, total: nil,
                    ends: .init(path: paths[0], values: ["no_more", "-1", ""], statuses: [404, 416])))
        #expect(try crawler(WholeCrawlers.xml).paging.advance == .nextLink(paths[1]))
        #expect(try crawler(WholeCrawlers.linked).paging.advance == .linkHeader)
    }

    @Test("five formats, each with its character set")
    func formats() throws {
        let records = try ["data.list", "data.more", "error", "code"].map { try #require(FieldPath($0)) }
        #expect(
            try crawler(WholeCrawlers.page).format
                == .json(
                    .init(
                        records: [records[0], records[1]], error: records[2],
                        success: .init(path: records[3], equals: "0"), encoding: .gb18030)))
        #expect(try crawler(WholeCrawlers.lines).format == .ndjson(.init(end: .line("#END"))))
        #expect(
            try crawler(WholeCrawlers.offset).format
                == .csv(.init(encoding: .big5, separator: UInt8(ascii: "|"), end: .connection)))
        let entries = try #require(FieldPath("feed.entry"))
        #expect(
            try crawler(WholeCrawlers.xml).format
                == .xml(.init(records: entries, error: FieldPath("feed.error"), encoding: .utf16)))
        #expect(try crawler(WholeCrawlers.linked).format == .jsonLD(.init(type: "Offer")))
    }

    @Test("Loss 5: the meaning of error codes, their places and the wait are data")
    func errors() throws {
        let paths = try ["sub.code", "code", "sub.text", "text"].map { try #require(FieldPath($0)) }
        #expect(
            try crawler(WholeCrawlers.page).errors
                == ErrorRules(
                    codes: [paths[0], paths[1]], messages: [paths[2], paths[3]],
                    lists: [.throttled: ["7", "limited.*"], .credentials: ["27"], .gone: ["room-closed"]],
                    wait: .init(path: paths[2], unit: .seconds, after: "wait for")))
        #expect(try crawler(WholeCrawlers.offset).errors == nil)
    }

    @Test("$ names the page itself as the list of records")
    func pageIsTheList() throws {
        let text = RuleText.crawler.with("records: data.list", "records: $")
        let format = try CrawlerFile.read(Array(text.utf8), file: "lamp-feed.yaml").format
        #expect(format == .json(.init(records: [], error: nil, success: nil)))
    }

    @Test("every field of a listing can be mapped, with defaults, units and formats")
    func fields() throws {
        let fields = try crawler(WholeCrawlers.page).fields
        #expect(Set(fields.rules.keys) == Set(ListingField.allCases))
        #expect(fields.rules[.shopName]?.fallback == "无名")
        #expect(fields.rules[.shopName]?.paths.count == 2)
        #expect(fields.rules[.category] == FieldRule([], fallback: "lamps"))
        #expect(fields.rules[.currency]?.paths.map(\.text) == ["p.code"])
        #expect(fields.priceUnit == .minor)
        #expect(fields.priceAfterCouponUnit == .fen)
        #expect(fields.timeFormat == .clock)
        #expect(fields.timeOffsetMinutes == -210)
    }

    @Test("the name of a CSV column may contain dots and brackets")
    func columns() throws {
        let fields = try crawler(WholeCrawlers.offset).fields
        #expect(fields[.item].map(\.text) == ["编号.1"])
        #expect(fields[.price].map(\.text) == ["售价(元)"])
    }

    @Test("the watch is a share of the records that may lack a field")
    func watch() throws {
        let watch = try crawler(WholeCrawlers.page).watch
        #expect(FieldWatch.fields.map(watch.percent) == [1, 2, 5, 50, 0])
        #expect(watch.percentRefused == 7)
        #expect(try crawler(WholeCrawlers.linked).watch == FieldWatch())
    }
}
