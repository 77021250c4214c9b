import Domain
import TestSupport
import Testing

@testable import Store

struct ReplayTests {
    private let test: TestStore
    private var store: Store { test.store }
    private let rule = Digest.sha256("mended")

    init() throws {
        test = try TestStore()
    }

    /// A screened pull of one listing and two quarantined records. Returns the pull and the records' numbers.
    private func screened() async throws -> (pull: Int64, records: [Int64]) {
        let pull = try await store.openPull(Samples.crawler(), slot: FixedClock.start).id
        let records = ["items[1]", "items[2]"].map { place in
            QuarantinedRecord(
                fault: RecordFault(.missingField, field: "price", "no value"), place: place, bytes: Array(place.utf8),
                context: [1])
        }
        _ = try await store.recordPage(Samples.page([Samples.listing("1")], quarantined: records), pull: pull)
        try await store.completePull(pull)
        try await store.recordScreening(pull: pull, flags: [], rules: [:], cellsWithoutBaseline: [])
        return (pull, try await store.quarantine(limit: 10).map(\.id).sorted())
    }

    private func readable(_ id: Int64, _ listing: Listing) -> ReplayedRecord {
        ReplayedRecord(id: id, result: .success((ListingBatch([listing]), Samples.product)))
    }

    @Test("A record that can be read now becomes a listing of its pull, and the pull is screened again")
    func becomesListing() async throws {
        let (pull, records) = try await screened()
        #expect(try await store.unscreenedPulls(limit: 10).isEmpty)
        let summary = try await store.replay(
            [readable(records[0], Samples.listing("2"))], pull: pull, crawlerRule: rule, every: 86_400)
        #expect(summary.listings == 1 && summary.unreadable == 0)
        #expect(try await store.counts()["snapshots"] == 2)
        #expect(try await store.counts()["quarantined"] == 1)
        #expect(try await store.number("SELECT SUM(records) FROM pullPage") == 3)
        #expect(try await store.number("SELECT SUM(quarantined) FROM pullPage") == 1)
        #expect(try await store.unscreenedPulls(limit: 10) == [pull])
        #expect(
            try await store.screeningFacts(pull: pull).observations.map(\.observation.listing.key.item) == ["1", "2"])
        let row = try #require(try await store.quarantine(resolved: true, limit: 10).first { $0.id == records[0] })
        #expect(row.resolvedAt == FixedClock.start)
        #expect(try await store.certificate(pull: pull).certificate.listings == 2)
        #expect(try await store.verifyAudit().fault == nil)
    }

    @Test("A second replay changes nothing")
    func twice() async throws {
        let (pull, records) = try await screened()
        let record = readable(records[0], Samples.listing("2"))
        _ = try await store.replay([record, record], pull: pull, crawlerRule: rule, every: 86_400)
        let counts = try await store.counts()
        #expect(
            try await store.replay([record], pull: pull, crawlerRule: rule, every: 86_400) == ReplaySummary())
        #expect(try await store.counts() == counts)
        #expect(counts["snapshots"] == 2)
    }

    @Test("An unreadable or contradicting record stays in quarantine with its new reason")
    func stays() async throws {
        let (pull, records) = try await screened()
        let fault = RecordFault(.unreadablePrice, field: "price", "面议")
        let summary = try await store.replay(
            [
                ReplayedRecord(id: records[0], result: .failure(fault)),
                readable(records[1], Samples.listing("1", price: 5)),
            ], pull: pull, crawlerRule: rule, every: 86_400)
        #expect(summary.unreadable == 2 && summary.contradicted == 1 && summary.listings == 0)
        let rows = try await store.quarantine(limit: 10)
        #expect(Set(rows.map(\.code)) == ["unreadable-price", "conflicting-repeat"])
        // The figures of the contradicted listing are no longer certain, so the pull is screened again.
        #expect(try await store.unscreenedPulls(limit: 10).count == 1)
        #expect(try await store.counts()["snapshots"] == 1)
    }

    @Test("A record that repeats a listing of its pull is counted as repeated")
    func repeats() async throws {
        let (pull, records) = try await screened()
        let summary = try await store.replay(
            [readable(records[0], Samples.listing("1"))], pull: pull, crawlerRule: rule, every: 86_400)
        #expect(summary.repeated == 1)
        #expect(try await store.number("SELECT SUM(repeated) FROM pullPage") == 1)
        #expect(try await store.unscreenedPulls(limit: 10).isEmpty)
    }
}
