import Domain
import TestSupport
import Testing

@testable import Store

struct SamplingRunTests {
    private let test: TestStore
    private var store: Store { test.store }

    init() throws {
        test = try TestStore()
    }

    private func flagged(_ items: String..., price: Int64 = 890, feed: String = "sample-feed") async throws {
        _ = try await Samples.screenedPull(
            in: store, items.map { Samples.listing($0, price: price) }, crawler: Samples.crawler(feed))
    }

    @Test("The frame of a run is frozen when it is opened; listings flagged later are not included")
    func frozen() async throws {
        try await flagged("1", "2")
        let opened = try await store.openSamplingRun(Samples.plan(), by: .operator)
        try await flagged("3", feed: "later")
        let again = try await store.openSamplingRun(Samples.plan(), by: .operator)
        #expect(again.id == opened.id)
        #expect(again.frame == opened.frame)
        #expect(again.frame.entries.map(\.key.item) == ["1", "2"])
        #expect(again.commitment == opened.commitment)
        #expect(again.commitment == again.frame.commitment)
        #expect(again.seed == nil)
        #expect(try await store.log().filter { $0.contains("run.opened") }.count == 1)
    }

    @Test(
        "The same name with another plan is refused, and the run is not changed",
        arguments: [
            Samples.plan(quota: 2), Samples.plan(budget: 99_999),
            SamplingPlan(name: Samples.plan().name, quotas: ["toys": 1, "power-bank": 1], budget: Fen(100_000)),
        ])
    func otherPlan(_ plan: SamplingPlan) async throws {
        try await flagged("1")
        _ = try await store.openSamplingRun(Samples.plan(), by: .operator)
        await #expect(throws: StoreError.self) { try await store.openSamplingRun(plan, by: .operator) }
        #expect(try await store.samplingRun(named: plan.name).plan == Samples.plan())
    }

    @Test("Without flagged listings, no run is opened")
    func nothingFlagged() async throws {
        _ = try await Samples.completedPull(in: store, [Samples.listing("1")])
        let refusal = await #expect(throws: StoreError.self) {
            try await store.openSamplingRun(Samples.plan(), by: .operator)
        }
        #expect(refusal?.description.contains("no flagged listing of toys") == true)
        await #expect(throws: StoreError.self) { try await store.samplingRun(named: Samples.plan().name) }
        #expect(try await store.log().filter { $0.contains("run.") }.isEmpty)
    }

    @Test("The frame contains only the plan's products, by their latest snapshot")
    func frameContent() async throws {
        try await flagged("1", "2", price: 890)
        // Pulled again the next day: "1" has another price and is flagged again, "2" is not flagged.
        let pull = try await Samples.completedPull(
            in: store, [Samples.listing("1", price: 790), Samples.listing("2", price: 5_000)],
            slot: FixedClock.start.adding(seconds: 86_400))
        let facts = try await store.screeningFacts(pull: pull)
        let first = try #require(facts.observations.first)
        try await store.recordScreening(
            pull: pull, flags: [(first.id, Samples.product, [Samples.flag()])],
            rules: [Samples.product: Samples.rule], cellsWithoutBaseline: [])
        let run = try await store.openSamplingRun(Samples.plan(), by: .operator)
        #expect(
            run.frame.entries == [
                FrameEntry(key: .init(platform: "taobao", item: "1"), product: "toys", price: PriceRange(Fen(790)))
            ])
        let other = SamplingPlan(name: "other", quotas: ["power-bank": 1], budget: Fen(1))
        await #expect(throws: StoreError.self) { try await store.openSamplingRun(other, by: .operator) }
    }

    @Test("A run is drawn once; a second draw is refused and changes nothing")
    func drawnOnce() async throws {
        try await flagged("1", "2", "3")
        let tasks = try await Samples.drawnRun(in: store, Samples.plan(quota: 2))
        #expect(tasks.count == 2)
        let run = try await store.samplingRun(named: Samples.plan().name)
        #expect(run.seed == "2026-11-01 public seed")
        let outcome = Draw.execute(run.plan, frame: run.frame, seed: "a better seed")
        await #expect(throws: StoreError.conflict(.runDrawn(name: run.plan.name))) {
            try await store.recordDraw(run: run.id, seed: "a better seed", outcome: outcome, by: .operator)
        }
        #expect(try await store.samplingRun(named: Samples.plan().name).seed == "2026-11-01 public seed")
        #expect(try await store.purchaseTasks(openOnly: false, limit: 10) == tasks)
        #expect(try await store.log().filter { $0.contains("run.drawn") }.count == 1)
    }

    @Test("A draw of a missing run is refused")
    func unknownRun() async throws {
        let outcome = Draw.execute(Samples.plan(), frame: SamplingFrame([]), seed: "s")
        await #expect(throws: StoreError.self) {
            try await store.recordDraw(run: 99, seed: "s", outcome: outcome, by: .operator)
        }
        #expect(try await store.log().isEmpty)
    }

    @Test("The stored run is enough to repeat the draw")
    func recomputable() async throws {
        try await flagged("1", "2", "3", "4", "5")
        let tasks = try await Samples.drawnRun(in: store, Samples.plan(quota: 3, budget: 2_000))
        let run = try await store.samplingRun(named: Samples.plan().name)
        let outcome = Draw.execute(run.plan, frame: run.frame, seed: try #require(run.seed))
        #expect(outcome.drawn.map(\.entry.key) == tasks.map(\.listing))
        #expect(outcome.drawn.count == 2)
        #expect(outcome.skippedForBudget > 0)
        #expect(outcome.unfilled == ["toys": 1])
        let event = try #require(try await store.events(subject: "run:\(run.id)", limit: 10).last)
        #expect(event.detailsJSON.contains(#""drawn":"2""#))
        #expect(event.detailsJSON.contains(#""unfilled":"toys=1""#))
    }

    @Test("A drawn listing does not enter the next run, unless its task was cancelled")
    func nextRun() async throws {
        try await flagged("1", "2")
        let tasks = try await Samples.drawnRun(in: store, Samples.plan("first", quota: 1))
        let drawn = try #require(tasks.first)
        let second = try await store.openSamplingRun(Samples.plan("second"), by: .operator)
        #expect(!second.frame.entries.contains { $0.key == drawn.listing })
        #expect(second.frame.entries.count == 1)
        try await store.cancelTask(drawn.id, reason: "链接失效", by: Samples.buyer)
        let third = try await store.openSamplingRun(Samples.plan("third"), by: .operator)
        #expect(third.frame.entries.map(\.key.item) == ["1", "2"])
    }

    @Test("The database refuses a run without a budget or a quota, and a seed without the time of its draw")
    func constraints() async throws {
        try await flagged("1")
        await #expect(throws: (any Error).self) {
            try await store.openSamplingRun(Samples.plan("no budget", budget: 0), by: .operator)
        }
        await #expect(throws: (any Error).self) {
            try await store.openSamplingRun(Samples.plan("no quota", quota: 0), by: .operator)
        }
        #expect(try await store.number("SELECT COUNT(*) FROM samplingRun") == 0)
        _ = try await store.openSamplingRun(Samples.plan(), by: .operator)
        #expect(await store.refusal(of: "UPDATE samplingRun SET seed = 'late'").contains("CHECK"))
    }
}
