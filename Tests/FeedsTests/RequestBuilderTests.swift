import Domain
import Feeds
import TestSupport
import Testing
import Transport

struct RequestBuilderTests {
    static let crawlers = ["taobao-top", "jd-union", "pdd-ddk", "douyin-live"]
    private let secret = "not-to-be-shown-4711"

    /// Every variable has its own value. The secret is `secret`. No endpoint is replaced, and no file is named.
    private func environment(_ name: String) -> String? {
        if name.hasSuffix("_ENDPOINT") || name.hasSuffix("_FILE") { return nil }
        return name.hasSuffix("_SECRET") ? secret : "value-of-" + name.lowercased()
    }

    private func request(_ name: String, query: String = "1", page: Int = 1) throws -> FetchRequest {
        try RequestBuilder.request(
            for: Repository.crawler(name), query: query, position: PagePosition(page: page, token: nil),
            at: FixedClock.start, environment: environment)
    }

    /// Names and values of a form, decoded.
    private func parameters(_ request: FetchRequest) -> [String: String] {
        let query = request.url.split(separator: "?", maxSplits: 1).dropFirst().first.map(String.init)
        let form = request.body.map { String(decoding: $0, as: UTF8.self) } ?? query ?? ""
        var result: [String: String] = [:]
        for pair in form.split(separator: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(decoded)
            result[sides[0]] = sides[1]
        }
        return result
    }

    private func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            bytes.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("Placeholders are filled: page, query, credentials, and the time in each platform's form")
    func placeholders() throws {
        let taobao = parameters(try request("taobao-top", query: "50008165", page: 3))
        #expect(taobao["cat"] == "50008165")
        #expect(taobao["page_no"] == "3")
        #expect(taobao["page_size"] == "20")
        #expect(taobao["app_key"] == "value-of-sushai_taobao_app_key")
        #expect(taobao["timestamp"] == "2026-11-02 08:00:00")
        let jd = parameters(try request("jd-union", query: "11842", page: 2))
        #expect(jd["timestamp"] == "2026-11-02 08:00:00.000+0800")
        #expect(jd["360buy_param_json"] == #"{"goodsReqDTO":{"cid3":11842,"pageIndex":2,"pageSize":20}}"#)
        let pdd = try request("pdd-ddk", query: "14740")
        #expect(pdd.method == "POST")
        #expect(parameters(pdd)["timestamp"] == "1793577600")
        #expect(pdd.headers == ["Content-Type: application/x-www-form-urlencoded;charset=utf-8"])
        #expect(!pdd.url.contains("?"))
        let douyin = parameters(try request("douyin-live", query: "73", page: 2))
        #expect(douyin["param_json"] == #"{"page":"2","page_size":"20","room_id":"73"}"#)
    }

    @Test("Chinese and every reserved character are percent-encoded as UTF-8")
    func percentEncoding() throws {
        let request = try request("taobao-top", query: "童装 a+b&c=d/é?~%")
        #expect(request.url.contains("&cat=%E7%AB%A5%E8%A3%85%20a%2Bb%26c%3Dd%2F%C3%A9%3F~%25&"))
        #expect(request.url.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
        #expect(FormEncoding.encode([("键", "值"), ("a-_.~", "")]) == "%E9%94%AE=%E5%80%BC&a-_.~=")
    }

    @Test("The request carries the signature of its own parameters", arguments: crawlers)
    func signs(_ name: String) throws {
        let signing = try #require(Repository.crawler(name).request.signing)
        var sent = parameters(try request(name))
        let signature = sent.removeValue(forKey: signing.parameter)
        #expect(signature == Signature.sign(sent.map { ($0.key, $0.value) }, signing, secret: secret))
    }

    @Test("No part of a request contains the secret", arguments: crawlers)
    func hidesSecret(_ name: String) throws {
        let request = try request(name)
        #expect(!request.url.contains(secret))
        #expect(!String(decoding: request.body ?? [], as: UTF8.self).contains(secret))
        #expect(!request.headers.contains { $0.contains(secret) })
    }

    @Test(
        "A missing credential is reported by its variable, and no value of another variable is shown",
        arguments: crawlers)
    func missingCredential(_ name: String) throws {
        let crawler = try Repository.crawler(name)
        let needed = crawler.missingVariables { $0.hasSuffix("_ENDPOINT") ? "x" : nil }
        #expect(needed.count >= 2)
        for variable in needed {
            for absent in [String?.none, ""] {
                let error = #expect(throws: FetchError.self) {
                    try RequestBuilder.request(
                        for: crawler, query: "1", position: PagePosition(page: 1, token: nil), at: FixedClock.start
                    ) {
                        $0 == variable ? absent : environment($0)
                    }
                }
                #expect(error == .ours("the crawler \(name) needs the environment variable \(variable)"))
                #expect(error?.isRetryable == false)
            }
        }
    }

    @Test("A variable replaces the endpoint; an empty one does not")
    func endpoint() throws {
        let crawler = try Repository.crawler("taobao-top")
        func url(_ endpoint: String?) throws -> String {
            try RequestBuilder.request(
                for: crawler, query: "1", position: PagePosition(page: 1, token: nil), at: FixedClock.start
            ) {
                $0 == "SUSHAI_TAOBAO_ENDPOINT" ? endpoint : environment($0)
            }.url
        }
        #expect(try url("http://127.0.0.1:8080/top").hasPrefix("http://127.0.0.1:8080/top?method="))
        #expect(try url(nil).hasPrefix("https://eco.taobao.com/router/rest?method="))
        #expect(try url("").hasPrefix("https://eco.taobao.com/router/rest?method="))
    }

    @Test("A crawler without an endpoint reports the variable that must be set", arguments: [nil, ""])
    func missingEndpoint(_ value: String?) throws {
        let crawler = try Repository.crawler("csv-market")
        #expect(throws: FetchError.ours("no endpoint is set; set the environment variable SUSHAI_CSV_MARKET_ENDPOINT"))
        {
            try RequestBuilder.request(
                for: crawler, query: "", position: PagePosition(page: 1, token: nil), at: FixedClock.start
            ) { _ in value }
        }
    }

    @Test("A link is checked again by its item number, encoded")
    func recheck() throws {
        let rule = try #require(Repository.crawler("pdd-ddk").recheck)
        let request = try RequestBuilder.recheck(rule, item: "E9X2 ?&") { _ in nil }
        #expect(request.url == "https://mobile.yangkeduo.com/goods.html?goods_sign=E9X2%20%3F%26")
        #expect(request.method == "GET")
    }
}
