import Domain
import TestSupport
import Testing

@testable import Store

struct ScreeningTests {
    private let test: TestStore
    private var store: Store { test.store }

    init() throws {
        test = try TestStore()
    }

    private func sales(_ count: Int64) -> SalesFigure {
        SalesFigure(lower: count, upper: count, window: .days(30), raw: String(count))
    }

    /// Completes the pull of one day and returns the facts for its screening.
    private func day(_ number: Int64, _ listings: [Listing]) async throws -> ScreeningFacts {
        test.clock.set(FixedClock.start.adding(seconds: number * 86_400))
        let pull = try await Samples.completedPull(in: store, listings, slot: test.clock.now)
        return try await store.screeningFacts(pull: pull)
    }

    @Test("Figures 6: a second copy with another price marks the stored one; one with another link does not")
    func contradiction() async throws {
        func copy(_ item: String, price: Int64, link: String?) -> Listing {
            Listing(
                key: ListingKey(platform: "taobao", item: item), title: "积木玩具", price: PriceRange(Fen(price)),
                sales: sales(100),
                link: link)
        }
        let facts = try await day(
            0,
            [
                copy("1", price: 4_000, link: nil), copy("1", price: 400, link: nil),
                copy("2", price: 4_000, link: nil),
                copy("2", price: 4_000, link: "https://market.example.cn/2?trace=7"),
                copy("3", price: 4_000, link: nil),
                copy("3", price: 4_000, link: nil),
            ])
        #expect(facts.observations.map(\.observation.listing.key.item) == ["1", "2", "3"])
        #expect(facts.observations.map(\.observation.isContradicted) == [true, false, false])
    }

    @Test("Flags are stored once, with their figures and the rule that raised them")
    func once() async throws {
        let pull = try await Samples.completedPull(in: store, [Samples.listing("1")])
        let snapshot = try #require(try await store.screeningFacts(pull: pull).observations.first).id
        let cell = ComparisonCell(product: Samples.product, market: "taobao")
        for kind in [FlagKind.lowPrice, .livestream] {
            try await store.recordScreening(
                pull: pull, flags: [(snapshot, Samples.product, [Samples.flag(kind)])],
                rules: [Samples.product: Samples.rule], cellsWithoutBaseline: [cell])
        }
        let flags = try await store.flags(limit: 10)
        #expect(flags.map(\.kind) == [.lowPrice])
        let flag = try #require(flags.first)
        #expect(flag.ruleFile == Samples.rule.file && flag.ruleHash == Samples.rule.hash)
        #expect(flag.figuresJSON == #"{"price":"8.90"}"#)
        #expect(flag.listing.text == "taobao/1" && flag.raisedAt == FixedClock.start)
        #expect(try await store.screeningFacts(pull: pull).isScreened)
        #expect(try await store.unscreenedPulls(limit: 10).isEmpty)
        let events = try await store.events(subject: "pull:\(pull)", limit: 10).filter { $0.kind == "pull.screened" }
        #expect(events.map(\.detailsJSON).count == 1)
        #expect(events.first?.detailsJSON.contains("toys@taobao") == true)
    }

    @Test("A flag without a rule is refused, and the pull stays unscreened")
    func noRule() async throws {
        let pull = try await Samples.completedPull(in: store, [Samples.listing("1")])
        let counts = try await store.counts()
        let snapshot = try #require(try await store.screeningFacts(pull: pull).observations.first).id
        await #expect(throws: StoreError.inconsistent("a flag of product toys has no rule")) {
            try await store.recordScreening(
                pull: pull, flags: [(snapshot, "toys", [Samples.flag()])], rules: [:], cellsWithoutBaseline: [])
        }
        #expect(try await store.counts() == counts)
        #expect(try await store.unscreenedPulls(limit: 10) == [pull])
    }

    @Test("An incomplete pull is not screened")
    func incomplete() async throws {
        let pull = try await store.openPull(Samples.crawler(), slot: FixedClock.start).id
        await #expect(throws: StoreError.self) { try await store.screeningFacts(pull: pull) }
        await #expect(throws: StoreError.notFound("pull 99")) { try await store.screeningFacts(pull: 99) }
        await #expect(throws: (any Error).self) {
            try await store.recordScreening(pull: pull, flags: [], rules: [:], cellsWithoutBaseline: [])
        }
        #expect(try await store.log().filter { $0.contains("pull.screened") }.isEmpty)
    }

    @Test("Listings without a product are stored and not screened")
    func unmatched() async throws {
        let pull = try await store.openPull(Samples.crawler(), slot: FixedClock.start).id
        let content = PageContent(
            query: "", page: 1, contentHash: Digest.sha256("page"),
            listings: [(Samples.listing("1"), Samples.product), (Samples.listing("2"), nil)], quarantined: [],
            statedTotal: nil, isLast: true)
        _ = try await store.recordPage(content, pull: pull)
        try await store.completePull(pull)
        #expect(try await store.counts()["listings"] == 2)
        let facts = try await store.screeningFacts(pull: pull)
        #expect(facts.observations.map(\.observation.listing.key.item) == ["1"])
        #expect(facts.crawler == "sample-feed")
    }

    @Test("A stored listing is read back with the values of the feed")
    func roundTrip() async throws {
        let listings = [
            Samples.listing("1", sales: SalesFigure(lower: 100_000, upper: nil, window: .days(30), raw: "10万+")),
            Samples.listing("2", sales: sales(321), liveRoom: LiveRoom(room: "73", streamer: nil)),
            Samples.listing("3", liveRoom: LiveRoom(room: "73", streamer: "虚构主播")),
            Listing(
                key: ListingKey(platform: "taobao", item: "4"), title: "带全部字段", price: PriceRange(Fen(100)),
                priceAfterCoupon: PriceRange(Fen(90)), shopName: "店", link: "https://market.example.cn/4",
                image: "https://market.example.cn/4.jpg", changedAt: FixedClock.start,
                claims: MakerClaims(
                    maker: "虚构厂", address: "虚构路1号", certificate: "2020012203000001", licence: "XK00-000-00000",
                    creditCode: "91330000000000000X")),
        ]
        let facts = try await day(0, listings)
        #expect(facts.observations.map(\.observation.listing) == listings)
        #expect(facts.observations.allSatisfy { $0.observation.seenAt == FixedClock.start })
        #expect(facts.observations.allSatisfy { $0.observation.earlier == nil })
    }

    @Test("The earlier sales are those of the last earlier snapshot, in the order of slots")
    func earlierSales() async throws {
        _ = try await day(0, [Samples.listing("1", sales: sales(100))])
        _ = try await day(1, [Samples.listing("1", sales: sales(250)), Samples.listing("2", sales: sales(7))])
        let facts = try await day(3, [Samples.listing("1", sales: sales(900)), Samples.listing("3")])
        let earlier = try #require(facts.observations.first?.observation.earlier)
        #expect(earlier.sales == sales(250))
        #expect(earlier.at == FixedClock.start.adding(seconds: 86_400))
        #expect(facts.observations.last?.observation.earlier == nil)
        // A snapshot of a later slot is not earlier, even if it was taken earlier.
        let late = try await day(2, [Samples.listing("1", sales: sales(300))])
        #expect(late.observations.first?.observation.earlier?.sales == sales(250))
    }

    @Test("A snapshot without sales between two others is not skipped")
    func gap() async throws {
        _ = try await day(0, [Samples.listing("1", sales: sales(100))])
        _ = try await day(1, [Samples.listing("1")])
        let facts = try await day(2, [Samples.listing("1", sales: sales(9_000))])
        #expect(facts.observations.first?.observation.earlier == nil)
    }
}
