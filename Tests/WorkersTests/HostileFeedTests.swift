import Domain
import Store
import TestSupport
import Testing
import Workers

@Suite(.timeLimit(.minutes(15))) struct HostileFeedTests {
    /// The shipped crawler with a maximum number of pages per query.
    private static func crawler(_ identifier: String, maximumPages: Int) throws -> Crawler {
        let shipped = try Repository.crawler(identifier)
        return Crawler(
            identifier: shipped.identifier, platform: shipped.platform, name: shipped.name, endpoint: shipped.endpoint,
            every: shipped.every, request: shipped.request,
            paging: Paging(
                firstPage: shipped.paging.firstPage, pageSize: shipped.paging.pageSize, maximumPages: maximumPages,
                total: shipped.paging.total),
            queries: shipped.queries, format: shipped.format, fields: shipped.fields, recheck: shipped.recheck,
            rule: shipped.rule)
    }

    @Test("an endless feed ends as a gap with its reason; with a higher limit the pull continues")
    func endlessFeed() async throws {
        try await LoopbackPlatform.running { platform in
            let test = try TestAppContext(environment: await platform.environment())
            let store = test.base.store
            let pull = Pull(test.context)
            let limited = try Self.crawler("jd-union", maximumPages: 1)
            let first = try await pull.run(limited, slot: FixedClock.start)
            #expect(first.pages == limited.queries.count)
            #expect(!first.gaps.isEmpty)
            #expect(
                first.gaps.allSatisfy {
                    $0.contains("取满1页仍未到末页") && $0.contains("paging.maximumPages")
                        && $0.contains("Crawlers/jd-union.yaml")
                })
            #expect(try await store.pulls(limit: 1)[0].isComplete == false)
            let asked = platform.behaviour.requests
            let again = try await pull.run(limited, slot: FixedClock.start)
            #expect(again.gaps == first.gaps)
            #expect(platform.behaviour.requests == asked)
            let complete = try await pull.run(pull.crawler("jd-union"), slot: FixedClock.start)
            #expect(complete.gaps.isEmpty && complete.pages > 0)
            #expect(try await store.pulls(limit: 1)[0].isComplete)
        }
    }

    @Test("a pull with all stated records has no shortfall")
    func nothingShort() async throws {
        try await LoopbackPlatform.running { platform in
            let test = try TestAppContext(environment: await platform.environment())
            let pull = Pull(test.context)
            #expect(try await pull.run(pull.crawler("jd-union"), slot: FixedClock.start).short == 0)
        }
    }

    @Test("a job that crashes its worker each time becomes dead after twenty claims", arguments: [19, 20])
    func deadlyJob(_ claims: Int) async throws {
        let test = try TestStore()
        try await test.store.enqueue(.judge(report: 1))
        for claim in 1...claims {
            let held = try await test.store.claim(.judge, limit: 1, leaseSeconds: 60)
            #expect(held.map(\.attempts) == [claim])
            test.clock.advance(seconds: 60)
        }
        let worker = Worker(kind: .judge) { _ in
            if claims == 20 { Issue.record("the job was done once more") }
        }
        let summary = try await worker.runOnce(test.store)
        let dead = try await test.store.jobs(state: .dead, limit: 10)
        if claims == 19 {
            #expect(summary.done == [.judge(report: 1)])
            #expect(dead.isEmpty)
        } else {
            #expect(summary.dead[.judge(report: 1)]?.fault == .crashed)
            #expect(dead.map(\.key) == ["1"])
            #expect(dead.first?.lastError == summary.dead[.judge(report: 1)])
            test.clock.advance(seconds: 86_400)
            #expect(try await worker.runOnce(test.store).isEmpty)
        }
    }
}
