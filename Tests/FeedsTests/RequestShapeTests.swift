import Domain
import Feeds
import Foundation
import TestSupport
import Testing
import Transport

@Suite("The forms of requests")
struct RequestShapeTests {
    private func request(
        _ crawler: Crawler, query: String = "", _ position: PagePosition = .number(1),
        environment: [String: String] = [:], token: String? = nil, validator: PageValidator? = nil
    ) throws -> FetchRequest {
        try RequestBuilder.request(
            for: crawler, query: query, position: position, at: FixedClock.start, environment: { environment[$0] },
            accessToken: token, validator: validator)
    }

    @Test("Offset, cursor and both clocks have their placeholders")
    func placeholders() throws {
        let parameters = [
            ("o", "${offset}"), ("c", "${cursor}"), ("s", "${unixSeconds}"), ("m", "${unixMilliseconds}"),
        ]
        let offset = SampleFeed.crawler("https://feed.example/a", parameters: parameters, advance: .offset(first: 0))
        #expect(
            try request(offset, .number(3)).url
                == "https://feed.example/a?o=40&c=&s=1793577600&m=1793577600000")
        let cursor = try SampleFeed.crawler(
            "https://feed.example/a?fixed=1", parameters: [("c", "${cursor}")],
            advance: .cursor(#require(FieldPath("next")), first: "*"))
        #expect(try request(cursor, cursor.paging.start).url == "https://feed.example/a?fixed=1&c=%2A")
        #expect(
            try request(cursor, PagePosition(page: 2, token: "a&b")).url == "https://feed.example/a?fixed=1&c=a%26b")
    }

    @Test("Values become the content of strings in a JSON body and cannot end the strings")
    func jsonBody() throws {
        let crawler = SampleFeed.crawler(
            "https://feed.example/a", method: .post, parameters: [("k", "1")],
            body: .json(#"{"q":"${query}","page":${page},"other":"${unknown}"}"#))
        let made = try request(crawler, query: "童\"装\\\n${page}")
        #expect(
            String(decoding: made.body ?? [], as: UTF8.self)
                == #"{"q":"童\"装\\\n${page}","page":1,"other":"${unknown}"}"#)
        #expect(made.url == "https://feed.example/a?k=1")
        #expect(made.headers == ["Content-Type: application/json;charset=utf-8"])
    }

    @Test("A header is filled; a value with a line break is refused, and the fault does not repeat it")
    func headers() throws {
        let crawler = SampleFeed.crawler("https://feed.example/a", headers: [("X-Query", "q ${query}")])
        #expect(try request(crawler, query: "1").headers == ["X-Query: q 1"])
        let error = #expect(throws: FetchError.self) { try request(crawler, query: "1\r\nX-Other: 4711") }
        #expect(error == .ours("the header X-Query of the crawler sample would hold a control character"))
    }

    @Test("A bearer token comes from the environment; an access token comes from the token request")
    func bearer() throws {
        let fixed = SampleFeed.crawler("https://feed.example/a", authorization: .bearer(environment: "TOKEN"))
        #expect(try request(fixed, environment: ["TOKEN": "t1"]).headers == ["Authorization: Bearer t1"])
        let oauth = SampleFeed.crawler(
            "https://feed.example/a",
            authorization: .oauth(
                .init(
                    tokenEndpoint: Endpoint(url: "https://id.example/", environment: nil), clientEnvironment: "C",
                    secretEnvironment: "S", scope: nil)))
        #expect(try request(oauth, token: "t2").headers == ["Authorization: Bearer t2"])
    }

    @Test("A link is the whole address of its page, whether it is relative or absolute")
    func links() throws {
        let crawler = SampleFeed.crawler(
            "https://feed.example/v1/items", parameters: [("limit", "20")], advance: .linkHeader)
        #expect(try request(crawler).url == "https://feed.example/v1/items?limit=20")
        for (link, url) in [
            ("https://feed.example/v1/items?p=2", "https://feed.example/v1/items?p=2"),
            ("HTTPS://FEED.example:443/x?p=2#y", "https://FEED.example:443/x?p=2"),
            ("?p=3", "https://feed.example/v1/items?p=3"),
            ("/x?p=4", "https://feed.example/x?p=4"), ("more", "https://feed.example/v1/more"),
            ("//feed.example/z", "https://feed.example/z"),
        ] {
            #expect(try request(crawler, PagePosition(page: 2, token: link)).url == url)
        }
    }

    @Test(
        "A link to another scheme, host, port or user is not requested, because the request carries credentials",
        arguments: [
            "https://other.example/items?secret=4711", "http://feed.example/items", "https://feed.example:8443/items",
            "//other.example/items", "https://feed.example@other.example/", "https://user:word@feed.example/",
            "ftp://feed.example/items", "file:///etc/passwd", "https://feed.example.other.example/",
        ])
    func foreignLinks(_ link: String) throws {
        let crawler = SampleFeed.crawler("https://feed.example/items", advance: .linkHeader)
        let error = #expect(throws: FetchError.self) { try request(crawler, PagePosition(page: 2, token: link)) }
        guard case .contract(let why) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(!why.contains("4711") && !why.contains("word"))
    }

    @Test("A secret may be in a file; the line break at its end is not part of it")
    func secretFile() throws {
        let path = FileManager.default.temporaryDirectory.path + "/sushai-secret-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        let crawler = SampleFeed.crawler(
            "https://feed.example/a", parameters: [("k", "${key}")], credentials: ["key": "KEY"])
        let environment = ["KEY_FILE": path]
        #expect(crawler.missingVariables { environment[$0] }.isEmpty)
        for (content, value) in [
            ("4711\n", "4711"), ("4711\r\n", "4711"), ("47\n11", "47%0A11"), ("4711\n\n", "4711%0A"),
        ] {
            try Data(content.utf8).write(to: URL(fileURLWithPath: path))
            #expect(try request(crawler, environment: environment).url == "https://feed.example/a?k=" + value)
        }
        try Data().write(to: URL(fileURLWithPath: path))
        #expect(throws: FetchError.ours("the file \(path), to which KEY_FILE leads, is empty")) {
            try request(crawler, environment: environment)
        }
    }

    @Test(
        "The fault names the file of a secret that is missing, a folder or a device",
        arguments: ["/nowhere/key", "/tmp", "/dev/zero"])
    func unreadableSecret(_ path: String) throws {
        let crawler = SampleFeed.crawler("https://feed.example/a", credentials: ["key": "KEY"])
        let error = #expect(throws: FetchError.self) { try request(crawler, environment: ["KEY_FILE": path]) }
        #expect(
            error
                == .ours("the file \(path), to which KEY_FILE leads, cannot be read as a secret of up to 64 KB"))
    }

    @Test("The validators of a page are sent back unchanged")
    func validators() throws {
        let crawler = SampleFeed.crawler("https://feed.example/a")
        let validator = PageValidator(etag: #"W/"1 2""#, lastModified: "Mon, 02 Nov 2026 00:00:00 GMT")
        #expect(
            try request(crawler, validator: validator).headers == [
                #"If-None-Match: W/"1 2""#, "If-Modified-Since: Mon, 02 Nov 2026 00:00:00 GMT",
            ])
    }

    @Test(
        "The next link is found among the links of a header",
        arguments: [
            (#"<https://a.example/?p=2>; rel="next""#, "https://a.example/?p=2"),
            (#"</?p=1>; rel=prev, </?p=3>; rel=next"#, "/?p=3"),
            (#"</a,b;c>; title="x, y; rel=next"; rel="last next""#, "/a,b;c"),
            (#"</x>; title="\"next"; REL="Next""#, "/x"),
            (#"</x>; rel="prev"; rel="next""#, nil), (#"</x>; rel="nextish""#, nil), ("</x", nil), ("", nil),
            (#"</x>; rel"#, nil), ("<>;rel=next", ""),
        ] as [(String, String?)])
    func linkHeader(_ header: String, _ next: String?) {
        #expect(LinkHeader.next(header) == next)
    }
}
