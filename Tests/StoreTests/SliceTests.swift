import Domain
import TestSupport
import Testing

@testable import Store

/// Pages stored in slices, and the certificate of a pull.
struct SliceTests {
    private let test: TestStore
    private var store: Store { test.store }

    init() throws {
        test = try TestStore()
    }

    private func pages(_ numbers: ClosedRange<Int>, each: Int = 3) -> [PageContent] {
        numbers.map { page in
            Samples.page(
                (0..<each).map { Samples.listing("\(page * 100 + $0)") }, query: "a", page: page,
                isLast: page == numbers.upperBound)
        }
    }

    private func open(day: Int64 = 0) async throws -> Int64 {
        try await store.openPull(Samples.crawler(), slot: FixedClock.start.adding(seconds: day * 86_400)).id
    }

    @Test("A slice of pages is stored in one transaction with one event, and its pages in the given order")
    func oneEvent() async throws {
        let pull = try await open()
        let summaries = try await store.recordPages(pages(1...5), pull: pull)
        #expect(summaries.map(\.listings) == [3, 3, 3, 3, 3])
        let events = try await store.events(subject: "pull:\(pull)", limit: 10).filter { $0.kind == "pages.closed" }
        #expect(events.count == 1)
        #expect(events.first?.detailsJSON.contains(#""pages":"5","queries":"a: 1-5""#) == true)
        #expect(try await store.counts()["snapshots"] == 15)
    }

    @Test("A slice with one invalid page is refused as a whole")
    func refusedWhole() async throws {
        let pull = try await open()
        let bad = Samples.page([Samples.listing("1", title: "积\0木")], query: "a", page: 9)
        await #expect(throws: StoreError.self) { try await store.recordPages(pages(1...3) + [bad], pull: pull) }
        #expect(try await store.openPull(Samples.crawler(), slot: FixedClock.start).queries.isEmpty)
        #expect(try await store.counts()["snapshots"] == 0)
    }

    @Test("A slice with pages that were stored before adds only the others")
    func overlapping() async throws {
        let pull = try await open()
        try await store.recordPages(pages(1...3), pull: pull)
        let again = try await store.recordPages(pages(2...5), pull: pull)
        #expect(again.map(\.listings) == [3, 3, 3, 3])
        #expect(try await store.counts()["snapshots"] == 15)
        #expect(
            try await store.openPull(Samples.crawler(), slot: FixedClock.start).queries["a"]?.pages.intervals == [1...5]
        )
    }

    @Test("The stored hash of a listing is the hash of the listing")
    func hash() async throws {
        let pull = try await open()
        let listing = Samples.listing("1")
        _ = try await store.recordPage(Samples.page([listing]), pull: pull)
        let same: PortableSQL =
            "SELECT COUNT(*) FROM listing WHERE lower(hex(content)) = '\(listing.contentHash)'"
        #expect(try await store.number(same) == 1)
    }

    @Test("A certificate compares a pull with the last complete pull of its crawler")
    func overlap() async throws {
        let first = try await open()
        try await store.recordPages(pages(1...4), pull: first)
        try await store.completePull(first)
        let second = try await open(day: 1)
        try await store.recordPages(pages(2...6), pull: second)
        let outcome = try await store.completePull(second)
        #expect(outcome.verdict == .complete)
        #expect(outcome.certificate.overlap == .init(previousPull: first, inBoth: 9, new: 6, gone: 3))
        let row = try await store.certificate(pull: second)
        #expect(row.certificate == outcome.certificate)
        let hashes = pages(2...6).map { ("a", Int64($0.page), $0.contentHash) }
        #expect(row.certificate.contentRoot == PullCertificate.root(of: hashes))
    }

    @Test("If a field is missing too often, the pull is held: nothing is flagged until a person releases it")
    func held() async throws {
        let pull = try await open()
        let page = PageContent(
            query: "", page: 1, contentHash: Digest.sha256("p"),
            batch: ListingBatch((1...4).map { Samples.listing("\($0)") }), products: Array(repeating: "toys", count: 4),
            end: .onePage, missing: [.sales: 1])
        _ = try await store.recordPage(page, pull: pull)
        let outcome = try await store.completePull(pull)
        #expect(outcome.heldReason?.contains("sales缺25%") == true)
        #expect(try await store.unscreenedPulls(limit: 10).isEmpty)
        #expect(try await store.jobs(state: .queued, limit: 10).isEmpty)
        #expect(try await store.screeningFacts(pull: pull).observations.isEmpty)
        #expect(try await store.alerts(openOnly: true, limit: 10).map(\.kind) == [.fieldsMissing])
        #expect(try await store.counts()["heldPulls"] == 1)

        try await store.releasePull(pull, by: .operator)
        #expect(try await store.unscreenedPulls(limit: 10) == [pull])
        #expect(try await store.jobs(state: .queued, limit: 10).map(\.kind) == [.screen])
        #expect(try await store.screeningFacts(pull: pull).observations.count == 4)
        #expect(try await store.alerts(openOnly: true, limit: 10).isEmpty)
        await #expect(throws: StoreError.self) { try await store.releasePull(pull, by: .operator) }
    }

    @Test("A field may be missing in the share that the crawler file allows")
    func withinWatch() async throws {
        let pull = try await open()
        let page = PageContent(
            query: "", page: 1, contentHash: Digest.sha256("p"),
            batch: ListingBatch((1...4).map { Samples.listing("\($0)") }), products: Array(repeating: nil, count: 4),
            end: .onePage, missing: [.sales: 1])
        _ = try await store.recordPage(page, pull: pull)
        #expect(try await store.completePull(pull, watch: FieldWatch(percentMissing: [.sales: 25])).heldReason == nil)
    }

    @Test("The same alert twice is one alert, and a resolved alert can be raised again")
    func alerts() async throws {
        for message in ["一", "二"] { try await store.raise(.gap, on: "pull:1", message) }
        try await store.raise(.gap, on: "pull:2", "三")
        let standing = try await store.alerts(openOnly: true, limit: 10)
        #expect(standing.map(\.message) == ["三", "二"])
        #expect(try await store.openAlerts() == ["gap": 2])
        try await store.resolveAlert(standing[1].id, by: .operator)
        await #expect(throws: StoreError.self) { try await store.resolveAlert(standing[1].id, by: .operator) }
        try await store.raise(.gap, on: "pull:1", "四")
        #expect(try await store.alerts(openOnly: true, limit: 10).map(\.message) == ["四", "三"])
        #expect(try await store.verifyAudit().fault == nil)
    }
}
