import Domain
import TestSupport
import Testing

@testable import Store

/// The list of flagged listings against an array that is filtered and sorted in memory.
@Suite(.timeLimit(.minutes(15))) struct FlaggedListTests {
    private let test: TestStore
    private var store: Store { test.store }

    init() throws {
        test = try TestStore()
    }

    /// A row of the oracle.
    private struct Row: Hashable {
        let id: Int64
        let platform: String
        let product: String
        let kinds: Set<FlagKind>
        let price: Int64
        let text: String
        let flaggedAt: Timestamp
        var state = FlagReviewState.pending

        var points: Int64 {
            kinds.reduce(0) { $0 + Int64(SharedFlagRules.standard.points($1)) }
        }

        func value(_ key: FlagQuery.SortKey) -> Int64 {
            switch key {
            case .priority: points
            case .price: price
            case .day: flaggedAt.milliseconds
            }
        }

        func matches(_ query: FlagQuery, today: CalendarDay) -> Bool {
            let days = query.days.moments(today: today)
            return (query.state.map { $0 == state } ?? true)
                && (query.products.isEmpty || query.products.contains(product))
                && (query.platforms.isEmpty || query.platforms.contains(platform))
                && (query.kinds.isEmpty || !query.kinds.isDisjoint(with: kinds))
                && (days.from.map { flaggedAt >= $0 } ?? true) && (days.until.map { flaggedAt < $0 } ?? true)
                && (query.priority.map { points >= Int64($0) } ?? true)
                && SearchText.words(query.text).allSatisfy { text.contains($0) }
        }
    }

    private static let titles = ["童趣 大颗粒积木", "遙控車玩具", "ABC 充电宝 20000mAh", "100%_\\棉", "电热毯"]

    private func offer(_ number: Int, _ platform: String, _ generator: inout SeededGenerator) -> FlaggedOffer {
        let kinds = Set(FlagKind.allCases.prefix(4).filter { _ in Bool.random(using: &generator) })
        return FlaggedOffer(
            Samples.listing(
                String(990_000 + number), platform: platform, title: Self.titles[number % Self.titles.count],
                price: [500, 500, 890, 12_000].randomElement(using: &generator)!),
            product: ["toys", "power-bank", "bedding"].randomElement(using: &generator)!,
            kinds: kinds.isEmpty ? [.certificate] : kinds)
    }

    /// Flags offers on three platforms on some days, decides on some of them, and returns the rows of the oracle.
    private func fill(_ generator: inout SeededGenerator, from first: Int = 0, days: Int = 4) async throws -> [Row] {
        var rows: [Row] = []
        for day in 0..<days {
            for platform in ["taobao", "jd", "douyin"] {
                let offers = (0..<8).map { offer(first + day * 24 + $0, platform, &generator) }
                test.clock.advance(seconds: 20_000)
                try await Samples.flaggedPull(in: store, offers, slot: test.clock.now)
                for offer in offers {
                    let key = offer.listing.key
                    let id = try await store.number(
                        "SELECT id FROM listing WHERE platform = '\(key.platform)' AND item = '\(key.item)'")
                    rows.append(
                        Row(
                            id: id, platform: platform, product: offer.product, kinds: offer.kinds,
                            price: offer.listing.price.lower.rawValue,
                            text: SearchText.joined([offer.listing.title, key.item, "虚构1号玩具店", "77001"]),
                            flaggedAt: test.clock.now))
                }
            }
        }
        for index in rows.indices where Int.random(in: 0...2, using: &generator) == 0 {
            let decision = [FlagDecision.buy, .watch, .ignore].randomElement(using: &generator)!
            _ = try await store.reviewFlags(
                of: rows[index].id, FlagReviewRequest(decision, reason: "理由"), by: .operator)
            rows[index].state = decision.state
        }
        return rows
    }

    private func query(_ generator: inout SeededGenerator, today: CalendarDay) -> FlagQuery {
        var query = FlagQuery()
        query.state = [nil, nil, .pending, .buy, .ignore].randomElement(using: &generator)!
        query.products = [[], [], ["toys"], ["bedding", "toys"]].randomElement(using: &generator)!
        query.platforms = [[], [], ["jd"], ["jd", "douyin"]].randomElement(using: &generator)!
        query.kinds = [[], [], [.lowPrice], [.livestream, .certificate]].randomElement(using: &generator)!
        query.text = ["", "", "", "积木", "遥控车", "abc 0mAh", "%_\\", "99000", "虚构 童趣", "无此物"]
            .randomElement(using: &generator)!
        query.days = [.any, .any, .last(1), .between(today, nil), .between(nil, today)]
            .randomElement(using: &generator)!
        query.priority = [nil, nil, 30, 50].randomElement(using: &generator)!
        query.order = ListOrder(
            FlagQuery.SortKey.allCases.randomElement(using: &generator)!,
            isDescending: Bool.random(using: &generator))
        return query
    }

    private func expected(_ rows: [Row], _ query: FlagQuery) -> [Int64] {
        let today = test.clock.now.day()
        return rows.filter { $0.matches(query, today: today) }.sorted {
            let (one, other) = (($0.value(query.order.key), $0.id), ($1.value(query.order.key), $1.id))
            return query.order.isDescending ? one > other : one < other
        }.map(\.id)
    }

    @Test("Every filter and every order gives what the oracle gives, page by page in both directions")
    func paging() async throws {
        var generator = SeededGenerator(seed: 11)
        let rows = try await fill(&generator)
        let today = FixedClock.start.day()
        for _ in 0..<150 {
            let query = self.query(&generator, today: today)
            let wanted = expected(rows, query)
            let limit = Int.random(in: 1...9, using: &generator)
            #expect(try await store.countFlaggedListings(query) == .exact(wanted.count))
            var found: [Int64] = []
            var place = ListPlace.start
            var pages: [KeysetPage<FlaggedListing>] = []
            while true {
                let (page, count) = try await store.flaggedListings(query, at: place, limit: limit)
                #expect(count == .exact(wanted.count))
                #expect(page.hasPrevious == !found.isEmpty)
                found += page.rows.map(\.listing)
                #expect(page.hasNext == (found.count < wanted.count))
                pages.append(page)
                guard page.hasNext, let last = page.last else { break }
                place = .after(last)
            }
            #expect(found == wanted, "\(query.items.text)")
            // And back: each page is the same one.
            for index in pages.indices.dropFirst().reversed() {
                let first = try #require(pages[index].first)
                let (page, _) = try await store.flaggedListings(query, at: .before(first), limit: limit)
                #expect(page.rows.map(\.listing) == pages[index - 1].rows.map(\.listing))
                #expect(page.hasNext && page.hasPrevious == (index > 1))
            }
            let moment = test.clock.now
            let numbers = try await store.flaggedNumbers(query, limit: 1_000, until: moment)
            #expect(numbers == wanted)
        }
    }

    @Test("Rows that arrive between two pages do not make the old ones repeat or disappear", arguments: UInt64(1)...6)
    func arriving(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let rows = try await fill(&generator, days: 2)
        var query = FlagQuery()
        query.state = nil
        query.order = ListOrder(
            FlagQuery.SortKey.allCases[Int(seed) % 3], isDescending: Bool.random(using: &generator))
        let wanted = expected(rows, query)
        var found: [Int64] = []
        var place = ListPlace.start
        var next = 1_000
        while true {
            let (page, _) = try await store.flaggedListings(query, at: place, limit: 7)
            found += page.rows.map(\.listing)
            guard page.hasNext, let last = page.last, found.count < 500 else { break }
            place = .after(last)
            guard next < 1_400 else { continue }
            test.clock.advance(seconds: 1_000)
            let offers = (0..<4).map { offer(next + $0, "jd", &generator) }
            try await Samples.flaggedPull(in: store, offers, slot: test.clock.now)
            next += 100
        }
        #expect(Set(found).count == found.count)
        #expect(found.filter { wanted.contains($0) } == wanted)
    }

    @Test("A page behind the last row, and one that is cut at the first row, are the first page")
    func ends() async throws {
        var generator = SeededGenerator(seed: 12)
        _ = try await fill(&generator, days: 1)
        var query = FlagQuery()
        query.state = nil
        let first = try await store.flaggedListings(query, limit: 5).page
        let behind = try await store.flaggedListings(query, at: .after(.init(value: -1, id: 0)), limit: 5).page
        #expect(behind.rows == first.rows && !behind.hasPrevious && behind.hasNext)
        let cut = try await store.flaggedListings(query, at: .before(try #require(first.last)), limit: 5).page
        #expect(cut.rows == first.rows && !cut.hasPrevious)
    }

    @Test("The neighbours of a row are those in the list")
    func neighbours() async throws {
        var generator = SeededGenerator(seed: 13)
        let rows = try await fill(&generator, days: 2)
        for order in FlagQuery.SortKey.allCases.flatMap({
            [ListOrder($0, isDescending: true), .init($0, isDescending: false)]
        }) {
            var query = FlagQuery()
            query.state = nil
            query.order = order
            let wanted = expected(rows, query)
            for (index, id) in wanted.enumerated() {
                let found = try await store.neighbours(of: id, in: query)
                #expect(found.previous == (index > 0 ? wanted[index - 1] : nil))
                #expect(found.next == (index + 1 < wanted.count ? wanted[index + 1] : nil))
            }
        }
        let none = try await store.neighbours(of: 9_999, in: FlagQuery())
        #expect(none.previous == nil && none.next == nil)
    }

    @Test("A count is exact up to its bound, and then says at least")
    func counts() async throws {
        var generator = SeededGenerator(seed: 14)
        let rows = try await fill(&generator, days: 1)
        var query = FlagQuery()
        query.state = nil
        for text in ["", "虚构"] {
            query.text = text
            #expect(try await store.countFlaggedListings(query, bound: rows.count) == .exact(rows.count))
            #expect(try await store.countFlaggedListings(query, bound: 5) == .atLeast(5))
            #expect(try await store.countFlaggedListings(query, bound: nil) == .exact(rows.count))
        }
        let pending = rows.filter { $0.state == .pending }
        let waiting = try await store.pendingFlags()
        #expect(waiting.count == .exact(pending.count))
        #expect(waiting.oldest == pending.map(\.flaggedAt).min())
    }

    @Test("A listing has one row, by its latest flags; what flags saw comes from the kept snapshot")
    func latest() async throws {
        let slot = FixedClock.start
        let first = FlaggedOffer(Samples.listing("1", price: 890), kinds: [.lowPrice, .livestream])
        try await Samples.flaggedPull(in: store, [first], slot: slot)
        let second = FlaggedOffer(Samples.listing("1", title: "新标题积木", price: 700), kinds: [.lowPrice])
        test.clock.advance(seconds: 86_400)
        try await Samples.flaggedPull(in: store, [second], slot: slot.adding(seconds: 86_400))
        // A later sighting without flags changes the listing and not the row.
        test.clock.advance(seconds: 86_400)
        _ = try await Samples.completedPull(
            in: store, [Samples.listing("1", title: "今日标题", price: 9_900)], crawler: Samples.crawler("feed-taobao"),
            slot: slot.adding(seconds: 172_800))
        let page = try await store.flaggedListings(FlagQuery(), limit: 10).page
        let row = try #require(page.rows.first)
        #expect(page.rows.count == 1 && row.seen.title == "新标题积木" && row.seen.price == PriceRange(Fen(700)))
        #expect(row.kinds.map(\.kind) == [.lowPrice] && row.points == 30 && row.growth == nil && row.median == nil)
        #expect(row.flaggedAt == slot.adding(seconds: 86_400) && row.seenAt == row.flaggedAt)
    }

    @Test("An older pull that is screened late does not replace later flags")
    func lateScreening() async throws {
        let slot = FixedClock.start
        let old = try await Samples.completedPull(in: store, [Samples.listing("1", price: 890)], slot: slot)
        test.clock.advance(seconds: 86_400)
        _ = try await Samples.screenedPull(
            in: store, [Samples.listing("1", price: 700)], slot: slot.adding(seconds: 86_400))
        let facts = try await store.screeningFacts(pull: old)
        try await store.recordScreening(
            pull: old, flags: facts.observations.map { ($0.id, Samples.product, [Samples.flag(.livestream)]) },
            rules: [Samples.product: Samples.rule], cellsWithoutBaseline: [])
        let row = try #require(try await store.flaggedListings(FlagQuery(), limit: 10).page.rows.first)
        #expect(row.kinds.map(\.kind) == [.lowPrice] && row.seen.price == PriceRange(Fen(700)))
    }
}
