import Domain
import TestSupport
import Testing

@testable import Store

struct PullTests {
    private let test: TestStore
    private var store: Store { test.store }

    init() throws {
        test = try TestStore()
    }

    private func fault(_ code: RecordFault.Code, _ place: String) -> QuarantinedRecord {
        QuarantinedRecord(
            fault: RecordFault(code, field: "price", "the price is 0"), place: place, bytes: Array(place.utf8))
    }

    @Test("Opening a pull again returns the same pull; another slot or crawler is another pull")
    func openAgain() async throws {
        let first = try await store.openPull(Samples.crawler(), slot: FixedClock.start)
        let again = try await store.openPull(Samples.crawler(), slot: FixedClock.start)
        let next = try await store.openPull(Samples.crawler(), slot: FixedClock.start.adding(seconds: 86_400))
        let other = try await store.openPull(Samples.crawler("other-feed"), slot: FixedClock.start)
        #expect(first == again)
        #expect(!first.isComplete)
        #expect(Set([first.id, next.id, other.id]).count == 3)
        #expect(try await store.events(subject: "pull:\(first.id)", limit: 10).count == 1)
    }

    @Test("An interrupted pull continues after its stored pages")
    func resume() async throws {
        let pull = try await store.openPull(Samples.crawler(), slot: FixedClock.start).id
        _ = try await store.recordPage(
            Samples.page([Samples.listing("1")], query: "a", page: 1, isLast: false), pull: pull)
        _ = try await store.recordPage(Samples.page([Samples.listing("2")], query: "a", page: 2), pull: pull)
        _ = try await store.recordPage(
            Samples.page([Samples.listing("3")], query: "b", page: 1, isLast: false), pull: pull)
        let found = try await store.openPull(Samples.crawler(), slot: FixedClock.start)
        #expect(found.id == pull)
        #expect(found.queries["a"]?.pages.intervals == [1...2])
        #expect(found.queries["a"]?.pages.last == 2)
        #expect(found.queries["b"]?.pages.last == nil)
        #expect(found.queries["b"]?.totals == 1...1)
    }

    @Test("A stored page is not changed when it is stored again with other content")
    func pageTwice() async throws {
        let pull = try await store.openPull(Samples.crawler(), slot: FixedClock.start).id
        let first = try await store.recordPage(Samples.page([Samples.listing("1"), Samples.listing("2")]), pull: pull)
        let counts = try await store.counts()
        let second = try await store.recordPage(
            Samples.page([Samples.listing("1", price: 1), Samples.listing("9")]), pull: pull)
        #expect(first == second)
        #expect(first == PageSummary(listings: 2, repeated: 0, quarantined: 0))
        #expect(try await store.counts() == counts)
        #expect(counts["snapshots"] == 2)
    }

    @Test("A listing that appears again unchanged is counted as repeated, in the same page or a later one")
    func repeated() async throws {
        let pull = try await store.openPull(Samples.crawler(), slot: FixedClock.start).id
        let listing = Samples.listing("1")
        let first = try await store.recordPage(Samples.page([listing, listing], page: 1, isLast: false), pull: pull)
        let second = try await store.recordPage(Samples.page([listing, Samples.listing("2")], page: 2), pull: pull)
        #expect(first == PageSummary(listings: 1, repeated: 1, quarantined: 0))
        #expect(second == PageSummary(listings: 1, repeated: 1, quarantined: 0))
        #expect(try await store.counts()["snapshots"] == 2)
    }

    @Test("A listing that appears again with other content is quarantined, and the counts still add up")
    func conflicting() async throws {
        let pull = try await store.openPull(Samples.crawler(), slot: FixedClock.start).id
        let page = Samples.page(
            [Samples.listing("1"), Samples.listing("1", price: 891), Samples.listing("2"), Samples.listing("2")],
            quarantined: [fault(.priceNotPositive, "items[4]")])
        let summary = try await store.recordPage(page, pull: pull)
        #expect(summary == PageSummary(listings: 2, repeated: 1, quarantined: 2))
        let quarantine = try await store.quarantine(limit: 10)
        #expect(Set(quarantine.map(\.code)) == ["price-not-positive", "conflicting-repeat"])
        let conflict = try #require(quarantine.first { $0.code == "conflicting-repeat" })
        #expect(conflict.field == "item")
        let bytes = String(decoding: try await store.quarantinedBytes(conflict.id), as: UTF8.self)
        #expect(bytes.contains("\"priceFen\":891"))
        #expect(try await store.number("SELECT SUM(records) FROM pullPage") == 5)
        #expect(try await store.number("SELECT MIN(priceFen) FROM listing") == 890)
    }

    @Test("The database refuses a page whose counts do not add up")
    func addsUp() async throws {
        _ = try await Samples.completedPull(in: store, [Samples.listing("1")])
        for column in ["records", "listings", "repeated", "quarantined"] {
            let refusal = await store.refusal(of: "UPDATE pullPage SET \(column) = \(column) + 1")
            #expect(refusal.contains("CHECK"), "\(column): \(refusal)")
        }
    }

    @Test("Quarantined records keep their bytes and their position")
    func quarantine() async throws {
        let pull = try await store.openPull(Samples.crawler(), slot: FixedClock.start).id
        _ = try await store.recordPage(
            Samples.page([], query: "a", page: 3, quarantined: [fault(.tooLong, "items[7]")]), pull: pull)
        let row = try #require(try await store.quarantine(limit: 10).first)
        #expect(row.crawler == "sample-feed" && row.query == "a" && row.page == 3 && row.place == "items[7]")
        #expect(row.code == "too-long" && row.detail == "the price is 0" && row.createdAt == FixedClock.start)
        #expect(try await store.quarantinedBytes(row.id) == Array("items[7]".utf8))
        await #expect(throws: StoreError.notFound("quarantined record 99")) { try await store.quarantinedBytes(99) }
    }

    @Test("An unreadable page is stored with its bytes, stays open, and leaves the pull incomplete")
    func unreadablePage() async throws {
        let pull = try await store.openPull(Samples.crawler(), slot: FixedClock.start).id
        let record = QuarantinedRecord(
            fault: RecordFault(.unreadablePage, "cut off"), place: "page", bytes: [0x7B, 0x00, 0xFF])
        try await store.recordUnreadablePage(record, pull: pull, query: "a", page: 2)
        try await store.recordUnreadablePage(record, pull: pull, query: "a", page: 2)
        let rows = try await store.quarantine(limit: 10)
        #expect(rows.count == 1)
        #expect(try await store.quarantinedBytes(rows[0].id) == [0x7B, 0x00, 0xFF])
        let found = try await store.openPull(Samples.crawler(), slot: FixedClock.start)
        #expect(found.queries.isEmpty && !found.isComplete)
        #expect(try await store.jobs(state: .queued, limit: 10).isEmpty)
    }

    @Test("Completing a pull makes its screening due, once")
    func complete() async throws {
        let pull = try await Samples.completedPull(in: store, [Samples.listing("1")])
        try await store.completePull(pull)
        try await store.completePull(pull)
        let jobs = try await store.jobs(state: .queued, limit: 10)
        #expect(jobs.map { "\($0.kind) \($0.key)" } == ["screen \(pull)"])
        #expect(try await store.log().filter { $0.contains("pull.completed") }.count == 1)
        #expect(try await store.openPull(Samples.crawler(), slot: FixedClock.start).isComplete)
        #expect(try await store.unscreenedPulls(limit: 10) == [pull])
    }

    @Test("The next snapshot of a listing is stored in addition to the earlier one")
    func nextSnapshot() async throws {
        _ = try await Samples.completedPull(in: store, [Samples.listing("1")])
        test.clock.advance(seconds: 86_400)
        _ = try await Samples.completedPull(in: store, [Samples.listing("1", price: 990)], slot: test.clock.now)
        let counts = try await store.counts()
        #expect(counts["listings"] == 1)
        #expect(counts["snapshots"] == 2)
        #expect(try await store.pulls(limit: 10).map(\.listings) == [1, 1])
    }
}
