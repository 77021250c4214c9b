import Domain
import TestSupport
import Testing

@testable import Store

/// What the page of a listing reads.
struct ListingDetailTests {
    private let test: TestStore
    private var store: Store { test.store }

    init() throws {
        test = try TestStore()
    }

    private func sales(_ number: Int64) -> SalesFigure {
        SalesFigure(lower: number, upper: number, window: .cumulative, raw: String(number))
    }

    /// Pulls a listing once a day; nil for a day on which the feed does not contain it.
    private func pull(_ days: [(price: Int64, sold: Int64)?], flaggedOn flagged: Int? = nil) async throws -> Int64 {
        for (day, state) in days.enumerated() {
            let slot = FixedClock.start.adding(seconds: Int64(day) * 86_400)
            test.clock.set(slot)
            var offers = [FlaggedOffer(Samples.listing("other"), kinds: [])]
            if let state {
                let listing = Samples.listing("1", price: state.price, sales: sales(state.sold))
                offers.append(FlaggedOffer(listing, kinds: day == flagged ? [.lowPrice] : []))
            }
            try await Samples.flaggedPull(in: store, offers, slot: slot)
        }
        return try await store.number("SELECT id FROM listing WHERE item = '1'")
    }

    @Test("The history has one entry for each change, back to the first sighting")
    func history() async throws {
        let id = try await pull([(1_280, 100), (1_280, 100), (990, 300), (990, 300), (780, 900)], flaggedOn: 2)
        let detail = try await store.listingDetail(id, in: .everywhere)
        #expect(detail.history.entries.map(\.listing.price.lower.rawValue) == [780, 990, 1_280])
        #expect(detail.history.entries.map { $0.listing.sales?.lower } == [900, 300, 100])
        let start = FixedClock.start
        #expect(detail.history.entries.map(\.at) == [4, 2, 0].map { start.adding(seconds: $0 * 86_400) })
        #expect(detail.history.end == .firstSeen && detail.firstSeenAt == start)
        #expect(detail.lastSighting == .at(start.adding(seconds: 4 * 86_400), missedPulls: 0))
        // What the flag saw is the snapshot, not the listing of today.
        #expect(detail.current.price == PriceRange(Fen(780)))
        #expect(detail.flagged?.row.seen.price == PriceRange(Fen(990)))
        #expect(detail.flaggings.map(\.kinds) == [[.lowPrice]] && detail.flagged?.cell == nil)
    }

    @Test("A listing that was not seen any more says since when, and how many pulls missed it")
    func gone() async throws {
        let id = try await pull([(890, 1), (890, 2), (890, 2), nil, nil])
        let detail = try await store.listingDetail(id, in: .everywhere)
        #expect(detail.lastSighting == .at(FixedClock.start.adding(seconds: 2 * 86_400), missedPulls: 2))
        #expect(detail.flagged == nil && detail.flaggings.isEmpty && detail.reviews.isEmpty)
    }

    @Test("What retention removed is not known, and the history says so")
    func removed() async throws {
        let id = try await pull([(1_280, 1), (990, 1), (780, 1)])
        // The oldest page goes first; its changes are those of the first sighting.
        try await store.raw("UPDATE pull SET sightingsRemovedAt = 1 WHERE id <= 2")
        try await store.raw("DELETE FROM pageSighting WHERE pageId <= 2")
        let detail = try await store.listingDetail(id, in: .everywhere)
        #expect(detail.history.entries.map(\.listing.price.lower.rawValue) == [780, 990])
        #expect(detail.history.end == .removed)
    }

    @Test("From the listing to its run, sample, report and takedown, as far as the viewer may see them")
    func neighbours() async throws {
        let given = try await Samples.routedCase(in: store)
        let id = try await store.number("SELECT id FROM listing WHERE item = '1001'")
        let own = try await store.listingDetail(id, in: Samples.region("330000"))
        let purchase = try #require(own.purchases.first)
        #expect(purchase.isDrawn && purchase.task == given.task && purchase.label == given.label)
        #expect(purchase.report?.verdict == .fails && purchase.report?.hazard == .serious)
        #expect(own.takedowns.map(\.state) == [.proposed])
        let kinds = own.events.compactMap { EventKind(rawValue: $0.kind) }
        #expect(kinds.contains(.purchaseRecorded) && kinds.contains(.reportFiled) && kinds.contains(.reportJudged))
        #expect(own.events.map(\.sequence) == own.events.map(\.sequence).sorted(by: >))
        let foreign = try await store.listingDetail(id, in: Samples.region("330700"))
        #expect(foreign.purchases.first?.state == .purchased && foreign.purchases.first?.label == nil)
        #expect(foreign.purchases.first?.report == nil && foreign.takedowns.isEmpty)
        #expect(!foreign.events.contains { $0.subject.hasPrefix("report:") || $0.subject.hasPrefix("takedown:") })
    }

    @Test("Twins are those of both sides, with their flags")
    func twins() async throws {
        try await Samples.flaggedPull(
            in: store, [FlaggedOffer(Samples.listing("1")), FlaggedOffer(Samples.listing("2"), kinds: [.livestream])],
            slot: FixedClock.start)
        let entries = try await store.latestListings(of: Samples.product)
        let proof = try #require(TwinFinder.find(entries.map(\.listing)).twins.first)
        _ = try await store.recordTwins([(1, 2, proof)], product: Samples.product, rule: Samples.rule)
        for (own, other) in [(Int64(1), Int64(2)), (2, 1)] {
            let twin = try #require(try await store.listingDetail(own, in: .everywhere).twins.first)
            #expect(twin.id == other && twin.hasSamePrice && !twin.hasSameImage && twin.commonShingles > 0)
            #expect(twin.kinds == (other == 2 ? [.livestream] : [.lowPrice]) && twin.state == .pending)
        }
        #expect(try await store.flaggedListings([1, 2]).map(\.twins) == [1, 1])
    }

    @Test("The years in which the shop failed are shown")
    func shop() async throws {
        try await Samples.flaggedPull(in: store, [FlaggedOffer(Samples.listing("1"))], slot: FixedClock.start)
        let failure = ShopFailure(platform: "taobao", shop: "77001", year: 2025, source: "省局抽查")
        _ = try await store.importShopFailures([failure], contentHash: Digest.sha256("x"), by: .operator)
        #expect(try await store.listingDetail(1, in: .everywhere).shopFailures == [failure])
    }

    @Test("A listing that does not exist is reported")
    func unknown() async throws {
        await #expect(throws: StoreError.notFound("listing 7")) { try await store.listingDetail(7, in: .everywhere) }
    }

    @Test("A set of listings has exactly its own")
    func contains() throws {
        var generator = SeededGenerator(seed: 21)
        for _ in 0..<300 {
            let listings = Set(
                (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                    Int64.random(in: 1...90, using: &generator)
                })
            let packed = ListingSet.packed(listings)
            for number in Int64(1)...95 {
                #expect(try ListingSet.contains(number, packed) == listings.contains(number))
            }
        }
    }
}
