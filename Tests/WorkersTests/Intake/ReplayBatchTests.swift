import Domain
import Store
import TestSupport
import Testing

@testable import Workers

/// Which rows are read again together.
struct ReplayBatchTests {
    private func named(_ rows: [(Int64, String, String?)]) -> [IntakeRowName] {
        rows.map { IntakeRowName(id: $0.0, laboratory: $0.1, reportNumber: $0.2) }
    }

    @Test("All rows of a report are in one batch, however many they are; small reports share one")
    func batches() {
        let rows = named([
            (1, "B", "R-1"), (2, "A", "R-1"), (3, "A", "R-2"), (4, "A", "R-1"), (5, "A", nil), (6, "A", "R-1"),
            (7, "A", nil), (8, "A", "R-3"), (9, "A", "R-2"),
        ])
        let batches = ReplayBatch.batches(of: rows, size: 3)
        #expect(batches.map(\.laboratory) == ["A", "A", "A", "B"])
        #expect(batches.map(\.rows) == [[2, 4, 6], [3, 9, 5], [7, 8], [1]])
        #expect(ReplayBatch.batches(of: [], size: 3).isEmpty)
    }

    @Test("A replay that changes nothing writes nothing, however many rows a report has")
    func largeReport() async throws {
        let desk = try await LaboratoryCase(samples: 0)
        let header = "报告编号,样品标签,检测日期,生产日期,标称,检测项目,检测值,单位\n"
        let count = 9_000
        let lines = (0..<count).map { "R-1,S-0000-0000,2026-11-12,2026-05-20,variant=standard,TY-\($0),合格,\n" }
        let taken = try await desk.take(header + lines.joined())
        #expect(taken.upload.quarantined == count)
        let before = try await desk.store.events(subject: "upload:1", limit: 100).count
        let replayed = try await desk.replay()
        #expect(replayed.quarantined == count && replayed.taken == 0)
        #expect(try await desk.store.events(subject: "upload:1", limit: 100).count == before)
    }
}
