import Domain
import Store
import TestSupport
import Testing

@testable import Workers

/// Which reports are decided together. A replay without effect writes nothing.
struct ReplayBatchTests {
    @Test("Reports are decided in batches of about the row limit; a larger report is its own batch")
    func batches() {
        #expect(ReportRows.batches(of: [3, 1, 1, 2, 1], limit: 3) == [0..<1, 1..<4, 4..<5])
        #expect(ReportRows.batches(of: [3, 1, 1, 2, 1], from: 3, limit: 3) == [3..<5])
        #expect(ReportRows.batches(of: [], limit: 3).isEmpty)
    }

    @Test("Rows are grouped by report number in the order of the file; rows without a number are first")
    func groups() {
        func row(_ ordinal: Int, _ number: String?) -> ReadRow {
            .unreadable(
                UnreadableRow(ordinal: ordinal, place: "", reportNumber: number, fault: IntakeFault(.malformed, "x")))
        }
        let rows = [row(1, "B"), row(2, "A"), row(3, "B"), row(4, nil), row(5, "C")]
        let groups = ReportRows.groups(of: rows)
        #expect(groups.map(\.number) == [nil, "B", "A", "C"])
        #expect(groups.map { $0.rows.map(\.ordinal) } == [[4], [1, 3], [2], [5]])
    }

    @Test("A replay without changes writes nothing, for any number of rows")
    func largeReport() async throws {
        let lab = try await LaboratoryCase(samples: 0)
        let header = "报告编号,样品标签,检测日期,生产日期,标称,检测项目,检测值,单位\n"
        let count = 9_000
        let lines = (0..<count).map { "R-1,S-0000-0000,2026-11-12,2026-05-20,variant=standard,TY-\($0),合格,\n" }
        let taken = try await lab.take(header + lines.joined())
        #expect(taken.upload.held == count)
        let before = try await lab.store.events(subject: "upload:1", limit: 100).count
        let replayed = try await lab.replay()
        #expect(replayed[.held] == count && replayed[.taken] == 0)
        #expect(try await lab.store.events(subject: "upload:1", limit: 100).count == before)
    }
}
