import Domain
import TestSupport
import Testing

@testable import Store

struct PriceRangeTests {
    private static let ranges: [(price: PriceRange, coupon: PriceRange?)] = [
        (PriceRange(Fen(890)), nil), (PriceRange(Fen(890)), PriceRange(Fen(700))),
        (PriceRange(lower: Fen(890), upper: Fen(4_000)), nil), (PriceRange(lower: Fen(890), upper: nil), nil),
        (PriceRange(lower: Fen(890), upper: nil), PriceRange(lower: Fen(700), upper: nil)),
        (PriceRange(lower: Fen(890), upper: Fen(4_000)), PriceRange(lower: Fen(700), upper: Fen(800))),
    ]

    private let test: TestStore
    private var store: Store { test.store }

    init() throws {
        test = try TestStore()
    }

    private func listing(_ item: String, _ price: PriceRange, _ coupon: PriceRange? = nil) -> Listing {
        Listing(
            key: ListingKey(platform: "taobao", item: item), title: "磁力片积木玩具", price: price, priceAfterCoupon: coupon)
    }

    @Test("Figures 5: a stored range is read back with both of its bounds")
    func roundTrip() async throws {
        let listings = Self.ranges.enumerated().map { listing("\($0)", $1.price, $1.coupon) }
        let pull = try await Samples.completedPull(in: store, listings)
        #expect(try await store.screeningFacts(pull: pull).observations.map(\.observation.listing) == listings)
        #expect(try await store.latestListings(of: Samples.product).map(\.listing) == listings)
    }

    @Test("the same lowest price with another highest price is another content")
    func conflicts() async throws {
        let pull = try await store.openPull(Samples.crawler(), slot: FixedClock.start).id
        let prices = [PriceRange(Fen(890)), PriceRange(lower: Fen(890), upper: Fen(900))]
        for (page, price) in prices.enumerated() {
            _ = try await store.recordPage(Samples.page([listing("1", price)], page: page + 1), pull: pull)
        }
        #expect(try await store.counts()["listings"] == 1)
        let conflict = try #require(try await store.quarantine(limit: 10).first)
        #expect(conflict.code == RecordFault.Code.conflictingRepeat.rawValue)
        let bytes = try await store.quarantinedBytes(conflict.id)
        #expect(String(decoding: bytes, as: UTF8.self).contains(#""priceFen":890,"priceUpperFen":900"#))
    }

    @Test("Figures 5: a run keeps the ranges of its frame, and a buyer sees the range")
    func runs() async throws {
        let prices = [PriceRange(lower: Fen(890), upper: Fen(4_000)), PriceRange(lower: Fen(890), upper: nil)]
        _ = try await Samples.screenedPull(in: store, prices.enumerated().map { listing("\($0)", $1) })
        let tasks = try await Samples.drawnRun(in: store, Samples.plan(quota: 2))
        #expect(Set(tasks.map(\.price)) == Set(prices))
        let run = try await store.samplingRun(named: Samples.plan().name)
        #expect(run.frame.entries.map(\.price) == prices && run.frame.commitment == run.commitment)
        let event = try #require(try await store.events(subject: "run:\(run.id)", limit: 10).last)
        #expect(event.detailsJSON.contains(#""spentFen":"4890","openPrices":"1""#))
    }

    @Test("Figures 5: the number of ranges outside the statistics is in the event of the screening")
    func event() async throws {
        let pull = try await Samples.completedPull(in: store, [listing("1", PriceRange(lower: Fen(890), upper: nil))])
        try await store.recordScreening(pull: pull, flags: [], rules: [:], cellsWithoutBaseline: [], priceRanges: 1)
        let events = try await store.events(subject: "pull:\(pull)", limit: 10).filter { $0.kind == "pull.screened" }
        #expect(events.first?.detailsJSON.contains(#""priceRanges":"1""#) == true)
    }

    @Test("the database refuses an upper bound below the price, or without a price")
    func constraints() async throws {
        _ = try await Samples.completedPull(in: store, [Samples.listing("1")])
        #expect(await store.refusal(of: "UPDATE listing SET priceUpperFen = priceFen - 1").contains("CHECK"))
        #expect(await store.refusal(of: "UPDATE listing SET priceAfterCouponUpperFen = 5").contains("CHECK"))
    }
}
