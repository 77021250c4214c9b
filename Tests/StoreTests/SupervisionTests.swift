import Domain
import TestSupport
import Testing

@testable import Store

struct SupervisionTests {
    private let test: TestStore
    private var store: Store { test.store }

    init() throws {
        test = try TestStore()
    }

    private func count(_ number: Int64, about: AttentionSubject = .product("toys")) -> AttentionCount {
        AttentionCount(
            subject: about, type: .complaint, count: number, from: Samples.day("2026-10-01"),
            until: Samples.day("2026-10-31"), source: "12315")
    }

    private func importing(_ counts: [AttentionCount], _ content: String) async throws -> ImportSummary {
        try await store.importAttention(counts, contentHash: Digest.sha256(content), by: .operator)
    }

    private let everSince = Samples.day("2000-01-01")

    @Test("Counts are stored as given, and importing the same content again changes nothing")
    func once() async throws {
        let given = [
            count(7), count(8, about: .shop(platform: "jd", shop: "虚构店")),
            count(0, about: .item(ListingKey(platform: "pdd", item: "1"))),
        ]
        #expect(try await importing(given, "a") == ImportSummary(entries: 3, added: 3, isNew: true))
        let events = try await store.log()
        #expect(try await importing(given, "a") == ImportSummary(entries: 3, added: 0, isNew: false))
        #expect(try await store.log() == events)
        #expect(Set(try await store.attentionCounts(since: everSince)) == Set(given))
    }

    @Test("A later count of the same subject, window and source replaces the earlier one, which stays in the record")
    func versions() async throws {
        _ = try await importing([count(7)], "a")
        _ = try await importing([count(5)], "b")
        #expect(try await store.attentionCounts(since: everSince).map(\.count) == [5])
        #expect(try await store.number("SELECT COUNT(*) FROM attentionCount") == 2)
    }

    @Test("Windows that ended before the given day are left out")
    func since() async throws {
        _ = try await importing([count(7)], "a")
        #expect(try await store.attentionCounts(since: Samples.day("2026-10-31")).count == 1)
        #expect(try await store.attentionCounts(since: Samples.day("2026-11-01")).isEmpty)
    }

    @Test("Shops that failed come from the imported lists and from our own latest conclusions")
    func failures() async throws {
        let given = [
            ShopFailure(platform: "taobao", shop: "77001", year: 2025, source: "省局"),
            ShopFailure(platform: "jd", shop: "虚构店", year: 2024, source: "省局"),
        ]
        let first = try await store.importShopFailures(given, contentHash: Digest.sha256("a"), by: .operator)
        #expect(first.added == 2)
        let again = try await store.importShopFailures(given + given, contentHash: Digest.sha256("b"), by: .operator)
        #expect(again == ImportSummary(entries: 4, added: 0, isNew: true))
        #expect(try await store.shopFailures(ownSource: "own") == given)

        let failing = try await Samples.routedCase(in: store)
        let own = ShopFailure(platform: "taobao", shop: "77001", year: 2026, source: "own")
        #expect(try await store.shopFailures(ownSource: "own") == given + [own])
        _ = try await Samples.correct(failing, to: nil, in: store)
        #expect(try await store.shopFailures(ownSource: "own") == given, "a corrected report takes its failure back")
    }

    @Test(
        "A row that contradicts itself is refused",
        arguments: [
            "UPDATE attentionCount SET platform = 'jd'", "UPDATE attentionCount SET about = 'shop'",
            "UPDATE attentionCount SET count = -1", "UPDATE attentionCount SET untilDay = '2026-09-30'",
            "UPDATE attentionCount SET source = ''", "UPDATE attentionCount SET importId = 99",
        ])
    func constraints(_ sql: String) async throws {
        _ = try await importing([count(7)], "a")
        #expect(await store.refusal(of: PortableSQL(stringLiteral: sql)) != "accepted", "\(sql)")
    }
}

struct FlagPriorityStoreTests {
    private func screened(_ flags: [[FlagKind]], shared: SharedFlagRules = .standard) async throws -> TestStore {
        let test = try TestStore()
        let listings = flags.indices.map { Samples.listing("\($0)") }
        let pull = try await Samples.completedPull(in: test.store, listings)
        let facts = try await test.store.screeningFacts(pull: pull)
        try await test.store.recordScreening(
            pull: pull,
            flags: zip(facts.observations, flags).map { ($0.id, Samples.product, $1.map { Samples.flag($0) }) },
            rules: [Samples.product: Samples.rule], shared: shared, cellsWithoutBaseline: [])
        return test
    }

    @Test("Each flag keeps its points, and its listing their sum with all parts")
    func parts() async throws {
        let test = try await screened([[.lowPrice, .failingShop]])
        let flags = try await test.store.flags(limit: 10)
        let parts = [FlagPriority.Part(kind: .lowPrice, points: 30), .init(kind: .failingShop, points: 30)]
        #expect(flags.map(\.priority) == [FlagPriority(parts), FlagPriority(parts)])
        #expect(try await test.store.number("SELECT points FROM flagPriority") == 60)
    }

    @Test("The most urgent listing is first, and its flags stay together")
    func order() async throws {
        let test = try await screened([[.livestream], [.lowPrice, .salesBurst], [.lowPrice]])
        let flags = try await test.store.flags(order: .priority, limit: 10)
        #expect(flags.map(\.listing.item) == ["1", "1", "2", "0"])
        #expect(try await test.store.flags(limit: 10).map(\.listing.item) == ["2", "1", "1", "0"])
    }

    @Test("A flag of a kind in the shared rules names their file; other flags name the product's file")
    func rules() async throws {
        let shared = SharedFlagRules(rule: RuleReference(file: "shared", hash: Digest.sha256("shared")))
        let test = try await screened([[.lowPrice, .failingShop]], shared: shared)
        let flags = try await test.store.flags(limit: 10)
        #expect(flags.first { $0.kind == .failingShop }?.ruleFile == "shared")
        #expect(flags.first { $0.kind == .lowPrice }?.ruleFile == Samples.rule.file)
    }

    @Test("Every kind of flag can be stored, and no other word")
    func everyKind() async throws {
        let test = try await screened([FlagKind.allCases])
        #expect(try await test.store.flags(limit: 100).count == FlagKind.allCases.count)
        #expect(await test.store.refusal(of: "UPDATE flag SET kind = 'cheap' WHERE id = 1") != "accepted")
        #expect(await test.store.refusal(of: "UPDATE flag SET points = -1 WHERE id = 1") != "accepted")
    }

    @Test("Flags that were raised before points existed have none and are last")
    func earlierFlags() async throws {
        let test = try await screened([[.livestream], [.lowPrice]])
        try await test.store.raw("UPDATE flag SET points = NULL WHERE kind = 'low-price'")
        try await test.store.raw("DELETE FROM flagPriority WHERE points = 30")
        let flags = try await test.store.flags(order: .priority, limit: 10)
        #expect(flags.map(\.kind) == [.livestream, .lowPrice])
        #expect(flags.last?.priority == nil)
    }
}

struct TwinStoreTests {
    @Test("A pair is stored once in either order, and is counted for the flags of both listings")
    func pairs() async throws {
        let test = try TestStore()
        _ = try await Samples.screenedPull(in: test.store, [Samples.listing("1"), Samples.listing("2")])
        let entries = try await test.store.latestListings(of: Samples.product)
        let twin = try #require(TwinFinder.find(entries.map(\.listing)).twins.first)
        let ids = entries.map(\.id)
        for (left, right, new) in [(ids[0], ids[1], 1), (ids[1], ids[0], 0)] {
            let added = try await test.store.recordTwins(
                [(left, right, twin)], product: Samples.product, rule: Samples.rule)
            #expect(added == new)
        }
        let row = try #require(try await test.store.twins(limit: 10).first)
        #expect(row.left.item == "1" && row.right.item == "2" && row.hasSamePrice && !row.hasSameImage)
        #expect(try await test.store.flags(limit: 10).map(\.twins) == [1, 1])
        #expect(await test.store.refusal(of: "UPDATE twin SET samePrice = 0") != "accepted")
    }

    @Test("Only the latest snapshot of a listing is compared")
    func latest() async throws {
        let test = try TestStore()
        for (number, price) in [(0, Int64(890)), (1, 990)] {
            let slot = FixedClock.start.adding(seconds: Int64(number) * 86_400)
            _ = try await Samples.completedPull(in: test.store, [Samples.listing("1", price: price)], slot: slot)
        }
        #expect(try await test.store.latestListings(of: Samples.product).map(\.listing.price) == [PriceRange(Fen(990))])
        #expect(try await test.store.latestListings(of: "lamp").isEmpty)
    }
}
