import Domain
import Store
import TestSupport
import Testing
import Workers

/// Held rows that are read again from their kept bytes.
struct KeptRowTests {
    private static let names = ["报告编号", "样品标签", "检测日期", "生产日期", "标称", "检测项目", "检测值", "单位"]

    private func cells(_ label: String, _ item: String, _ value: String = "合格") -> [String] {
        ["R-1", label, "2026-11-12", "2026-05-20", "variant=standard", item, value, ""]
    }

    private func take(_ book: RawWorkbook, _ lab: LaboratoryCase) async throws -> IntakeSummary {
        try await Intake(lab.context).run(
            .init(
                bytes: book.bytes(deflated: true), form: .xlsx, laboratory: Samples.laboratory, name: "结果.xlsx",
                uploader: .operator))
    }

    @Test("columns without a name, at the end or between others, do not prevent reading a row again")
    func blankColumns() async throws {
        let lab = try await LaboratoryCase(samples: 2, hasScope: false)
        let lines = [Self.names + ["", ""], cells(lab.labels[0], "TY-SP") + ["", ""]]
        try await lab.take(lines.map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n")
        // A table that begins in the second column and contains a blank column.
        let rows = [Self.names, cells(lab.labels[1], "TY-SP").map { $0 == "R-1" ? "R-2" : $0 }].map {
            [""] + $0.prefix(3) + [""] + $0.dropFirst(3)
        }
        let second = try await take(RawWorkbook(rows: RawWorkbook.rows(rows)), lab)
        #expect(second.upload.held == 1)
        try await Samples.accredit(Samples.laboratory, lab.context)
        #expect(try await lab.replay()[.taken] == 2)
        #expect(try await lab.store.reports(limit: 10).count == 2)
    }

    @Test("a row whose report number contains a NUL has no report number: it holds its file until it is dismissed")
    func hostileNumber() async throws {
        let lab = try await LaboratoryCase(hasScope: false)
        let hostile = ["R\0-1"] + cells(lab.labels[0], "TY-SP").dropFirst()
        let lines = [Self.names, hostile, cells(lab.labels[0], "TY-LBL")]
        try await lab.take(lines.map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n")
        #expect(try await lab.faults() == ["malformed": 1, "scope-missing": 1])
        try await Samples.accredit(Samples.laboratory, lab.context)
        #expect(try await lab.replay()[.held] == 2)
        #expect(try await lab.faults() == ["malformed": 1])
        let reports = try await lab.store.dismissRows([lab.faultyRow()], reason: "乱码", by: .operator)
        try await IntakeReplay(lab.context).run(reports, by: .operator)
        #expect(try await lab.store.reports(limit: 10).count == 1)
    }

    @Test("a workbook row with a faulty cell is accepted only after a correction, even if its text is readable")
    func faultyCell() async throws {
        let lab = try await LaboratoryCase()
        let good = cells(lab.labels[0], "TY-SP")
        // 12,345,000 is displayed as 12: the kept text would be read as a wrong number.
        let scaled = RawWorkbook.rows([Self.names, cells(lab.labels[0], "TY-MAG", "")])
            .replacing(RawWorkbook.text("G2", ""), with: "<c r=\"G2\" s=\"1\"><v>21</v></c>")
        var book = RawWorkbook(rows: scaled)
        book.format(["0", "0,"])
        let intake = try await take(book, lab)
        #expect(intake.upload.held == 1)
        #expect(try await lab.faults() == ["malformed": 1])
        let kept = try #require(try await lab.store.intakeRows(.init(), limit: 1).first)
        #expect(String(decoding: kept.bytes, as: UTF8.self).contains("21"))
        #expect(try await lab.replay()[.held] == 1)
        #expect(try await lab.store.intakeRows(.init(), limit: 1).first?.detail == kept.detail)
        let correction = good.joined(separator: ",")
        try await lab.store.correctIntakeRow(kept.id, of: nil, to: Array(correction.utf8), by: .operator)
        #expect(try await lab.replay()[.taken] == 1)
    }
}
