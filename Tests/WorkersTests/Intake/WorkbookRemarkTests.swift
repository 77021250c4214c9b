import Domain
import Store
import TestSupport
import Testing
import Workers

/// What the reader of a workbook noticed, from the upload to its review.
struct WorkbookRemarkTests {
    private func book(_ label: String) -> RawWorkbook {
        let names = ["报告编号", "样品标签", "检测日期", "生产日期", "标称", "检测项目", "检测值", "单位"]
        let before = ["R-1", label, "2026-11-12", "2026-05-20", "variant=standard", "TY-MAG"]
        let row = before.enumerated().map { RawWorkbook.text(CellAddress(column: $0 + 1, row: 2).text, $1) }.joined()
        var book = RawWorkbook(
            rows: RawWorkbook.rows([names]) + "<row r=\"2\" hidden=\"1\">" + row
                + "<c r=\"G2\" s=\"1\"><f>42.0082/2</f><v>21.0041</v></c>" + RawWorkbook.text("H2", "kG²mm²") + "</row>"
        )
        book.format(["0", "0.00"])
        return book
    }

    @Test("Laboratory 12: the reviewer of a workbook sees its formulas, hidden rows and rounded figures until the end")
    func review() async throws {
        let lab = try await LaboratoryCase()
        try await lab.store.setLaboratory(Samples.laboratory, fourEyes: true, by: .operator)
        let file = Intake.File(
            bytes: try book(lab.labels[0]).bytes(deflated: true), form: .xlsx, laboratory: Samples.laboratory,
            name: "结果.xlsx", uploader: People.a1.actor)
        let upload = try await Intake(lab.context).run(file).upload
        let expected = [
            "表“结果”：隐藏的第2行也已读取", "表“结果”：有1个单元格为公式，采用文件中保存的计算结果",
            "表“结果”：有1个单元格显示的内容与所存的数值不同，采用显示的内容，例如G2显示“21.00”（所存为21.0041）",
        ]
        #expect(upload.waiting == 1 && upload.remarks.map(UploadRemarkWording.line) == expected)
        // The same file again, a replay and the review keep them.
        #expect(try await Intake(lab.context).run(file).upload.remarks == upload.remarks)
        let pending = try await lab.store.uploads(of: Samples.laboratory, pendingReview: true, limit: 10)
        #expect(pending.map(\.remarks) == [upload.remarks])
        try await lab.store.approveUpload(upload.id, by: People.r1)
        try await IntakeReplay(lab.context).run(upload: upload.id, by: People.r1.actor)
        let filed = try await lab.store.upload(upload.id)
        #expect(filed.taken == 1 && filed.remarks == upload.remarks)
    }
}
