import Domain
import Store
import TestSupport
import Testing
import Workers

/// Rows of workbooks with faulty cells. Only a correction makes them results.
struct WorkbookFaultTests {
    private static let names = ["报告编号", "样品标签", "检测日期", "生产日期", "标称", "检测项目", "检测值", "单位"]

    /// The content of the value cell, of a cell next to it, and of the sheet after its rows.
    struct Fault: Sendable, CustomTestStringConvertible {
        let name: String
        var cell = RawWorkbook.text("G2", "21.0")
        var beside = ""
        var after = ""

        var testDescription: String { name }
    }

    static let faults: [Fault] = [
        .init(name: "scaled format", cell: "<c r=\"G2\" s=\"1\"><v>21</v></c>"),
        .init(name: "duration", cell: "<c r=\"G2\" s=\"2\"><v>21</v></c>"),
        .init(name: "missing style", cell: "<c r=\"G2\" s=\"99\"><v>21</v></c>"),
        .init(name: "more than 15 digits", cell: "<c r=\"G2\"><v>1234567890123456789</v></c>"),
        .init(name: "error", cell: "<c r=\"G2\" t=\"e\"><v>#N/A</v></c>"),
        .init(name: "formula that is 0", cell: "<c r=\"G2\"><f>1+1</f><v>0</v></c>"),
        .init(name: "hidden by its format", cell: "<c r=\"G2\" s=\"4\"><v>21</v></c>"),
        .init(
            name: "struck out", cell: "<c r=\"G2\" t=\"inlineStr\"><is><r><rPr><strike/></rPr><t>21</t></r></is></c>"),
        .init(name: "no number", cell: "<c r=\"G2\"><v>21x</v></c>"),
        .init(name: "unknown type", cell: "<c r=\"G2\" t=\"z\"><v>21</v></c>"),
        .init(name: "shared text missing", cell: "<c r=\"G2\" t=\"s\"><v>7</v></c>"),
        .init(name: "no such day", cell: "<c r=\"G2\" s=\"3\"><v>99999999</v></c>"),
        .init(name: "cell without header", beside: RawWorkbook.text("K2", "复测不合格")),
        .init(name: "merged across", after: "<mergeCells><mergeCell ref=\"G2:H2\"/></mergeCells>"),
    ]

    private func take(_ book: RawWorkbook, _ lab: LaboratoryCase) async throws -> IntakeSummary {
        try await Intake(lab.context).run(
            .init(
                bytes: book.bytes(deflated: true), form: .xlsx, laboratory: Samples.laboratory, name: "结果.xlsx",
                uploader: .operator))
    }

    private func book(_ label: String, _ fault: Fault) -> RawWorkbook {
        let before = ["R-1", label, "2026-11-12", "2026-05-20", "variant=standard", "TY-MAG"]
        let row = before.enumerated().map { RawWorkbook.text(CellAddress(column: $0 + 1, row: 2).text, $1) }.joined()
        var book = RawWorkbook(
            rows: RawWorkbook.rows([Self.names]) + "<row r=\"2\">" + row + fault.cell
                + RawWorkbook.text("H2", "kG²mm²") + fault.beside + "</row>", after: fault.after)
        book.format(["0", "0.0,", "[h]:mm", "yyyy-mm-dd", ";;;"])
        return book
    }

    @Test(
        "neither a replay nor the same file again accepts a faulty cell, and its bytes are kept",
        arguments: faults)
    func faulty(_ fault: Fault) async throws {
        let lab = try await LaboratoryCase()
        let book = book(lab.labels[0], fault)
        #expect(try await take(book, lab).upload.held == 1)
        let kept = try #require(try await lab.store.intakeRows(.init(), limit: 1).first)
        #expect(kept.code == "malformed" && kept.detail?.isEmpty == false)
        if !fault.beside.isEmpty { #expect(String(decoding: kept.bytes, as: UTF8.self).contains("复测不合格")) }
        for _ in 1...2 {
            #expect(try await lab.replay()[.held] == 1)
            let again = try await take(book, lab)
            #expect(!again.isNew && again.upload.held == 1 && again.upload.taken == 0)
        }
        #expect(try await lab.store.intakeRows(.init(), limit: 1).first == kept)
        #expect(try await lab.store.reports(limit: 1).isEmpty)
        let correction = "R-1,\(lab.labels[0]),2026-11-12,2026-05-20,variant=standard,TY-MAG,21.0,kG²mm²"
        try await lab.store.correctIntakeRow(kept.id, of: nil, to: Array(correction.utf8), by: .operator)
        #expect(try await lab.replay()[.taken] == 1)
    }

    @Test("blank columns in a CSV file or a sheet do not prevent reading rows again, also after a review")
    func blankColumns() async throws {
        for isReviewed in [false, true] {
            let lab = try await LaboratoryCase(samples: 2)
            if isReviewed { try await lab.store.setLaboratory(Samples.laboratory, fourEyes: true, by: .operator) }
            func row(_ index: Int, _ item: String) -> [String] {
                ["R-\(index)", lab.labels[index], "2026-11-12", "2026-05-20", "variant=standard", item, "合格", ""]
            }
            func lines(_ index: Int) -> [[String]] {
                [Self.names, row(index, "TY-SP"), row(index, "TY-XYZ")]
            }
            let csv = lines(0).map { $0.joined(separator: ",") + ",,\n" }.joined()
            let sheet = RawWorkbook(
                rows: RawWorkbook.rows(lines(1).map { [""] + $0.prefix(3) + [""] + $0.dropFirst(3) }))
            let files: [([UInt8], UploadForm)] = [(Array(csv.utf8), .csv), (try sheet.bytes(), .xlsx)]
            for (bytes, form) in files {
                let file = Intake.File(
                    bytes: bytes, form: form, laboratory: Samples.laboratory, name: "", uploader: People.a1.actor)
                let id = try await Intake(lab.context).run(file).upload.id
                #expect(try await lab.store.upload(id).held == 2)
                let row = try await lab.faultyRow(of: id)
                let reports = try await lab.store.dismissRows([row], reason: "不检该项", by: People.a1.actor)
                try await IntakeReplay(lab.context).run(reports, by: People.a1.actor)
                if isReviewed {
                    #expect(try await lab.store.upload(id).waiting == 1)
                    try await lab.store.approveUpload(id, by: People.r1)
                    try await IntakeReplay(lab.context).run(upload: id, by: People.r1.actor)
                }
                let upload = try await lab.store.upload(id)
                #expect([upload.taken, upload.dismissed, upload.held] == [1, 1, 0])
            }
        }
    }
}
