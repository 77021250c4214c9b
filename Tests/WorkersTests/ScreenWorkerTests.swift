import Domain
import Rulebook
import Store
import TestSupport
import Testing
import Workers

@Suite(.timeLimit(.minutes(2))) struct ScreenWorkerTests {
    @Test("two snapshots a day apart raise flags of the three kinds of figures, each with reason and counterfactual")
    func twoSnapshots() async throws {
        try await LoopbackPlatform.running { platform in
            let test = try TestWorkshop(environment: await platform.environment())
            let pull = Pull(test.workshop)
            for day in [1, 2] {
                platform.set { $0.day = "day-\(day)" }
                let slot = FixedClock.start.adding(seconds: Int64(day) * 86_400)
                test.base.clock.set(slot)
                for crawler in ["taobao-top", "douyin-live"] {
                    _ = try await pull.run(pull.crawler(crawler), slot: slot)
                }
            }
            for id in try await test.base.store.unscreenedPulls(limit: 10) {
                let summary = try await Screen(test.workshop).run(pull: id)
                #expect(!summary.wasScreened)
            }
            let flags = try await test.base.store.flags(limit: 1000)
            #expect(Set(flags.map(\.kind)) == [.lowPrice, .salesBurst, .livestream])
            #expect(flags.allSatisfy { !$0.reason.isEmpty && !$0.counterfactual.isEmpty && $0.ruleHash.count == 64 })
            let rules = test.workshop.rulebook.criteria
            #expect(flags.allSatisfy { rules[$0.product]?.rule.hash == $0.ruleHash })
        }
    }

    @Test("screening a pull again gives the same answer and stores nothing twice")
    func screeningIsIdempotent() async throws {
        let test = try TestWorkshop()
        let listings = (0..<40).map { Samples.listing("\($0)", price: $0 == 0 ? 500 : 4_000 + Int64($0) * 50) }
        let pull = try await Samples.completedPull(in: test.base.store, listings)
        let first = try await Screen(test.workshop).run(pull: pull)
        let second = try await Screen(test.workshop).run(pull: pull)
        #expect(first.flaggedListings == 1 && second.flaggedListings == 1)
        #expect(second.wasScreened)
        #expect(try await test.base.store.flags(limit: 10).count == 1)
    }

    @Test("the filter without a store flags what the store's way flags")
    func filterAgrees() async throws {
        let rulebook = try Repository.rulebook()
        let crawler = try Repository.crawler("csv-market")
        let now = FixedClock.start
        let output = try ScreenStream(rulebook).run(
            .init(bytes: Repository.bytes("Fixtures/Pages/csv-market/day-2/listings.csv"), seenAt: now),
            earlier: .init(
                bytes: Repository.bytes("Fixtures/Pages/csv-market/day-1/listings.csv"),
                seenAt: now.adding(seconds: -86_400)),
            crawler: crawler)
        #expect(output.flagged.count > 2)
        let kinds = Set(output.flagged.flatMap(\.flags).map(\.kind))
        #expect(kinds == [.lowPrice, .salesBurst])
        #expect(output.records == 40)
    }

    @Test("a feed that cannot be read is an error that says where")
    func brokenFeed() throws {
        let stream = ScreenStream(try Repository.rulebook())
        let crawler = try Repository.crawler("taobao-top")
        let bytes = try Repository.bytes("Fixtures/Awkward/taobao-cut-in-half.json")
        let error = #expect(throws: NeedsAttention.self) {
            try stream.run(.init(bytes: bytes, seenAt: FixedClock.start), earlier: nil, crawler: crawler)
        }
        #expect(error?.description.contains("line ") == true)
    }
}
