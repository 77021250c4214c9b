import Domain
import Store
import TestSupport
import Testing
import Workers

struct RematchTests {
    private let test: TestAppContext
    private var store: Store { test.base.store }

    init() throws {
        test = try TestAppContext()
    }

    /// A screened pull without matches. All titles but one name toys.
    private func unmatched(_ slot: Timestamp = FixedClock.start) async throws -> Int64 {
        let pull = try await store.openPull(Samples.crawler(), slot: slot).id
        let listings = (1...40).map { Samples.listing("\($0)", price: $0 == 1 ? 500 : 4_000 + Int64($0) * 50) }
        let nothing = Listing(key: ListingKey(platform: "taobao", item: "99"), title: "雨伞", price: PriceRange(Fen(100)))
        _ = try await store.recordPage(
            PageContent(
                query: "", page: 1, contentHash: Digest.sha256("p"), listings: (listings + [nothing]).map { ($0, nil) },
                quarantined: [], statedTotal: nil, isLast: true), pull: pull)
        try await store.completePull(pull)
        #expect(try await Screen(test.context).run(pull: pull).screened == 0)
        return pull
    }

    @Test("listings pulled before their product was added are matched, and their pull is screened again")
    func matched() async throws {
        let pull = try await unmatched()
        #expect(try await store.unscreenedPulls(limit: 10).isEmpty)
        let gained = try await Rematch(test.context).run()
        #expect(gained.map(\.pull) == [pull] && gained.map(\.listings) == [40])
        #expect(try await store.unscreenedPulls(limit: 10) == [pull])
        let summary = try await Screen(test.context).run(pull: pull)
        #expect(summary.screened == 40 && summary.flaggedListings == 1)
        #expect(try await store.events(subject: "pull:\(pull)", limit: 20).contains { $0.kind == "pull.rematched" })
        #expect(try await store.verifyAudit().fault == nil)
    }

    @Test("a second rematch changes nothing and makes nothing due")
    func twice() async throws {
        let pull = try await unmatched()
        _ = try await Rematch(test.context).run()
        _ = try await Screen(test.context).run(pull: pull)
        #expect(try await Rematch(test.context).run().isEmpty)
        #expect(try await store.unscreenedPulls(limit: 10).isEmpty)
    }

    @Test("only the latest pull of a crawler is matched again, unless another pull is given")
    func latest() async throws {
        let first = try await unmatched()
        let second = try await unmatched(FixedClock.start.adding(seconds: 86_400))
        test.base.clock.advance(seconds: 60)
        #expect(try await Rematch(test.context).run().map(\.pull) == [second])
        #expect(try await store.unscreenedPulls(limit: 10) == [second])
        // The attributes are the same, so the listings of the first pull have their product by now.
        let again = try await Rematch(test.context).run(pull: first)
        #expect(again.map(\.pull) == [first] && again.map(\.listings) == [40])
        #expect(try await Screen(test.context).run(pull: first).screened == 40)
        #expect(try await Rematch(test.context).run(pull: first).isEmpty)
    }

    @Test("an incomplete pull is refused")
    func incomplete() async throws {
        let pull = try await store.openPull(Samples.crawler(), slot: FixedClock.start).id
        await #expect(throws: StoreError.self) { try await Rematch(test.context).run(pull: pull) }
    }
}
