import Domain
import Rulebook
import Store
import TestSupport
import Testing
import Workers

@Suite("Screening of stored listings: two passes give what one decision on all listings gives")
struct StoredScreeningTests {
    private let test: TestAppContext
    private var store: Store { test.base.store }
    private static let crawler = Samples.crawler()

    init() throws {
        test = try TestAppContext(TestStore(), crawlers: [Self.crawler])
    }

    /// Offers of a day. Some sell much more than the day before, some are cheap, and some state no maker.
    private func offers(day: Int, _ generator: inout SeededGenerator) -> [Listing] {
        (0..<90).map { item in
            let price = Int64.random(in: 3_000...5_000, using: &generator) / (item % 13 == 0 ? 12 : 1)
            let sold = Int64(
                100 + item + (item % 7 == 0 ? day * 3_000 : day * Int.random(in: 0...3, using: &generator)))
            return Listing(
                key: ListingKey(platform: Self.crawler.platform, item: String(item)),
                title: item % 3 == 0 ? "磁力片积木玩具" : item % 3 == 1 ? "充电宝 20000mAh" : "雨伞",
                price: PriceRange(lower: Fen(price), upper: item % 11 == 0 ? nil : Fen(price)),
                sales: SalesFigure(lower: sold, upper: sold, window: .cumulative, raw: String(sold)),
                liveRoom: item % 17 == 0 ? LiveRoom(room: "直播间", streamer: nil) : nil)
        }
    }

    private func pull(_ day: Int, _ offers: [Listing], screened: Bool) async throws -> Int64 {
        let slot = FixedClock.start.adding(seconds: Int64(day) * 86_400)
        test.base.clock.set(slot)
        let pull = try await store.openPull(Self.crawler, slot: slot).id
        let matched = test.context.rulebook.matcher.products(of: ListingBatch(offers))
        for (page, start) in stride(from: 0, to: offers.count, by: 20).enumerated() {
            let range = start..<min(start + 20, offers.count)
            let rows = range.map { index in
                // The rules of that day gave another product to one offer in twenty.
                (listing: offers[index], product: index % 20 == 3 ? "power-bank" : matched[index])
            }
            _ = try await store.recordPage(
                PageContent(
                    query: "", page: page + 1, contentHash: Digest.sha256("\(day) \(page)"), listings: rows,
                    quarantined: [], statedTotal: nil, isLast: range.upperBound == offers.count), pull: pull)
        }
        try await store.completePull(pull)
        if screened { _ = try await Screen(test.context).run(pull: pull) }
        return pull
    }

    private func stored(_ pull: Int64) async throws -> [String: [FlagKind]] {
        let rows = try await store.flags(pull: pull, limit: 10_000)
        return Dictionary(grouping: rows, by: \.listing.item).mapValues { $0.map(\.kind).sorted() }
    }

    private func decided(_ pull: Int64) async throws -> (flags: [String: [FlagKind]], growth: SalesGrowth.Counts) {
        let observations = try await store.screeningFacts(pull: pull).observations.map(\.observation)
        let rulebook = test.context.rulebook
        let outcome = Screening.decide(
            observations, thresholds: rulebook.criteria.mapValues(\.flagging), matcher: rulebook.matcher,
            context: FlagContext(
                shared: rulebook.sharedFlagging, mapped: Set(Self.crawler.fields.mapped.map(\.field))))
        let pairs = zip(observations, outcome.flags).filter { !$1.isEmpty }.map {
            ($0.listing.key.item, $1.map(\.kind).sorted())
        }
        return (Dictionary(uniqueKeysWithValues: pairs), outcome.growth)
    }

    @Test("for two days, whether the pull is screened at once or after the next one", arguments: UInt64(1)...6)
    func late(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let isLate = seed % 2 == 0
        let days = (0..<3).map { offers(day: $0, &generator) }
        var pulls: [Int64] = []
        for day in 0..<3 { pulls.append(try await pull(day, days[day], screened: !isLate)) }
        for pull in pulls {
            let summary = try await Screen(test.context).run(pull: pull)
            let (flags, growth) = try await decided(pull)
            #expect(try await stored(pull) == flags)
            #expect(summary.growth == growth && summary.flaggedListings == flags.count && !flags.isEmpty)
            #expect(summary.screened == 62)
        }
        let kinds = try await Set(stored(pulls[2]).values.flatMap { $0 })
        #expect(kinds.isSuperset(of: [.lowPrice, .livestream, .salesBurst]))
    }
}
