import Domain
import Feeds
import TestSupport
import Testing
import Transport

@Suite("The validator of a page", .timeLimit(.minutes(15)))
struct ValidatorTests {
    static let time = "Thu, 01 Jan 2015 00:00:00 GMT"

    private func client(_ clock: FixedClock = FixedClock(), _ environment: [String: String] = [:]) -> FeedClient {
        FeedClient(.init(clock: clock.clock, random: .constant(0), variable: { environment[$0] }) { _ in })
    }

    /// A file server: all its files have the same time and tag, and a request that names them is answered with 304.
    private func serving(
        headers: [(name: String, value: String)] = [("last-modified", time)],
        _ body: @escaping @Sendable (_ address: String) async throws -> Void
    ) async throws {
        try await LoopbackServer.running(
            { request in
                let isKnown =
                    request.headers["if-modified-since"] == Self.time || request.headers["if-none-match"] == "\"1\""
                return isKnown ? .init(304) : .init(200, SampleFeed.empty, headers: headers)
            }, body)
    }

    private func isUnchanged(
        _ client: FeedClient, _ crawler: Crawler, _ validator: PageValidator?, query: String = "",
        position: PagePosition = .number(1)
    ) async throws -> Bool {
        if case .unchanged = try await client.page(position, of: query, crawler: crawler, validator: validator) {
            true
        } else {
            false
        }
    }

    private func validator(_ client: FeedClient, _ crawler: Crawler, query: String = "") async throws -> PageValidator?
    {
        guard case .page(let page) = try await client.page(.number(1), of: query, crawler: crawler) else { return nil }
        return page.validator
    }

    @Test(
        "Loss 6: a validator is not sent to another address, even if the files there have the same time",
        arguments: [("last-modified", time), ("etag", "\"1\"")])
    func address(_ name: String, _ value: String) async throws {
        try await serving(headers: [(name, value)]) { address in
            let client = client()
            let known = try #require(try await validator(client, SampleFeed.crawler(address + "/day-1")))
            #expect(try await isUnchanged(client, SampleFeed.crawler(address + "/day-1"), known))
            #expect(try await !isUnchanged(client, SampleFeed.crawler(address + "/day-2"), known))
            #expect(
                try await !isUnchanged(
                    client, SampleFeed.crawler(address + "/day-1"),
                    PageValidator(etag: known.etag, lastModified: known.lastModified)))
        }
    }

    @Test("Loss 6: a validator belongs to the parameters, headers and body of its request")
    func parameters() async throws {
        try await serving { address in
            let credentials = ["key": "KEY"]
            let crawlers = [
                SampleFeed.crawler(
                    address, parameters: [("q", "${query}"), ("k", "${key}")], credentials: credentials),
                SampleFeed.crawler(
                    address, method: .post, body: .json(#"{"q":"${query}","k":"${key}"}"#), credentials: credentials),
                SampleFeed.crawler(
                    address, headers: [("X-Query", "${query}"), ("X-Key", "${key}")], credentials: credentials),
            ]
            for crawler in crawlers {
                let client = client(FixedClock(), ["KEY": "one"])
                let known = try #require(try await validator(client, crawler, query: "toys"))
                #expect(try await isUnchanged(client, crawler, known, query: "toys"))
                #expect(try await !isUnchanged(client, crawler, known, query: "lamps"))
                #expect(
                    try await !isUnchanged(self.client(FixedClock(), ["KEY": "two"]), crawler, known, query: "toys"))
            }
        }
    }

    @Test("Loss 6: the time and the signature of a request do not change its validator")
    func times() async throws {
        try await serving { address in
            let crawler = SampleFeed.crawler(
                address, parameters: [("t", "${unixMilliseconds}"), ("u", "${time}")],
                signing: Signing(
                    algorithm: .md5, secretEnvironment: "SECRET", text: "${secret}${pairs}", letters: .upper,
                    parameter: "sign"))
            let clock = FixedClock()
            let client = client(clock, ["SECRET": "s"])
            let known = try #require(try await validator(client, crawler))
            clock.advance(seconds: 86_400)
            #expect(try await isUnchanged(client, crawler, known))
        }
    }

    @Test(
        "Loss 6: a Last-Modified that is no date, or less than a minute before the answer, is not kept",
        arguments: [
            ("then", nil), ("Mon, 02 Nov 2026 00:00:00 GMT", nil), ("Sun, 01 Nov 2026 23:59:30 GMT", nil),
            ("Tue, 03 Nov 2026 00:00:00 GMT", nil), ("Sun, 01 Nov 2026 23:59:00 GMT", nil),
            ("Sun, 01 Nov 2026 23:58:59 GMT", "Sun, 01 Nov 2026 23:59:59 GMT"),
            ("Sun, 01 Nov 2026 00:00:00 GMT", nil as String?),
        ] as [(String, String?)])
    func weak(_ modified: String, _ date: String?) {
        let headers = ["last-modified": modified].merging(date.map { ["date": $0] } ?? [:]) { $1 }
        let response = FetchResponse(status: 200, headers: headers, body: [])
        let isStrong = [
            "Sun, 01 Nov 2026 00:00:00 GMT", "Sun, 01 Nov 2026 23:58:59 GMT", "Sun, 01 Nov 2026 23:59:00 GMT",
        ]
        .contains(modified)
        // The clock of the test shows Mon, 02 Nov 2026 00:00:00 GMT.
        #expect(response.validator(of: "r", at: FixedClock.start)?.lastModified == (isStrong ? modified : nil))
    }
}
