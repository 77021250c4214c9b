import Domain
import TestSupport
import Testing

@testable import Store

struct FullDatabaseTests {
    private let folder: TemporaryFolder
    private let test: TestStore
    private var store: Store { test.store }

    init() throws {
        folder = try TemporaryFolder()
        test = try TestStore(onFileIn: folder, maximumMegabytes: 1)
    }

    private func page(_ bytes: Int) -> PageContent {
        let record = QuarantinedRecord(
            fault: RecordFault(.tooLong, field: "title", "long"), place: "items[0]",
            bytes: [UInt8](repeating: 0x61, count: bytes))
        return Samples.page([Samples.listing("1")], page: bytes, quarantined: [record], isLast: false)
    }

    @Test("A full database throws its own error, and nothing is partly written", .timeLimit(.minutes(15)))
    func full() async throws {
        let pull = try await store.openPull(Samples.crawler(), slot: FixedClock.start).id
        let counts = try await store.counts()
        let error = await #expect(throws: StoreError.self) { try await store.recordPage(page(2_000_000), pull: pull) }
        guard case .full(let why) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(why.contains("nothing was written"))
        #expect(try await store.counts() == counts)
        #expect(try await store.openPull(Samples.crawler(), slot: FixedClock.start).queries.isEmpty)
        #expect(try await store.verifyAudit().fault == nil)
    }

    @Test(
        "Filled page by page, the database contains complete pages, and opens again with a larger limit",
        .timeLimit(.minutes(15)))
    func filledUp() async throws {
        let pull = try await store.openPull(Samples.crawler(), slot: FixedClock.start).id
        var kept = 0
        var refusal: StoreError?
        while refusal == nil, kept < 100 {
            do {
                _ = try await store.recordPage(page(40_000 + kept), pull: pull)
                kept += 1
            } catch let error as StoreError {
                refusal = error
            }
        }
        guard case .full = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        #expect(kept > 0)
        #expect(try await store.counts()["quarantined"] == Int64(kept))
        #expect(try await store.number("SELECT COUNT(*) FROM pullPage") == Int64(kept))
        #expect(try await store.log().count == kept + 1)

        let larger = try TestStore(onFileIn: folder, maximumMegabytes: 8)
        _ = try await larger.store.recordPage(page(2_000_000), pull: pull)
        #expect(try await larger.store.counts()["quarantined"] == Int64(kept + 1))
        #expect(try await larger.store.verifyAudit().fault == nil)
    }

    @Test("A full database still answers reads and small writes")
    func stillReads() async throws {
        let pull = try await store.openPull(Samples.crawler(), slot: FixedClock.start).id
        _ = try? await store.recordPage(page(2_000_000), pull: pull)
        try await store.ping()
        #expect(try await store.pulls(limit: 10).count == 1)
        _ = try await store.recordPage(page(10), pull: pull)
    }
}
