import Domain
import TestSupport
import Testing

@testable import Store

/// What can no longer be done with a pull whose listings are removed, and what is removed besides them.
struct RemovedPullTests {
    private let test: RetentionCase
    private var store: Store { test.store }

    init() throws {
        test = RetentionCase(try TestStore())
    }

    private func unreadable(_ place: String) -> QuarantinedRecord {
        QuarantinedRecord(
            fault: RecordFault(.missingField, field: "price", "no value"), place: place, bytes: Array(place.utf8),
            context: [1])
    }

    private func replayed(_ id: Int64) -> ReplayedRecord {
        ReplayedRecord(id: id, result: .success((ListingBatch([Samples.listing("9")]), Samples.product)))
    }

    private func refused(_ pull: Int64, _ body: () async throws -> Void) async {
        await #expect(throws: StoreError.conflict(.sightingsRemoved(pull: pull))) { try await body() }
    }

    @Test("Its pages cannot be added to, counted or read, and each attempt says why")
    func refusals() async throws {
        let page = PageContent(
            query: "", page: 1, contentHash: Digest.sha256("p"), batch: ListingBatch([Samples.listing("1")]),
            products: [nil], end: .onePage,
            validator: PageValidator(etag: "e", lastModified: nil, request: Digest.sha256("r")))
        let old = try await test.pull(day: 0, [page])
        #expect(try await store.earlierPages(of: "", crawler: Samples.crawler()).count == 1)
        let root = try await store.certificate(pull: old).certificate.contentRoot
        test.set(day: 200)
        try await test.removeAll()
        #expect(try await store.latestPulls().isEmpty)
        #expect(try await store.earlierPages(of: "", crawler: Samples.crawler()).isEmpty)
        let row = try await store.certificate(pull: old)
        #expect(row.sightingsRemovedAt == RetentionCase.moment(200) && row.certificate.queries.isEmpty)
        #expect(row.certificate.listings == 1 && row.certificate.contentRoot == root)
        await refused(old) { _ = try await store.storedPage(1, salesWindow: .cumulative) }
        await refused(old) { _ = try await store.screeningFacts(pull: old) }
        await refused(old) { _ = try await store.unmatchedListings(pull: old, after: 0, limit: 1) }
        await refused(old) { _ = try await store.pulledItems(of: "", pull: old) }
        await refused(old) { _ = try await store.completePull(old) }
        await refused(old) { try await store.recordPages([page], pull: old) }
        await refused(old) { try await store.rematch(pull: old, products: [(1, "toys")], rules: [:]) }
        await refused(old) {
            _ = try await store.replay([replayed(1)], pull: old, crawlerRule: Digest.sha256("r"), every: 86_400)
        }
        // The overlap with a removed pull is not known.
        let next = try await test.pull(day: 200)
        #expect(try await store.certificate(pull: next).certificate.overlap == nil)
        #expect(try await store.certificate(pull: next).sightingsRemovedAt == nil)
    }

    @Test("A quarantined record that was read loses its bytes, one that was not read keeps them")
    func quarantine() async throws {
        let old = try await test.pull(
            day: 0,
            [Samples.page([Samples.listing("1")], quarantined: [unreadable("items[1]"), unreadable("items[2]")])])
        _ = try await store.replay([replayed(1)], pull: old, crawlerRule: Digest.sha256("r"), every: 86_400)
        let before = try await store.quarantine(resolved: true, limit: 10)
        test.set(day: 200)
        let removed = try await store.remove(.quarantine, RetentionCase.rules, by: .operator)
        #expect(removed.rows == 1 && removed.bytes == 9)
        let after = try await store.quarantine(resolved: true, limit: 10)
        #expect(after.map(\.id) == before.map(\.id) && after.map(\.detail) == before.map(\.detail))
        #expect(try await store.quarantinedBytes(2) == Array("items[2]".utf8))
        await #expect(throws: StoreError.conflict(.quarantinedBytesRemoved(record: 1))) {
            try await store.quarantinedBytes(1)
        }
        #expect(try await store.remove(.quarantine, RetentionCase.rules, by: .operator).isEmpty)
    }

    @Test("Attributes that come back are kept as long as one of their times is")
    func attributesComeBack() async throws {
        for (day, title) in [(Int64(0), "甲"), (10, "乙"), (120, "甲"), (140, "乙"), (200, "丙")] {
            try await test.pull(day: day, title: "积木\(title)")
        }
        try await test.removeAll()
        #expect(try await store.number("SELECT COUNT(*) FROM listingVersion") == 4)
        let titles = try await store.read { database in
            try [Int64(3), 4, 5].map { page in
                let state = try database.state(of: 1, database.state(of: 1), after: page)
                return try state.map { try database.listing(1, in: $0).title }
            }
        }
        #expect(titles == ["积木甲", "积木乙", "积木丙"])
        #expect(try await store.number("SELECT COUNT(*) FROM fullListing") == 1)
    }

    @Test("Done pulls and screenings leave the queue; open jobs and all others stay")
    func jobs() async throws {
        let key = JobKey.pull(crawler: "sample-feed", slot: FixedClock.start)
        try await store.enqueue(key)
        try await store.complete(store.claim(key, leaseSeconds: 60))
        try await store.enqueue(.judge(report: 1))
        try await store.complete(store.claim(.judge(report: 1), leaseSeconds: 60))
        try await store.enqueue(.screen(pull: 77))
        test.set(day: 200)
        #expect(try await store.remove(.jobs, RetentionCase.rules, by: .operator).rows == 1)
        #expect(try await store.jobs(state: .done, limit: 10).map(\.kind) == [.judge])
        #expect(try await store.jobs(state: .queued, limit: 10).map(\.kind) == [.screen])
    }

    @Test("The database file gets smaller", .timeLimit(.minutes(15)))
    func fileShrinks() async throws {
        let folder = try TemporaryFolder()
        let onFile = RetentionCase(try TestStore(onFileIn: folder))
        for day in [Int64(0), 1, 2, 3, 4, 200] {
            let pages = (1...20).map { page in
                Samples.page(
                    (0..<50).map { Samples.listing("\(page)-\($0)", title: "积木 第\(day)天 \($0)", price: 100 + day) },
                    page: page, isLast: page == 20)
            }
            try await onFile.pull(day: day, pages)
        }
        #expect(try await onFile.store.giveSpaceBack() == 0)
        let before = try #require(folder.bytes("sushai.sqlite")?.count)
        try await onFile.removeAll(limit: 50)
        let givenBack = try await onFile.store.giveSpaceBack(step: 10)
        let after = try #require(folder.bytes("sushai.sqlite")?.count)
        #expect(givenBack > 400_000 && Int64(before - after) == givenBack, "\(before) → \(after)")
        #expect(folder.bytes("sushai.sqlite-wal")?.isEmpty ?? true)
        #expect(try await onFile.store.giveSpaceBack() == 0)
        let measure = try await onFile.store.measureStorage()
        #expect(measure.databaseBytes == Int64(after) && measure.parts[.free] == 0)
        #expect((measure.parts[.versions] ?? 0) > 100_000 && (measure.parts[.other] ?? -1) > 0)
        #expect(try await onFile.store.verifyAudit().fault == nil)
    }

    @Test("A day is measured once, and measures are read back in order")
    func measures() async throws {
        func measure(_ day: String, _ bytes: Int64) -> StorageMeasure {
            StorageMeasure(
                day: Samples.day(day), parts: [.listings: bytes, .free: 5], logBytes: 1, evidenceBytes: 2)
        }
        for given in [measure("2026-11-03", 20), measure("2026-11-02", 10), measure("2026-11-03", 99)] {
            try await store.recordMeasure(given)
        }
        #expect(
            try await store.storageMeasures(limit: 5) == [measure("2026-11-02", 10), measure("2026-11-03", 20)])
        #expect(try await store.storageMeasures(limit: 1) == [measure("2026-11-03", 20)])
    }
}
