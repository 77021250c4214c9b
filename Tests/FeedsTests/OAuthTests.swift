import Domain
import Feeds
import TestSupport
import Testing
import Transport

@Suite("Access tokens by client credentials", .timeLimit(.minutes(15)))
struct OAuthTests {
    private let environment = ["CLIENT": "id:1", "SECRET": "not to be shown"]

    private func client(_ clock: FixedClock = FixedClock()) -> FeedClient {
        FeedClient(.init(clock: clock.clock, random: .constant(1), variable: { environment[$0] }) { _ in })
    }

    private func crawler(_ address: String) -> Crawler {
        SampleFeed.crawler(
            address + "/feed",
            authorization: .oauth(
                .init(
                    tokenEndpoint: Endpoint(url: address + "/token", environment: nil), clientEnvironment: "CLIENT",
                    secretEnvironment: "SECRET", scope: "items read")),
            pace: Pace(requestsPerSecond: 1000, concurrency: 8))
    }

    @Test("The token is requested as RFC 6749 specifies, once for all callers, and sent with each request")
    func shared() async throws {
        let grants = Log<LoopbackServer.Request>()
        try await LoopbackServer.running({ request in
            guard request.path == "/feed" else {
                grants.add(request)
                return .init(200, #"{"access_token":"t1","token_type":"bearer","expires_in":3600}"#)
            }
            return .init(request.headers["authorization"] == "Bearer t1" ? 200 : 401, SampleFeed.empty)
        }) { address in
            let client = client()
            let crawler = crawler(address)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for page in 1...20 {
                    group.addTask { _ = try await client.page(.number(page), of: "", crawler: crawler) }
                }
                try await group.waitForAll()
            }
        }
        #expect(grants.all.count == 1)
        let grant = try #require(grants.all.first)
        #expect(grant.method == "POST")
        #expect(grant.parameters == ["grant_type": "client_credentials", "scope": "items read"])
        // printf '%s' 'id%3A1:not%20to%20be%20shown' | base64
        #expect(grant.headers["authorization"] == "Basic aWQlM0ExOm5vdCUyMHRvJTIwYmUlMjBzaG93bg==")
    }

    @Test("A token is renewed before it expires, and once after it is refused")
    func renewed() async throws {
        let grants = Tally()
        let refused = Log<String>()
        try await LoopbackServer.running({ request in
            guard request.path == "/feed" else {
                return .init(200, #"{"access_token":"t\#(grants.add())","expires_in":"1000"}"#)
            }
            let token = request.headers["authorization"] ?? ""
            return refused.all.contains(token) ? .init(401) : .init(200, SampleFeed.empty)
        }) { address in
            let clock = FixedClock()
            let client = client(clock)
            let crawler = crawler(address)
            _ = try await client.page(.number(1), of: "", crawler: crawler)
            clock.advance(seconds: 939)
            _ = try await client.page(.number(2), of: "", crawler: crawler)
            #expect(grants.count == 1)
            clock.advance(seconds: 2)
            _ = try await client.page(.number(3), of: "", crawler: crawler)
            #expect(grants.count == 2)
            refused.add("Bearer t2")
            _ = try await client.page(.number(4), of: "", crawler: crawler)
            #expect(grants.count == 3)
            refused.add("Bearer t3")
            refused.add("Bearer t4")
            let failure = await #expect(throws: FeedClient.Failure.self) {
                try await client.page(.number(5), of: "", crawler: crawler)
            }
            #expect(failure?.cause == .fetch(.credentials("HTTP 401")))
            #expect(grants.count == 4)
        }
    }

    @Test(
        "The error for a token endpoint without a token names the endpoint and does not repeat its answer",
        arguments: [
            (401, #"{"error":"invalid_client","error_description":"not to be shown"}"#),
            (400, "not to be shown"), (200, "not to be shown"), (200, #"{"token":"not to be shown"}"#),
            (200, #"{"access_token":"not to be shown","token_type":"mac"}"#), (302, ""), (404, ""),
        ])
    func refused(_ status: Int, _ body: String) async throws {
        try await LoopbackServer.running({ _ in .init(status, body) }) { address in
            let failure = await #expect(throws: FeedClient.Failure.self) {
                try await client().page(.number(1), of: "", crawler: crawler(address))
            }
            #expect(failure?.message.contains("not to be shown") == false)
            #expect(failure?.audience != .nobody)
        }
    }
}
