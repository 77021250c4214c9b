import Domain
import TestSupport
import Testing

@testable import Store

/// Completeness by distinct items, and the step that made it possible.
struct DistinctItemsTests {
    /// Five pages of 20 items.
    private static func page(_ content: Int, at number: Int, query: String = "a") -> PageContent {
        let listings = (0..<20).map { Samples.listing("\(content * 20 + $0)") }
        return PageContent(
            query: query, page: number, contentHash: Digest.sha256("\(content)"),
            listings: listings.map { ($0, Samples.product) }, quarantined: [], statedTotal: 100, isLast: false)
    }

    @Test("Loss 2: no order and no repetition of pages raises the count of distinct listings", arguments: 0..<20)
    func anyOrder(seed: Int) async throws {
        let random = RandomSource.seeded(UInt64(seed))
        let test = try TestStore()
        let store = test.store
        let pull = try await store.openPull(Samples.crawler(), slot: FixedClock.start).id
        let contents = random.bytes(1 + seed % 9).map { Int($0) % 5 }
        // Another query with the same items comes first, so that all of these pages only repeat.
        if seed % 2 == 0 {
            try await store.recordPages((0..<5).map { Self.page($0, at: $0 + 1, query: "0") }, pull: pull)
        }
        for (index, content) in contents.enumerated() {
            _ = try await store.recordPage(Self.page(content, at: index + 1), pull: pull)
        }
        if seed % 2 == 0 { try await store.recordEnd(.emptyPage, pull: pull, query: "0", page: 5) }
        try await store.recordEnd(.emptyPage, pull: pull, query: "a", page: contents.count)
        let outcome = try await store.completePull(pull)
        let query = try #require(outcome.certificate.queries.last)
        let distinct = Set(contents).count * 20
        #expect(query.query == "a" && query.distinct == Int64(distinct) && query.missing == Int64(100 - distinct))
        #expect(outcome.verdict == (distinct == 100 ? .complete : .short))
        #expect(try await store.certificate(pull: pull).certificate == outcome.certificate)
        #expect(try await Set(store.pulledItems(of: "a", pull: pull).items).count == distinct)
    }

    @Test("Loss 2: a quarantined record counts once, however often its page is repeated")
    func quarantined() async throws {
        let test = try TestStore()
        let store = test.store
        let pull = try await store.openPull(Samples.crawler(), slot: FixedClock.start).id
        let record = QuarantinedRecord(
            fault: RecordFault(.unreadablePrice, field: "price", "“面议” is no price in fen"), place: "items[0]",
            bytes: [1])
        for number in 1...3 {
            _ = try await store.recordPage(
                Samples.page([Samples.listing("1")], page: number, quarantined: [record], isLast: number == 3),
                pull: pull)
        }
        let certificate = try await store.completePull(pull).certificate
        #expect(certificate.queries.map(\.distinct) == [2] && certificate.quarantined == 3)
    }

    @Test("Loss 1: a pull whose last page was never recorded as the end is not complete")
    func noEnd() async throws {
        let test = try TestStore()
        let store = test.store
        let pull = try await store.openPull(Samples.crawler(), slot: FixedClock.start).id
        _ = try await store.recordPage(Samples.page([Samples.listing("1")], isLast: false), pull: pull)
        #expect(try await store.completePull(pull).verdict == .unproven)
        #expect(try await store.alerts(openOnly: true, limit: 10).map(\.kind) == [.endUnproven])
    }
}
