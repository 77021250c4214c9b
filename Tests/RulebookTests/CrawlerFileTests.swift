import Domain
import Rulebook
import Testing

@Suite("A crawler file")
struct CrawlerFileTests {
    private let text = RuleText.crawler

    private func messages(_ old: String, _ new: String) -> [String] {
        crawlerMistakes(text.with(old, new)).map(\.message)
    }

    @Test("is read in full")
    func reads() throws {
        let crawler = try CrawlerFile.read(Array(text.utf8), file: "Crawlers/lamp-feed.yaml")
        #expect(crawler.identifier == "lamp-feed")
        #expect(crawler.platform == "lamp")
        #expect(crawler.every == 86_400)
        #expect(crawler.endpoint == Endpoint(url: "https://example.com/api", environment: nil))
        #expect(crawler.request.credentials == ["appKey": "LAMP_APP_KEY"])
        #expect(crawler.request.parameters.map(\.template) == ["${appKey}", "${page}"])
        #expect(crawler.request.signing?.algorithm == .md5)
        #expect(crawler.paging == Paging(firstPage: 1, pageSize: 20, total: FieldPath("data.total")))
        #expect(crawler.queries == ["1", "2"])
        #expect(crawler.fields[.title].map(\.text) == ["title", "name"])
        #expect(crawler.fields.priceUnit == .fen)
        #expect(crawler.fields.salesWindow == .days(30))
        #expect(crawler.recheck?.goneStatus == [404, 410])
        #expect(crawler.rule == RuleReference(file: "Crawlers/lamp-feed.yaml", hash: Digest.sha256(text)))
    }

    @Test("a key that is left out has its documented default")
    func defaults() throws {
        let crawler = try CrawlerFile.read(
            Array(
                text.with("paging:\n  size: 20\n  total: data.total\nqueries: [\"1\", \"2\"]\n", "")
                    .with("    page: ${page}\n", "").utf8), file: "Crawlers/lamp-feed.yaml")
        #expect(crawler.queries == [""])
        #expect(crawler.paging == .onePage)
        #expect(crawler.request.timeouts.total == 20)
        #expect(crawler.request.attempts == 4)
    }

    @Test("the file must have the name of its crawler")
    func fileName() {
        let found = crawlerMistakes(text, file: "Crawlers/other.yaml")
        #expect(found.map(\.message) == ["the crawler “lamp-feed” must stand in a file lamp-feed.yaml"])
    }

    @Test("an unknown placeholder is refused, and the known ones are listed")
    func unknownPlaceholder() throws {
        let broken = text.with("page: ${page}", "page: ${pages}")
        let found = crawlerMistakes(broken)
        #expect(
            found.map(\.message) == [
                "nothing fills ${pages}; known are appKey, cursor, offset, page, pageSize, query, time, timeMillisZone, "
                    + "unixMilliseconds, unixSeconds"
            ])
        #expect(found.first?.line == broken.line(of: "${pages}"))
        #expect(found.first?.key == "request.parameters.page")
    }

    @Test("a recheck has only the placeholder of the item")
    func recheckPlaceholder() {
        #expect(
            messages(#"{id: "${item}"}"#, #"{id: "${page}"}"#) == [
                "nothing fills ${page}; known are item", "nothing names the offer; use ${item} in a parameter",
            ])
        #expect(
            messages(#"{id: "${item}"}"#, #"{id: "1"}"#) == ["nothing names the offer; use ${item} in a parameter"])
    }

    @Test("an unknown key is reported with file, line and column")
    func unknownKey() {
        let broken = text.with("every: 24h", "every: 24h\nretries: 9")
        #expect(
            crawlerMistakes(broken).map(\.description) == [
                "Crawlers/lamp-feed.yaml:\(broken.line(of: "retries")):1: the key “retries” is not known here; known are "
                    + "crawler, endpoint, errors, every, fields, format, name, paging, platform, queries, recheck, request, watch"
            ])
    }

    @Test("a wrong word is reported with the list of known words")
    func wrongWords() {
        #expect(messages("unit: fen", "unit: jiao") == ["“jiao” is not known; write one of yuan, fen, minor"])
        #expect(messages("method: GET", "method: PUT") == ["“PUT” is not known; write one of GET, POST"])
        #expect(
            messages("algorithm: md5", "algorithm: sha1") == [
                "“sha1” is not known; write one of md5, hmac-md5, hmac-sha1, hmac-sha256"
            ])
    }

    @Test("a duration is whole hours or minutes", arguments: ["24", "h", "0h", "-1h", "1.5h", "10001h", "24s", "1d"])
    func durations(_ duration: String) {
        #expect(messages("every: 24h", "every: \(duration)") == ["expected a duration such as 24h or 30m"])
    }

    @Test("a sales window is cumulative or days", arguments: ["30", "d", "0d", "367d", "monthly"])
    func windows(_ window: String) {
        #expect(
            messages("window: 30d", "window: \(window)") == ["expected cumulative, or a number of days such as 30d"])
    }

    @Test("a path has no empty name", arguments: ["data..total", "$", "a."])
    func paths(_ path: String) {
        #expect(
            messages("data.total", path)
                == ["“\(path)” is no path; write names with dots, such as shopInfo.shopName or $.data.room_id"])
    }

    @Test("a page has at least one record")
    func pageSize() {
        #expect(messages("size: 20", "size: 0") == ["expected a number from 1 to 100000"])
        #expect(messages("size: 20", "size: 100001") == ["expected a number from 1 to 100000"])
        #expect(messages("size: 20", "size: 20\n  first: 1000001") == ["expected a number from 0 to 1000000"])
        #expect(messages("size: 20", "size: 20\n  maximumPages: 0") == ["expected a number from 1 to 1000000"])
        #expect(messages("size: 20", "size: 20\n  maximumPages: 40").isEmpty)
    }

    @Test("an endpoint is a web address, or a variable that contains one")
    func endpoints() {
        let address = "expected a URL that starts with https:// or http:// and names a host"
        #expect(messages("url: https://example.com/api", "url: example.com/api") == [address])
        #expect(messages("url: https://example.com/api", "url: file:///etc/passwd") == [address])
        for url in ["https://", "http:///api", "https://example.com/a b", "https://例.example.com/"] {
            #expect(messages("url: https://example.com/api", "url: \"\(url)\"") == [address], "\(url)")
        }
        #expect(
            messages("endpoint:\n  url: https://example.com/api", "endpoint: {}") == ["write url, environment, or both"]
        )
        #expect(messages("url: https://example.com/api", "environment: LAMP_ENDPOINT").isEmpty)
    }

    @Test("a URL contains no parameters and no password")
    func endpointParts() {
        #expect(
            messages("url: https://example.com/api", "url: https://example.com/api?a=1") == [
                "write what follows the “?” under parameters"
            ])
        #expect(
            messages("url: https://example.com/api", "url: https://user:pass@example.com/api") == [
                "a URL here holds no user name and no password; use authorization"
            ])
    }

    @Test("a format is exactly one of the five")
    func formats() {
        let one = "write exactly one of json, ndjson, csv, xml, jsonLD"
        #expect(messages("format:\n", "format:\n  csv: {encoding: UTF-8}\n") == [one])
        #expect(messages("  json:\n    records: data.list\n", "  {}\n") == [one])
        #expect(
            messages("  json:\n    records: data.list\n", "  csv: {encoding: Latin-1}\n")
                == ["“Latin-1” is not known; write one of UTF-8, GB18030, Big5, UTF-16"])
        #expect(
            messages("  json:\n    records: data.list\n", "  csv: {encoding: UTF-8, separator: \"-\"}\n")
                == ["expected \",\", \";\", \"|\" or tab"])
        #expect(
            messages("    records: data.list\n", "    records: data.list\n    separator: \";\"\n") == [
                "the key “separator” is not known here; known are encoding, error, records, success"
            ])
    }

    @Test(
        "rates and limits are above zero and below a maximum",
        arguments: [
            ("requestsPerSecond", 1_000_000), ("concurrency", 64), ("timeoutSeconds", 600), ("attempts", 10),
            ("maximumMegabytes", 1024),
        ])
    func rates(_ key: String, _ most: Int) {
        for number in [0, most + 1] {
            #expect(
                messages("  method: GET\n", "  method: GET\n  \(key): \(number)\n")
                    == ["expected a number from 1 to \(most)"])
        }
        for number in [1, most] {
            #expect(messages("  method: GET\n", "  method: GET\n  \(key): \(number)\n").isEmpty)
        }
    }

    @Test("a list of queries is not empty, or its key is left out")
    func queries() {
        #expect(
            messages(#"queries: ["1", "2"]"#, "queries: []")
                == ["the list must not be empty; leave the key out where there is nothing to choose"])
    }
}
