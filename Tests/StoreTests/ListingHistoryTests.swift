import Domain
import TestSupport
import Testing

@testable import Store

/// Random days of two crawlers of one platform, whose pulls run at the same time, against a list of all sightings.
@Suite("Listings by change: every pull is read back as it saw its listings, whatever came after")
struct ListingHistoryTests {
    @Test(
        "states, earlier sales, pages and latest states equal those of a list of all sightings",
        arguments: UInt64(1)...40)
    func history(seed: UInt64) async throws {
        var days = try Days(seed: seed)
        for day in 0..<6 {
            try await days.run(day)
            try await days.replay(all: day == 5)
            try await days.check()
        }
    }
}

/// The days, and what a reader of every page would know.
private struct Days {
    private struct Sighting {
        let page: Int64
        let at: Timestamp
        let listing: Listing
    }

    private struct Pull {
        let id: Int64
        let slot: Timestamp
        /// Item → its first sighting.
        var seen: [String: Sighting] = [:]
        var contradicted: Set<String> = []
    }

    private struct Pending {
        let record: Int64
        let pull: Int
        let page: Int64
        let at: Timestamp
        let listing: Listing
    }

    private let test: TestStore
    private var generator: SeededGenerator
    private var world: [Listing]
    private var pulls: [Pull] = []
    private var pending: [Pending] = []
    private var pages: Int64 = 0
    private var store: Store { test.store }
    private static let titles = ["积木玩具", "积木套装", "雨伞"]

    init(seed: UInt64) throws {
        test = try TestStore()
        generator = SeededGenerator(seed: seed)
        world = []
        for item in 0..<9 { world.append(listing(String(item))) }
    }

    private mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &generator) < percent
    }

    private mutating func listing(_ item: String) -> Listing {
        let price = Int64.random(in: 1...5, using: &generator) * 100
        let upper: Int64? = chance(20) ? nil : chance(30) ? price + 50 : price
        let sold = Int64.random(in: 0...3, using: &generator) * 10
        return Listing(
            key: ListingKey(platform: "taobao", item: item), title: Self.titles.randomElement(using: &generator) ?? "",
            price: PriceRange(lower: Fen(price), upper: upper.map(Fen.init)),
            priceAfterCoupon: chance(30) ? PriceRange(lower: Fen(price - 10), upper: upper.map { Fen($0 - 10) }) : nil,
            sales: chance(80)
                ? SalesFigure(lower: sold, upper: chance(80) ? sold + 9 : nil, window: .cumulative, raw: "\(sold)+")
                : nil,
            link: chance(50) ? "https://market.example.cn/\(item)" : nil,
            changedAt: chance(50) ? Timestamp(milliseconds: Int64.random(in: 0...2, using: &generator)) : nil)
    }

    /// Two pulls, whose pages are stored in turn.
    mutating func run(_ day: Int) async throws {
        var open: [Int] = []
        for crawler in ["first", "second"] {
            let slot = FixedClock.start.adding(seconds: Int64(day) * 86_400 + (crawler == "second" ? 3_600 : 0))
            test.clock.set(slot)
            let id = try await store.openPull(Samples.crawler(crawler), slot: slot).id
            open.append(pulls.count)
            pulls.append(Pull(id: id, slot: slot))
        }
        for page in 1...3 {
            for pull in open.shuffled(using: &generator) { try await record(page, pull) }
        }
        for pull in open {
            // Many records are quarantined, so the pull may be held.
            guard try await store.completePull(pulls[pull].id).heldReason != nil else { continue }
            try await store.releasePull(pulls[pull].id, by: .operator)
        }
    }

    private mutating func record(_ number: Int, _ pull: Int) async throws {
        test.clock.advance(seconds: 60)
        for index in world.indices where chance(25) { world[index] = listing(world[index].key.item) }
        let shown = world.shuffled(using: &generator).prefix(Int.random(in: 0...5, using: &generator))
        var (read, unread): ([Listing], [Listing]) = ([], [])
        for listing in shown { if chance(85) { read.append(listing) } else { unread.append(listing) } }
        pages += 1
        let records = unread.indices.map { index in
            QuarantinedRecord(
                fault: RecordFault(.missingField, field: "price", "no value"), place: "items[\(index)]",
                bytes: Array("\(pages).\(index)".utf8))
        }
        _ = try await store.recordPage(
            PageContent(
                query: "", page: number, contentHash: Digest.sha256("\(pages)"), batch: ListingBatch(read),
                products: read.map(Self.product), quarantined: records, end: number == 3 ? .noNext : nil),
            pull: pulls[pull].id)
        for listing in read { see(listing, pull, pages, test.clock.now) }
        let kept = try await store.quarantine(limit: 100_000).filter { row in
            row.pull == pulls[pull].id && row.page == number && row.code == RecordFault.Code.missingField.rawValue
        }.sorted { $0.place < $1.place }
        #expect(kept.count == unread.count)
        for (row, listing) in zip(kept, unread) {
            pending.append(Pending(record: row.id, pull: pull, page: pages, at: test.clock.now, listing: listing))
        }
    }

    private static func product(_ listing: Listing) -> String? {
        listing.title.hasPrefix("积木") ? Samples.product : nil
    }

    private mutating func see(_ listing: Listing, _ pull: Int, _ page: Int64, _ time: Timestamp) {
        let item = listing.key.item
        guard let known = pulls[pull].seen[item]?.listing else {
            pulls[pull].seen[item] = Sighting(page: page, at: time, listing: listing)
            return
        }
        if known.title != listing.title || known.price != listing.price || known.sales != listing.sales
            || known.priceAfterCoupon != listing.priceAfterCoupon
        {
            pulls[pull].contradicted.insert(item)
        }
    }

    /// Reads some of the quarantined records, in any order.
    mutating func replay(all: Bool) async throws {
        test.clock.advance(seconds: 60)
        var left: [Pending] = []
        for next in pending.shuffled(using: &generator) {
            guard all || chance(30) else {
                left.append(next)
                continue
            }
            let batch = ListingBatch([next.listing])
            let record = ReplayedRecord(
                id: next.record, result: .success((batch, Self.product(next.listing))))
            _ = try await store.replay(
                [record], pull: pulls[next.pull].id, crawlerRule: Digest.sha256("mended"), every: 86_400)
            see(next.listing, next.pull, next.page, next.at)
        }
        pending = left
    }

    func check() async throws {
        for pull in pulls { try await check(pull) }
        for page in 1...pages {
            let expected = pulls.flatMap { $0.seen.values.filter { $0.page == page } }.map(\.listing)
            let stored = try await store.storedPage(page, salesWindow: .cumulative).batch.listings
            #expect(Set(stored) == Set(expected), "page \(page)")
        }
        var latest: [String: Sighting] = [:]
        for (item, sighting) in pulls.flatMap(\.seen) where sighting.page > latest[item]?.page ?? 0 {
            latest[item] = sighting
        }
        let matched = latest.values.map(\.listing).filter { Self.product($0) != nil }
        #expect(try await Set(store.latestListings(of: Samples.product).map(\.listing)) == Set(matched))
        #expect(
            try await store.number("SELECT SUM(listings) FROM pull") == Int64(pulls.reduce(0) { $0 + $1.seen.count }))
    }

    private func check(_ pull: Pull) async throws {
        let facts = try await store.screeningFacts(pull: pull.id).observations
        let observed = Dictionary(uniqueKeysWithValues: facts.map { ($0.observation.listing.key.item, $0.observation) })
        let expected = pull.seen.filter { Self.product($0.value.listing) != nil }
        #expect(observed.mapValues(\.listing) == expected.mapValues(\.listing), "pull \(pull.id)")
        #expect(observed.mapValues(\.seenAt) == expected.mapValues(\.at))
        let head = try await store.screeningHead(pull: pull.id)
        for slice in head.slices {
            let read = try await store.screeningSlice(slice, of: head)
            for (place, growth) in zip(read.places, read.growth) {
                let observation = try #require(facts.first { $0.id == place.listing }?.observation)
                let own: SalesGrowth = observation.isContradicted ? .unknown(.contradicted) : observation.growth
                #expect(own == growth)
            }
        }
        for (item, observation) in observed {
            let before = pulls.filter { $0.slot < pull.slot && $0.seen[item] != nil }.max { $0.slot < $1.slot }
            let sighting = before.flatMap { $0.contradicted.contains(item) ? nil : $0.seen[item] }
            let sales = sighting?.listing.sales
            #expect(
                observation.earlier?.sales == sales && observation.earlier?.at == sales.flatMap { _ in sighting?.at })
            #expect(observation.isContradicted == pull.contradicted.contains(item))
        }
    }
}
