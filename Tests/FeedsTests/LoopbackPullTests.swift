import Domain
import Feeds
import TestSupport
import Testing
import Transport

/// Every shipped crawler requests the loopback platform as it would request its own platform: signature, parameters,
/// paging.
@Suite(.timeLimit(.minutes(15))) struct LoopbackPullTests {
    static let crawlers = [
        "douyin-goods", "kuaishou", "ali-1688", "xiaohongshu", "shopify", "woocommerce", "google-merchant",
        "schema-org",
    ]

    @Test("the platform accepts the requests and signatures of the crawler file", arguments: crawlers)
    func accepted(_ identifier: String) async throws {
        let crawler = try Repository.crawler(identifier)
        try await LoopbackPlatform.running { platform in
            let environment = await platform.environment(of: crawler)
            #expect(crawler.missingVariables { environment[$0] }.isEmpty)
            let http = HTTPClient()
            for query in crawler.queries {
                let request = try RequestBuilder.request(
                    for: crawler, query: query, position: crawler.paging.start, at: FixedClock.start
                ) { environment[$0] }
                let answer = try await http.send(request).usable(at: FixedClock.start)
                let page = try PageParser.parse(answer.body, crawler: crawler)
                #expect(page.records > 0, "\(query)")
            }
        }
    }

    @Test("a wrong secret is refused", arguments: ["douyin-goods", "kuaishou", "ali-1688", "xiaohongshu"])
    func refused(_ identifier: String) async throws {
        let crawler = try Repository.crawler(identifier)
        let secret = try #require(crawler.request.signing?.secretEnvironment)
        try await LoopbackPlatform.running { platform in
            var environment = await platform.environment(of: crawler)
            environment[secret] = "another"
            let request = try RequestBuilder.request(
                for: crawler, query: crawler.queries[0], position: crawler.paging.start, at: FixedClock.start
            ) { environment[$0] }
            let answer = try await HTTPClient().send(request).usable(at: FixedClock.start)
            #expect(throws: PageFault.self) { try PageParser.parse(answer.body, crawler: crawler) }
        }
    }
}
