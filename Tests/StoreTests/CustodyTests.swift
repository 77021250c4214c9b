import Domain
import TestSupport
import Testing

@testable import Store

/// The steps of bought goods on their way to the laboratory.
@Suite struct CustodyTests {
    private let test: TestStore
    private var store: Store { test.store }
    private let buyer = Actor.holder(.buyer, name: "buyer-1", person: nil)

    init() throws {
        test = try TestStore()
    }

    private func purchase() async throws -> Int64 {
        _ = try await Samples.screenedPull(in: store, [Samples.listing("1")])
        let task = try #require(try await Samples.drawnRun(in: store).first)
        _ = try await Samples.purchase(in: store, task: task.id)
        return task.id
    }

    private func picture(_ name: String) throws -> [EvidenceVault.AdmittedFile] {
        [try store.evidence.admit(Array(name.utf8))]
    }

    @Test("Each version is a row and an event in one transaction; a file belongs to one step")
    func record() async throws {
        let task = try await purchase()
        let unpacked = CustodyEntry(step: .unpacked, number: nil, reason: nil)
        #expect(try await store.recordCustody(task: task, unpacked, evidence: picture("开箱"), by: buyer))
        #expect(try await !store.recordCustody(task: task, unpacked, evidence: picture("开箱"), by: buyer))
        #expect(try await !store.recordCustody(task: task, unpacked, evidence: picture("开箱 2"), by: buyer))
        let sealed = CustodyEntry(step: .sealed, number: "F-1", reason: nil)
        for used in ["开箱", "订单截图 \(task)"] {
            await #expect(throws: StoreError.conflict(.custody(.withoutEvidence(.sealed)))) {
                try await store.recordCustody(task: task, sealed, evidence: picture(used), by: buyer)
            }
        }
        #expect(try await store.recordCustody(task: task, sealed, evidence: picture("封条"), by: buyer))
        let rows = try await store.custody(ofTask: task)
        #expect(rows.map(\.step) == [.unpacked, .sealed] && rows.map(\.files) == [2, 1])
        #expect(rows.allSatisfy { $0.version == 1 && $0.recordedBy == buyer && $0.reason == nil })
        let kinds = try await store.events(subject: "task:\(task)", limit: 100).map(\.kind)
        #expect(kinds.suffix(3) == ["custody.recorded", "purchase.evidence-added", "custody.recorded"])
    }

    @Test("Without a purchase there is no step")
    func missing() async throws {
        _ = try await Samples.screenedPull(in: store, [Samples.listing("1")])
        let task = try #require(try await Samples.drawnRun(in: store).first)
        await #expect(throws: StoreError.self) {
            try await store.recordCustody(
                task: task.id, CustodyEntry(step: .unpacked, number: nil, reason: nil), evidence: picture("开箱"),
                by: buyer)
        }
        #expect(try await store.custody(ofTask: task.id).isEmpty)
    }
}
