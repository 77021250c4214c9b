import Domain
import Store
import TestSupport
import Testing
import Workers

/// Held corrections: the filed version stays valid, and a newer version is not replaced by them.
struct HeldCorrectionTests {
    @Test("A correction with a faulty row is held as a whole; the filed version stays valid until the row is corrected")
    func incomplete() async throws {
        let lab = try await LaboratoryCase()
        let label = lab.labels[0]
        try await lab.take(ToyReport.text(label, values: ["TY-MAG": "800"]))
        let correction = try await lab.take(ToyReport.text(label, values: ["TY-MAG": "2l"], reason: "称量有误"))
        #expect(correction.upload.held == ToyReport.rows)
        #expect(try await lab.verdicts() == [.fails])
        try await lab.mendAndReplay(lab.faultyRow(), ToyReport.row(label, "TY-MAG", "21.0", reason: "称量有误"))
        #expect(try await lab.verdicts() == [.fails, .meets])
        #expect(try await lab.store.laboratoryQuality().first?.corrected == 1)
    }

    @Test("A newer correction closes a held one")
    func newer() async throws {
        let lab = try await LaboratoryCase()
        let label = lab.labels[0]
        try await lab.take(ToyReport.text(label))
        let first = try await lab.take(ToyReport.text(label, values: ["TY-MAG": "2l"], reason: "一")).upload.id
        let row = try await lab.faultyRow()
        try await lab.take(ToyReport.text(label, values: ["TY-MAG": "800"], reason: "二"))
        let before = try await lab.verdicts()
        #expect(before.last == .fails)
        await #expect(throws: StoreError.self) {
            try await lab.mendAndReplay(row, ToyReport.row(label, "TY-MAG", "21.0", reason: "一"))
        }
        try await lab.replay(.init(upload: first))
        #expect(try await lab.verdicts() == before)
        #expect(try await lab.store.upload(first).dismissed == ToyReport.rows)
    }

    @Test("A correction that arrived before the filed version needs a new reason")
    func outdated() async throws {
        let lab = try await LaboratoryCase()
        let label = lab.labels[0]
        let first = try await lab.take(ToyReport.text(label, values: ["TY-MAG": "8OO"])).upload.id
        let second = try await lab.take(ToyReport.text(label, values: ["TY-SP": "不 合格"], reason: "一")).upload.id
        try await lab.mendAndReplay(lab.faultyRow(of: first), ToyReport.row(label, "TY-MAG", "800"))
        #expect(try await lab.verdicts().last == .fails)
        let rows = try await lab.store.intakeRows(.init(upload: second, state: .held), limit: 100)
        let bad = try #require(rows.first { $0.code == "unreadable-value" })
        try await lab.mendAndReplay(bad.id, ToyReport.row(label, "TY-SP", reason: "一"))
        #expect(try await lab.verdicts() == [.fails])
        #expect(try await lab.faults()["correction-outdated"] == ToyReport.rows)
        try await lab.take(ToyReport.text(label, reason: "二"))
        #expect(try await lab.verdicts() == [.fails, .meets])
        #expect(try await lab.faults().isEmpty)
    }

    @Test("A correction in a workbook is held for a row with a faulty cell")
    func faultyCell() async throws {
        let lab = try await LaboratoryCase()
        let label = lab.labels[0]
        try await lab.take(ToyReport.text(label, values: ["TY-MAG": "800"]))
        let lines = ToyReport.text(label, reason: "一").split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let place = try #require(lines.firstIndex { $0.contains("TY-MAG") })
        let cell = "G\(place + 1)"
        let rows = RawWorkbook.rows(lines).replacing(
            RawWorkbook.text(cell, "21.0"), with: "<c r=\"\(cell)\" t=\"e\"><v>#N/A</v></c>")
        let bytes = try RawWorkbook(rows: rows).bytes(deflated: true)
        let correction = try await Intake(lab.context).run(
            .init(bytes: bytes, form: .xlsx, laboratory: Samples.laboratory, name: "", uploader: .operator))
        #expect(correction.upload.held == ToyReport.rows)
        #expect(try await lab.verdicts() == [.fails])
        try await lab.mendAndReplay(lab.faultyRow(), ToyReport.row(label, "TY-MAG", reason: "一"))
        #expect(try await lab.verdicts() == [.fails, .meets])
    }

    @Test(
        "A correction is held for its malformed row, and for a row of its file without a report number",
        arguments: [
            "R-1,LABEL,2026-11-12,2026-05-20,variant=standard,TY-MAG,1,234,kG²mm²,1,一\n", ",LABEL,,,,TY-MAG,1,,,一\n",
        ])
    func malformed(_ bad: String) async throws {
        let lab = try await LaboratoryCase()
        let label = lab.labels[0]
        try await lab.take(ToyReport.text(label, values: ["TY-MAG": "800"]))
        let text = ToyReport.text(label, without: ["TY-MAG"], reason: "一") + bad.replacing("LABEL", with: label)
        #expect(try await lab.take(text).upload.held == ToyReport.rows)
        try await lab.replay()
        #expect(try await lab.verdicts() == [.fails])
        try await lab.mendAndReplay(lab.faultyRow(), ToyReport.row(label, "TY-MAG", reason: "一"))
        #expect(try await lab.verdicts() == [.fails, .meets])
    }
}
