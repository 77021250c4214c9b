import Domain
import Rulebook
import Store
import TestSupport
import Testing
import Workers

@Suite(.timeLimit(.minutes(15))) struct FlagFactsTests {
    @Test("imported counts flag the next screening, with points, and no earlier one")
    func imported() async throws {
        let test = try TestAppContext()
        let store = test.base.store
        let quiet = try await Samples.completedPull(in: store, [Samples.listing("1")])
        #expect(try await Screen(test.context).run(pull: quiet).flaggedListings == 0)
        let complaints = AttentionCount(
            subject: .item(ListingKey(platform: "taobao", item: "1")), type: .complaint, count: 5,
            from: Samples.day("2026-10-01"), until: Samples.day("2026-10-31"), source: "12315")
        _ = try await store.importAttention([complaints], contentHash: Digest.sha256("a"), by: .operator)
        let failures = [2025, 2026].map { ShopFailure(platform: "taobao", shop: "77001", year: $0, source: "省局") }
        _ = try await store.importShopFailures(failures, contentHash: Digest.sha256("b"), by: .operator)

        test.base.clock.set(FixedClock.start.adding(seconds: 86_400))
        let pull = try await Samples.completedPull(in: store, [Samples.listing("1")], slot: test.base.clock.now)
        let summary = try await Screen(test.context).run(pull: pull)
        #expect(summary.flags == [.publicAttention: 1, .failingShop: 1])
        let flags = try await store.flags(limit: 10)
        #expect(flags.allSatisfy { $0.priority?.points == 50 })
        let shared = test.context.rulebook.sharedFlagging.rule
        #expect(flags.allSatisfy { $0.ruleFile == shared.file && $0.ruleHash == shared.hash })
    }

    @Test("if a feed maps no maker, a missing maker is not flagged")
    func silence() async throws {
        let test = try TestAppContext()
        let pull = try await Samples.completedPull(in: test.base.store, [Samples.listing("1")])
        #expect(try await Screen(test.context).run(pull: pull).flags.isEmpty)
    }

    @Test("unknown growth is not counted as no growth")
    func growth() async throws {
        let test = try TestAppContext()
        func day(_ number: Int64, _ text: [String]) async throws -> Int64 {
            test.base.clock.set(FixedClock.start.adding(seconds: number * 86_400))
            let listings = text.enumerated().map { index, text in
                Samples.listing("\(index)", sales: SalesFigure(text: text, window: .cumulative))
            }
            return try await Samples.completedPull(in: test.base.store, listings, slot: test.base.clock.now)
        }
        _ = try await day(0, ["10万+", "7", "7"])
        let summary = try await Screen(test.context).run(pull: day(1, ["10万+", "7", "8"]))
        #expect(summary.growth.unknown == 1 && summary.growth.none == 1 && summary.growth.proven == 1)
    }

    @Test("twins are found across platforms, each pair once")
    func twins() async throws {
        let test = try TestAppContext()
        for platform in ["taobao", "jd"] {
            _ = try await Samples.completedPull(
                in: test.base.store, [Samples.listing("1", platform: platform)],
                crawler: Samples.crawler("feed-\(platform)", platform: platform))
        }
        let first = try await FindTwins(test.context).run(product: Samples.product)
        #expect(first.listings == 2 && first.twins == 1 && first.new == 1 && first.skipped == 0)
        #expect(try await FindTwins(test.context).run(product: Samples.product).new == 0)
        #expect(try await test.base.store.twins(limit: 10).count == 1)
    }
}
