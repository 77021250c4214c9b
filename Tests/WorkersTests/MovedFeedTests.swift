import Domain
import Store
import TestSupport
import Testing
import Workers

/// A feed whose address changes between two pulls, over real HTTP.
@Suite(.timeLimit(.minutes(15))) struct MovedFeedTests {
    private func moved(_ crawler: Crawler, to address: String) -> Crawler {
        Crawler(
            identifier: crawler.identifier, platform: crawler.platform, name: crawler.name,
            endpoint: Endpoint(url: address, environment: nil), every: crawler.every, request: crawler.request,
            paging: crawler.paging, queries: crawler.queries, format: crawler.format, fields: crawler.fields,
            watch: crawler.watch, recheck: crawler.recheck, rule: crawler.rule)
    }

    @Test("Loss 6: pages of another address are read anew, although their validators are equal")
    func moved() async throws {
        try await NumberedFeed.running { feed in
            feed.set { $0.validates = true }
            let test = try TestAppContext()
            let pull = Pull(test.context)
            let crawler = await feed.crawler()
            _ = try await pull.run(crawler, slot: FixedClock.start)
            let other = moved(crawler, to: await feed.address() + "/elsewhere")
            for (day, crawler, unchanged) in [(1, other, 0), (2, other, 10), (3, crawler, 0)] {
                let slot = FixedClock.start.adding(seconds: Int64(day) * 86_400)
                test.base.clock.set(slot)
                let summary = try await pull.run(crawler, slot: slot)
                #expect(summary.gaps.isEmpty && summary.listings == 40)
                #expect(summary.unchanged == unchanged, "day \(day)")
            }
            #expect(feed.behaviour.unchangedAnswers == 10)
        }
    }
}
