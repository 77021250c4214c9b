import Domain
import TestSupport
import Testing

@testable import Store

/// Scope, settings, receipts and blind duplicates.
struct LaboratoryRecordTests {
    private let test: TestStore
    private var store: Store { test.store }

    init() throws {
        test = try TestStore()
    }

    @Test("A scope is replaced, ended entries stay in the record, and a missing scope differs from an empty one")
    func scope() async throws {
        #expect(try await store.scopeState(of: "A") == .missing)
        let first: [LaboratoryScope.Entry] = [
            .init(.item, "X"), .init(.standard, "GB/T 1", span: DaySpan(until: Samples.day("2027-01-01"))),
        ]
        #expect(try await store.setScope(of: "A", first, by: .operator) == (2, 0))
        #expect(try await store.scopeState(of: "A") == .recorded(first))
        #expect(try await store.setScope(of: "A", [.init(.item, "X"), .init(.item, "Y")], by: .operator) == (1, 1))
        #expect(try await store.scopeState(of: "A") == .recorded([.init(.item, "X"), .init(.item, "Y")]))
        #expect(try await store.number("SELECT COUNT(*) FROM laboratoryScope WHERE removedAt IS NOT NULL") == 1)
        #expect(try await store.scopeState(of: "B") == .missing)
    }

    @Test("The four-eyes rule is off until it is switched on")
    func settings() async throws {
        #expect(try await !store.hasFourEyes("A"))
        try await store.setLaboratory("A", fourEyes: true, by: .operator)
        #expect(try await store.hasFourEyes("A"))
        try await store.setLaboratory("A", fourEyes: false, by: .operator)
        #expect(try await !store.hasFourEyes("A"))
    }

    @Test("A receipt is recorded once, and never before the purchase of the sample")
    func receipts() async throws {
        let label = try await Samples.sample(in: store).label
        func record(_ day: String, _ laboratory: String = Samples.laboratory) async throws -> Bool {
            try await store.recordSampleReceipt(
                label: label, of: laboratory, on: Samples.day(day), by: .operator)
        }
        await #expect(throws: StoreError.self) { try await record("2026-11-02") }
        #expect(try await record("2026-11-05"))
        #expect(try await !record("2026-11-05"))
        await #expect(throws: StoreError.self) { try await record("2026-11-06") }
        await #expect(throws: StoreError.notFound("sample \(label)")) { try await record("2026-11-05", "laboratory-b") }
        #expect(
            try await store.samples(of: Samples.laboratory, limit: 1).first?.receivedOn == Samples.day("2026-11-05"))
    }

    @Test("Blind duplicates belong to two laboratories; the table compares the current results of both")
    func duplicates() async throws {
        let one = try await Samples.routedCase(in: store, item: "1001", hazard: .serious)
        let other = try await Samples.sample(in: store, item: "1002", laboratory: "laboratory-b").label
        let same = try await Samples.sample(in: store, item: "1003").label
        await #expect(throws: StoreError.self) {
            try await store.recordBlindDuplicate(one.label, same, by: .operator)
        }
        #expect(try await store.recordBlindDuplicate(one.label, other, by: .operator))
        #expect(try await !store.recordBlindDuplicate(other, one.label, by: .operator))
        #expect(try await store.laboratoryQuality().map(\.duplicates) == [0, 0])
        let report = try await Samples.file(Samples.submission(other, hazard: nil), from: "laboratory-b", in: store)
        _ = try await Samples.judge(report.id, in: store)
        let lines = try await store.laboratoryQuality()
        #expect(lines.map(\.laboratory) == ["laboratory-a", "laboratory-b"])
        #expect(lines.map(\.agreement) == ["0.00%", "0.00%"] && lines.map(\.itemAgreement) == ["50.00%", "50.00%"])
        #expect(lines.map(\.samples) == [2, 1] && lines.map(\.withoutReceipt) == [2, 1])
        let pair = try #require(try await store.judgedDuplicates(limit: 10).first)
        #expect(pair.left.label == one.label && pair.left.verdict == .fails)
        #expect(pair.right.label == other && pair.right.verdict == .meets)
        #expect(try await store.judgedDuplicates(after: pair.cursor, limit: 10).isEmpty)
    }

    @Test("Corrections and withdrawals count once for a sample")
    func corrections() async throws {
        let given = try await Samples.routedCase(in: store)
        _ = try await Samples.correct(given, to: .general, in: store)
        _ = try await Samples.correct(given, to: nil, in: store)
        _ = try await store.withdrawReport(
            number: "R-taobao-1001", of: Samples.laboratory, reason: "样品混淆", by: .operator, duty: .reviewer)
        let line = try #require(try await store.laboratoryQuality().first)
        #expect(line.reported == 1 && line.corrected == 1 && line.withdrawn == 1)
    }

    @Test("A laboratory without any record has the defaults; a waiver keeps the recorded entries")
    func overseen() async throws {
        let none = try await store.overseenLaboratory("LAB-09")
        #expect(none.scope == .missing && none.entries.isEmpty && !none.fourEyes && none.events.isEmpty)
        #expect(try await store.overseenLaboratories().isEmpty)
        _ = try await store.setScope(of: "LAB-09", [.init(.item, "X")], by: .operator)
        try await store.waiveScope(of: "LAB-09", reason: "待核定", by: .operator)
        let waived = try await store.overseenLaboratory("LAB-09")
        #expect(waived.scope == .waived(reason: "待核定", by: "operator") && waived.entries == [.init(.item, "X")])
        #expect(waived.events.map(\.kind) == ["laboratory.scope-waived", "laboratory.scope-set"])
        #expect(try await store.overseenLaboratories().map(\.name) == ["LAB-09"])
        #expect(try await store.rowsOutOfScope(of: "LAB-09") == 0)
    }
}
