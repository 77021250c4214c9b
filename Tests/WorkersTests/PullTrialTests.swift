import Domain
import TestSupport
import Testing
import Workers

/// A trial of a feed over real HTTP; nothing is kept.
@Suite(.timeLimit(.minutes(15))) struct PullTrialTests {
    private func trial() throws -> PullTrial {
        PullTrial(try TestAppContext().context.environment)
    }

    @Test(
        "a trial requests each page once, and one page to prove the end, and counts what a pull would keep",
        arguments: [1, 3, 16])
    func allPages(_ concurrency: Int) async throws {
        try await NumberedFeed.running { feed in
            feed.set {
                $0.pages = 40
                $0.listingsPerPage = 150
            }
            let outcome = try await trial().run(feed.crawler(concurrency: concurrency), slot: FixedClock.start)
            let summary = outcome.summary
            #expect(summary.pages == 40 && summary.listings == 6000 && summary.stated == 6000)
            #expect(summary.gaps.isEmpty && summary.repeated == 0 && summary.short == 0)
            #expect(outcome.unreadable.isEmpty)
            #expect(feed.behaviour.requests == 41)
        }
    }

    @Test("a feed by cursor is tried to its end")
    func cursor() async throws {
        try await NumberedFeed.running { feed in
            let outcome = try await trial().run(feed.crawler(byCursor: true), slot: FixedClock.start)
            #expect(outcome.summary.pages == 10 && outcome.summary.listings == 40)
            #expect(outcome.summary.gaps.isEmpty)
        }
    }

    @Test("unreadable records are counted, and the first of them have page, position and reason")
    func unreadable() async throws {
        try await NumberedFeed.running { feed in
            feed.set { $0.unpriced = [2, 3, 4] }
            let outcome = try await trial().run(feed.crawler(concurrency: 1), slot: FixedClock.start)
            #expect(outcome.summary.quarantined == 12 && outcome.summary.listings == 28)
            #expect(outcome.unreadable.count == PullTrial.shownRecords)
            let first = try #require(outcome.unreadable.first)
            #expect(first.page == 2 && first.record.place == "items[0]")
            #expect(first.record.fault.code == .missingField)
        }
    }

    @Test("a failed page is a gap, and the others are read")
    func gap() async throws {
        try await NumberedFeed.running { feed in
            feed.set { $0.failing = [4] }
            let outcome = try await trial().run(feed.crawler(), slot: FixedClock.start)
            #expect(outcome.summary.pages == 11 && outcome.summary.listings == 36)
            #expect(outcome.summary.gaps.count == 1 && outcome.summary.gaps[0].contains("第4页"))
        }
    }

    @Test("listings that appear again are counted as repeats, over all queries")
    func repeats() async throws {
        try await NumberedFeed.running { feed in
            let once = await feed.crawler()
            let twice = Crawler(
                identifier: once.identifier, platform: once.platform, name: once.name, endpoint: once.endpoint,
                every: once.every, request: once.request, paging: once.paging, queries: ["a", "b"],
                format: once.format, fields: once.fields, recheck: nil, rule: once.rule)
            let outcome = try await trial().run(twice, slot: FixedClock.start)
            #expect(outcome.summary.pages == 20 && outcome.summary.stated == 80)
            #expect(outcome.summary.listings == 40 && outcome.summary.repeated == 40)
        }
    }

    @Test("a crawler without its credentials is not tried")
    func credentials() async throws {
        let crawler = try Repository.crawler("taobao-top")
        await #expect(throws: PermanentFailure.self) { try await trial().run(crawler, slot: FixedClock.start) }
    }
}
