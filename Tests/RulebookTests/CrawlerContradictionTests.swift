import Domain
import Rulebook
import Testing

/// Crawler files whose parts are each correct but contradict each other.
@Suite("A crawler file that contradicts itself")
struct CrawlerContradictionTests {
    private func messages(_ old: String, _ new: String) -> [String] {
        crawlerMistakes(RuleText.crawler.with(old, new)).map(\.message)
    }

    private func inRequest(_ lines: String) -> [String] {
        messages("  method: GET\n", "  method: GET\n\(lines)\n")
    }

    @Test("a GET carries no JSON body")
    func bodyWithGet() {
        #expect(inRequest("  json: '{\"page\":${page}}'") == ["a GET carries no body; write method: POST"])
    }

    @Test(
        "a body that is not JSON after its placeholders are filled",
        arguments: ["{page:${page}}", #"{"page":${page}"#, "page=${page}"])
    func brokenBody(_ body: String) {
        #expect(
            messages("method: GET", "method: POST\n  json: '\(body)'") == [
                "this is no JSON once its placeholders are filled; write it in single quotes, or after “|”"
            ])
    }

    @Test("pages are counted, but the request always asks for the same page")
    func pageNeverUsed() {
        #expect(
            messages("page: ${page}", "page: \"1\"") == [
                "the request asks for the same page every time; use ${page} or ${offset} in a parameter, or leave "
                    + "paging out"
            ])
        #expect(messages("page: ${page}", "page: ${offset}").isEmpty)
    }

    @Test("a placeholder of pages without a paging section")
    func noPaging() {
        #expect(
            messages("paging:\n  size: 20\n  total: data.total\n", "") == [
                "${page} is used and there is no paging section"
            ])
    }

    @Test("a cursor that is read but never sent, or sent but never read")
    func cursors() {
        #expect(
            messages("  size: 20", "  by: cursor\n  next: data.next") == [
                "the request never says where to go on; use ${cursor} in a parameter or in json"
            ])
        #expect(
            messages("page: ${page}", "page: ${page}\n    after: ${cursor}") == [
                "${cursor} is used; write by: cursor and next"
            ])
        #expect(
            messages("  size: 20", "  by: cursor") == [
                "the key “next” is missing: the path at which a page gives the next cursor"
            ])
        #expect(messages("  size: 20", "  size: 20\n  next: a") == ["next goes with by: cursor and by: nextLink"])
    }

    @Test("Loss 1: the signs of the end are values of a page or statuses, and each is complete")
    func endSigns() {
        func ends(_ text: String) -> [String] { messages("  size: 20", "  size: 20\n  ends: \(text)") }
        #expect(ends("{path: data.end, equals: no_more}").isEmpty)
        #expect(ends("{path: data.end, equals: [-1, \"\", true]}").isEmpty)
        #expect(ends("{status: [404]}").isEmpty)
        #expect(
            ends("{path: data.end}") == [
                "path and equals go together: the value of a page, and what it is after the last record"
            ])
        #expect(ends("{}") == ["write path and equals, status, or both"])
        #expect(ends("{status: [429]}") == ["429 means refused credentials or a pause, never the end of a feed"])
        #expect(ends("{status: [200]}") == ["expected a number from 400 to 599"])
        #expect(ends("{path: data.end, equals: []}") == ["the list of values must not be empty"])
    }

    @Test("Loss 1: a page in CSV has no total and no sign of the end")
    func valuesOfTables() {
        let lines = RuleText.crawler.with("  json:\n    records: data.list\n", "  ndjson: {}\n")
        #expect(
            crawlerMistakes(lines).map(\.message) == [
                "a page of this format has no value beside its records; leave total out"
            ])
    }

    @Test("links are followed, not counted")
    func links() {
        #expect(
            messages("  size: 20", "  by: nextLink\n  next: data.next\n  first: 1") == [
                "the first page is the endpoint itself"
            ])
        #expect(
            messages("page: ${page}", "size: ${pageSize}").contains {
                $0.hasPrefix("the request asks for the same page")
            })
        let text = RuleText.crawler.with("page: ${page}", "size: ${pageSize}").with("  size: 20", "  by: linkHeader")
        #expect(crawlerMistakes(text).map(\.message) == ["${pageSize} is used and the key “size” is missing"])
        let posted = RuleText.crawler.with("  size: 20", "  by: linkHeader").with("method: GET", "method: POST")
        #expect(crawlerMistakes(posted).map(\.message) == ["a link is followed with GET; leave method: POST out"])
    }

    @Test("a signature signs existing parameters with the secret")
    func signatures() {
        func sign(_ line: String) -> [String] { messages("    parameter: sign", "    parameter: sign\n    \(line)") }
        #expect(
            sign("text: ${pairs}") == [
                "md5 over a text without ${secret} proves nothing; put ${secret} where the platform wants it"
            ])
        #expect(
            sign("text: ${secret}${secret}") == [
                "nothing of the request is signed; use ${pairs}, ${parameter.<name>} or ${body}"
            ])
        #expect(
            sign("text: ${secret}${parameter.pages}") == [
                "nothing fills ${parameter.pages}; known are body, pairs, parameter.app_key, parameter.page, path, path.1, "
                    + "path.2, path.3, path.4, path.5, path.6, path.7, path.8, path.9, secret"
            ])
        #expect(sign("text: ${secret}${pairs}${body}") == ["a GET has no ${body}; sign ${pairs}"])
        #expect(sign("pair: ${name}") == ["a pair without ${value} leaves the values unsigned"])
        #expect(
            sign("text: ${secret}${parameter.page}\n    between: \"&\"") == [
                "this describes ${pairs}, which the signed text does not hold"
            ])
        #expect(sign("text: ${secret}${pairs}${path.1}").isEmpty)
    }

    @Test(
        "a secret in place of a variable's name is refused and not repeated",
        arguments: [
            "4f3c2a1b9d8e7f60", "Lamp_Secret", "LAMP-SECRET", "1SECRET", "密钥",
        ])
    func literalSecret(_ text: String) {
        let expected =
            "expected the name of an environment variable, such as SUSHAI_SECRET (A–Z, 0–9 and _); a secret itself "
            + "never stands in a rule file"
        #expect(messages("secret: LAMP_SECRET", "secret: \(text)") == [expected])
        #expect(messages("appKey: LAMP_APP_KEY", "appKey: \(text)") == [expected])
        #expect(inRequest("  authorization: {bearer: \(text)}") == [expected])
    }

    @Test("credentials are not sent without encryption, except within this machine")
    func openEndpoint() {
        let open = "credentials sent over http:// can be read on the way; write https://"
        #expect(messages("url: https://example.com/api", "url: http://example.com/api") == [open])
        #expect(messages("url: https://example.com/api", "url: http://127.0.0.1.example.com/api") == [open])
        for host in ["127.0.0.1:8080", "localhost", "[::1]:9"] {
            #expect(messages("url: https://example.com/api", "url: http://\(host)/api").isEmpty, "\(host)")
        }
        let token = "tokenEndpoint: {url: \"http://example.com/token\"}, client: A, secret: B"
        #expect(inRequest("  authorization: {oauth: {\(token)}}") == [open])
    }

    @Test("a credential that is stated but never used")
    func unusedCredential() {
        #expect(
            messages("appKey: LAMP_APP_KEY", "appKey: LAMP_APP_KEY\n    pid: LAMP_PID") == [
                "the credential “pid” is never used; write ${pid} where it goes"
            ])
    }

    @Test("headers that the program writes itself, that are repeated, or that contain a credential")
    func headers() {
        #expect(inRequest("  headers: {Host: a}") == ["the header “Host” is written by the program itself"])
        #expect(inRequest("  headers: {X-A: a, x-a: b}") == ["the header “x-a” stands twice"])
        #expect(inRequest("  headers: {\"X A\": a}") == ["“X A” is no name of a header: letters, digits and hyphens"])
        #expect(inRequest("  headers: {X-A: \"a\\r\\nX-B: b\"}") == ["a header is one line without control characters"])
        #expect(
            inRequest("  headers: {Authorization: Basic YTpi}") == [
                "a credential never stands in a rule file; use authorization, or a placeholder"
            ])
        #expect(
            inRequest("  authorization: {bearer: A}\n  headers: {authorization: \"Key ${appKey}\"}") == [
                "authorization and a header Authorization contradict each other; leave one out"
            ])
    }

    @Test("two limits for the same time")
    func timeouts() {
        #expect(
            inRequest("  timeoutSeconds: 5\n  timeouts: {total: 6}") == [
                "timeoutSeconds and timeouts.total are the same; leave timeoutSeconds out"
            ])
    }

    @Test("digits require minor units, a zone requires a time of day, a watch requires a mapped field")
    func figures() {
        #expect(
            messages("unit: fen}", "unit: fen, digits: d}") == ["digits goes with unit: minor; fen has its own"])
        #expect(
            messages("  item: id\n", "  item: id\n  changedAt: {from: t, format: unix-seconds, zone: \"+08:00\"}\n")
                == [
                    "unix-seconds names an instant; leave zone out"
                ])
        for zone in ["+8:00", "+08:60", "+15:00", "08:00", "+08:00:00", "CST"] {
            #expect(
                messages("  item: id\n", "  item: id\n  changedAt: {from: t, format: iso8601, zone: \"\(zone)\"}\n")
                    == ["expected the distance from UTC, such as \"+08:00\""], "\(zone)")
        }
        #expect(
            messages("every: 24h", "every: 24h\nwatch: {room: 5%}") == ["“room” is watched and not mapped under fields"]
        )
        for share in ["5", "101%", "-1%", "5 %", "05%", "half"] {
            #expect(
                messages("every: 24h", "every: 24h\nwatch: {price: \"\(share)\"}") == [
                    "expected a share of the records from 0% to 100%, such as 20%"
                ], "\(share)")
        }
    }

    @Test("an identity, a title, a price and sales have no default")
    func defaults() {
        #expect(
            messages("  item: id\n", "  item: {from: id, default: \"1\"}\n") == [
                "the key “pattern” is missing", "the key “default” is not known here; known are from, pattern",
            ])
        #expect(
            messages("window: 30d}", "window: 30d, default: \"0\"}") == [
                "the key “default” is not known here; known are from, window"
            ])
        #expect(messages("  item: id\n", "  item: id\n  maker: {}\n") == ["write from, default, or both"])
        #expect(messages("  item: id\n", "  item: id\n  maker: {default: \" \"}\n") == ["must not be blank"])
    }
}
