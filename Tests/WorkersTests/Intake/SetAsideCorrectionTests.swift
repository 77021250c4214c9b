import Domain
import Store
import TestSupport
import Testing
import Workers

/// Corrections that are set aside: they wait as a whole, and what was filed meanwhile is not undone by them.
struct SetAsideCorrectionTests {
    @Test("A correction that waits is dismissed by a newer one, and comes to nothing")
    func newer() async throws {
        let desk = try await LaboratoryCase()
        let label = desk.labels[0]
        try await desk.take(ToyReport.text(label))
        let first = try await desk.take(ToyReport.text(label, values: ["TY-MAG": "2l"], reason: "一")).upload.id
        let row = try await desk.quarantinedRow()
        try await desk.take(ToyReport.text(label, values: ["TY-MAG": "800"], reason: "二"))
        let before = try await desk.verdicts()
        #expect(before.last == .fails)
        await #expect(throws: StoreError.self) {
            try await desk.mendAndReplay(row, ToyReport.row(label, "TY-MAG", "21.0", reason: "一"))
        }
        try await desk.replay(.init(upload: first))
        #expect(try await desk.verdicts() == before)
        #expect(try await desk.store.upload(first).dismissed == 7)
    }

    @Test("A correction that was made against an older version than stands needs a new reason")
    func outdated() async throws {
        let desk = try await LaboratoryCase()
        let label = desk.labels[0]
        let first = try await desk.take(ToyReport.text(label, values: ["TY-MAG": "8OO"])).upload.id
        let second = try await desk.take(ToyReport.text(label, values: ["TY-SP": "不 合格"], reason: "一")).upload.id
        try await desk.mendAndReplay(desk.quarantinedRow(of: first), ToyReport.row(label, "TY-MAG", "800"))
        #expect(try await desk.verdicts().last == .fails)
        let rows = try await desk.store.intakeRows(.init(upload: second, state: .quarantined), limit: 10)
        let bad = try #require(rows.first { $0.code == "unreadable-value" })
        try await desk.mendAndReplay(bad.id, ToyReport.row(label, "TY-SP", reason: "一"))
        #expect(try await desk.verdicts().last == .fails)
        #expect(try await desk.faults()["correction-outdated"] == 7)
        try await desk.take(ToyReport.text(label, reason: "二"))
        #expect(try await desk.verdicts().last == .meets)
        #expect(try await desk.faults().isEmpty)
    }

    @Test("A correction in a workbook waits for a row of it whose cell is at fault")
    func faultyCell() async throws {
        let desk = try await LaboratoryCase()
        let label = desk.labels[0]
        try await desk.take(ToyReport.text(label, values: ["TY-MAG": "800"]))
        let lines = ToyReport.text(label, reason: "一").split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let place = try #require(lines.firstIndex { $0.contains("TY-MAG") })
        let cell = "G\(place + 1)"
        let rows = RawWorkbook.rows(lines).replacing(
            RawWorkbook.text(cell, "21.0"), with: "<c r=\"\(cell)\" t=\"e\"><v>#N/A</v></c>")
        let bytes = try RawWorkbook(rows: rows).bytes(deflated: true)
        let correction = try await Intake(desk.context).run(
            .init(bytes: bytes, form: .xlsx, laboratory: Samples.laboratory, name: "", uploader: .operator))
        #expect(correction.upload.quarantined == 1 && correction.upload.waiting == 6)
        #expect(try await desk.verdicts() == [.fails])
        try await desk.mendAndReplay(desk.quarantinedRow(), ToyReport.row(label, "TY-MAG", reason: "一"))
        #expect(try await desk.verdicts() == [.fails, .meets])
    }

    @Test("A verdict that was only judged again does not make a correction outdated")
    func judgedAgain() async throws {
        let desk = try await LaboratoryCase()
        let label = desk.labels[0]
        try await desk.take(ToyReport.text(label))
        try await desk.take(ToyReport.text(label, values: ["TY-MAG": "2l"], reason: "一"))
        #expect(try await desk.verdicts() == [.meets, .cannotJudge])
        try await desk.mendAndReplay(desk.quarantinedRow(), ToyReport.row(label, "TY-MAG", "800", reason: "一"))
        #expect(try await desk.verdicts() == [.meets, .cannotJudge, .fails])
    }

    @Test(
        "A correction waits for a row of it that is malformed, and for one of its file that names no report",
        arguments: [
            "R-1,LABEL,2026-11-12,2026-05-20,variant=standard,TY-MAG,1,234,kG²mm²,1,一\n", ",LABEL,,,,TY-MAG,1,,,一\n",
        ])
    func malformed(_ bad: String) async throws {
        let desk = try await LaboratoryCase()
        let label = desk.labels[0]
        try await desk.take(ToyReport.text(label, values: ["TY-MAG": "800"]))
        let text = ToyReport.text(label, without: ["TY-MAG"], reason: "一") + bad.replacing("LABEL", with: label)
        let correction = try await desk.take(text)
        #expect(correction.upload.quarantined == 1 && correction.upload.waiting == 6)
        #expect(try await desk.verdicts() == [.fails])
        try await desk.replay()
        #expect(try await desk.verdicts() == [.fails])
        try await desk.mendAndReplay(desk.quarantinedRow(), ToyReport.row(label, "TY-MAG", reason: "一"))
        let verdicts = try await desk.verdicts()
        #expect(verdicts == [.fails, .meets])
    }
}
