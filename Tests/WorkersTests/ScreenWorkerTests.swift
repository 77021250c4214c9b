import Domain
import Rulebook
import Store
import Synchronization
import TestSupport
import Testing
import Workers

@Suite(.timeLimit(.minutes(15))) struct ScreenWorkerTests {
    @Test("two snapshots a day apart raise flags of the three kinds with figures, each with reason and counterfactual")
    func twoSnapshots() async throws {
        try await LoopbackPlatform.running { platform in
            let test = try TestAppContext(environment: await platform.environment())
            let pull = Pull(test.context)
            for day in [1, 2] {
                platform.set { $0.day = "day-\(day)" }
                let slot = FixedClock.start.adding(seconds: Int64(day) * 86_400)
                test.base.clock.set(slot)
                for crawler in ["taobao-top", "douyin-live"] {
                    _ = try await pull.run(pull.crawler(crawler), slot: slot)
                }
            }
            for id in try await test.base.store.unscreenedPulls(limit: 10) {
                let summary = try await Screen(test.context).run(pull: id)
                #expect(!summary.wasScreened)
            }
            let flags = try await test.base.store.flags(limit: 1000)
            #expect(Set(flags.map(\.kind)) == [.lowPrice, .salesBurst, .livestream])
            #expect(flags.allSatisfy { !$0.reason.isEmpty && !$0.counterfactual.isEmpty && $0.ruleHash.count == 64 })
            let rules = test.context.rulebook.criteria
            #expect(flags.allSatisfy { rules[$0.product]?.rule.hash == $0.ruleHash })
        }
    }

    @Test("screening a pull again returns the same result and stores nothing twice")
    func screeningIsIdempotent() async throws {
        let test = try TestAppContext()
        let listings = (0..<40).map { Samples.listing("\($0)", price: $0 == 0 ? 500 : 4_000 + Int64($0) * 50) }
        let pull = try await Samples.completedPull(in: test.base.store, listings)
        let first = try await Screen(test.context).run(pull: pull)
        let second = try await Screen(test.context).run(pull: pull)
        #expect(first.flaggedListings == 1 && second.flaggedListings == 1)
        #expect(second.wasScreened)
        #expect(try await test.base.store.flags(limit: 10).count == 1)
    }

    @Test("the filter without a store raises the same flags as the store")
    func filterAgrees() async throws {
        let rulebook = try Repository.rulebook()
        let crawler = try Repository.crawler("csv-market")
        let now = FixedClock.start
        let lines = Collected()
        let pages = Repository.root + "/Fixtures/Pages/csv-market"
        let summary = try await Threads.run {
            try ScreenStream(rulebook, crawler: crawler).run(
                .init(path: pages + "/day-2/listings.csv", seenAt: now),
                earlier: .init(path: pages + "/day-1/listings.csv", seenAt: now.adding(seconds: -86_400)),
                ScreenStream.Options(), lines.listener)
        }
        #expect(summary.flagged > 2)
        #expect(Set(summary.flags.keys) == [.lowPrice, .salesBurst])
        #expect(summary.records == 40)
        #expect(lines.count == summary.flags.values.reduce(0, +))
    }

    @Test("a feed that cannot be read is an error with its position")
    func brokenFeed() throws {
        let stream = ScreenStream(try Repository.rulebook(), crawler: try Repository.crawler("taobao-top"))
        let error = #expect(throws: PermanentFailure.self) {
            try stream.run(
                .init(path: Repository.root + "/Fixtures/Awkward/taobao-cut-in-half.json", seenAt: FixedClock.start),
                ScreenStream.Options(), Collected().listener)
        }
        #expect(error?.description.contains("行第") == true)
    }
}

/// Collects the output of a stream.
private final class Collected: Sendable {
    private let lines = Mutex(0)

    var count: Int {
        lines.withLock { $0 }
    }

    var listener: ScreenStream.Listener {
        ScreenStream.Listener(
            lines: { bytes in self.lines.withLock { $0 += bytes.count { $0 == 0x0A } } }, quarantined: { _ in })
    }
}
