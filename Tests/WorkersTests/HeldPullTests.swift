import Domain
import Store
import TestSupport
import Testing
import Workers

/// A feed in which a field that flags need disappears, over real HTTP.
@Suite(.timeLimit(.minutes(15))) struct HeldPullTests {
    private static let day = FixedClock.start

    @Test("prices missing from more records than allowed hold the pull; after a release it is screened")
    func heldAndReleased() async throws {
        try await NumberedFeed.running { feed in
            feed.set { $0.unpriced = [2, 5, 8] }
            let test = try TestAppContext()
            let store = test.base.store
            let summary = try await Pull(test.context).run(feed.crawler(), slot: Self.day)
            #expect(summary.gaps.isEmpty && summary.listings == 28 && summary.quarantined == 12)
            #expect(summary.heldReason?.contains("price缺30%") == true)
            #expect(try await store.alerts(openOnly: true, limit: 10).map(\.kind) == [.fieldsMissing])
            #expect(try await store.unscreenedPulls(limit: 10).isEmpty)
            let held = try await Screen(test.context).run(pull: summary.pull)
            #expect(held.heldReason == summary.heldReason && held.screened == 0)

            try await store.releasePull(summary.pull, by: .operator)
            let screened = try await Screen(test.context).run(pull: summary.pull)
            #expect(screened.heldReason == nil && screened.screened == 28)
            #expect(try await store.unscreenedPulls(limit: 10).isEmpty)
            #expect(try await store.alerts(openOnly: true, limit: 10).isEmpty)
        }
    }

    @Test("the share that the crawler file allows does not hold the pull")
    func allowed() async throws {
        try await NumberedFeed.running { feed in
            feed.set { $0.unpriced = [2, 5, 8] }
            let test = try TestAppContext()
            let crawler = await feed.crawler(watch: FieldWatch(percentMissing: [.price: 30], percentRefused: 30))
            let summary = try await Pull(test.context).run(crawler, slot: Self.day)
            #expect(summary.heldReason == nil)
            #expect(try await test.base.store.unscreenedPulls(limit: 10) == [summary.pull])
        }
    }

    @Test("a complete pull of the next day is not held because of the one before")
    func nextDay() async throws {
        try await NumberedFeed.running { feed in
            feed.set { $0.unpriced = [2, 5, 8] }
            feed.set { $0.validates = true }
            let test = try TestAppContext()
            let pull = Pull(test.context)
            let crawler = await feed.crawler()
            _ = try await pull.run(crawler, slot: Self.day)
            let slot = Self.day.adding(seconds: 86_400)
            test.base.clock.set(slot)
            // Pages without prices are requested again in full, so an unchanged feed is held again.
            #expect(try await pull.run(crawler, slot: slot).heldReason != nil)
            feed.set { $0.unpriced = [] }
            let nextSlot = slot.adding(seconds: 86_400)
            test.base.clock.set(nextSlot)
            let summary = try await pull.run(crawler, slot: nextSlot)
            #expect(summary.heldReason == nil && summary.unchanged == 7 && summary.listings == 40)
        }
    }
}
