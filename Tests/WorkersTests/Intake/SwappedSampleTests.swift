import Domain
import Store
import TestSupport
import Testing
import Workers

/// Two samples whose reports were exchanged, put right by the laboratory.
struct SwappedSampleTests {
    private func text(_ number: String, _ label: String, magnet: String, reason: String = "") -> String {
        ToyReport.text(label, values: ["TY-MAG": magnet], reason: reason).replacing("R-1,", with: number + ",")
    }

    @Test("Laboratory 11: swapped reports are withdrawn, filed for the right samples, and judged; the papers agree")
    func swapped() async throws {
        let lab = try await LaboratoryCase(samples: 2)
        let (left, right) = (lab.labels[0], lab.labels[1])
        // The failing result belongs to the right sample, but was reported for the left one.
        try await lab.take(text("R-1", left, magnet: "800"))
        try await lab.take(text("R-2", right, magnet: "21.0"))
        let early = try await lab.take(text("R-1", right, magnet: "800", reason: "样品混淆"))
        #expect(early.upload.held == early.upload.rows)
        #expect(try await lab.faults()["number-of-another-sample"] == early.upload.rows)
        for number in ["R-1", "R-2"] {
            try await lab.store.withdrawReport(
                number: number, of: Samples.laboratory, reason: "样品混淆", by: .operator)
        }
        let one = try await lab.take(text("R-1", right, magnet: "800", reason: "样品混淆，改用于正确的样品"))
        let two = try await lab.take(text("R-2", left, magnet: "21.0", reason: "样品混淆，改用于正确的样品"))
        #expect(one.upload.taken == one.upload.rows && two.upload.taken == two.upload.rows)
        try await lab.judge()

        let maker = MakeReport(lab.context)
        let paper = try await maker.report("R-1", for: .officer)
        #expect(paper.label == right && paper.version == 2 && paper.verdict == .fails)
        #expect(paper.history.earlierSamples == [left] && paper.history.withdrawn == nil)
        #expect(try await maker.report(left, for: .officer).verdict == .meets)
        let old = try await maker.report("R-1", version: 1, for: .officer)
        #expect(old.label == left && old.history.withdrawn?.reason == "样品混淆")
        #expect(try await lab.store.verifyAudit().fault == nil)
    }

    @Test("Laboratory 5: a correction in part is filed as a whole version from every form of file")
    func partial() async throws {
        let lab = try await LaboratoryCase()
        let label = lab.labels[0]
        try await lab.take(ToyReport.text(label, values: ["TY-MAG": "800"]))
        let header = ToyReport.header.replacing("\n", with: ",更正范围\n")
        let row = ToyReport.row(label, "TY-MAG", "21.0", reason: "称量有误").replacing("\n", with: ",部分\n")
        try await lab.take(header + row)
        let json = """
            {"reportNumber": "R-1", "sample": "\(label)", "testedOn": "2026-11-12", "correctionReason": "再次称量",
             "partial": true, "results": [{"item": "TY-MAG", "value": "22.0", "unit": "kG²mm²"}]}
            """
        try await lab.take(json, form: .json)
        #expect(try await lab.verdicts() == [.fails, .meets, .meets])
        let latest = try #require(try await lab.store.reports(limit: 10).max { $0.version < $1.version })
        let results = try await lab.store.judgingFacts(report: latest.id).submission.results
        #expect(results.count == ToyReport.rows && results.contains { $0.value == "22.0" })
    }

    @Test("Laboratory 5: a correction without an item of the report is held, and the filed version stays valid")
    func dropped() async throws {
        let lab = try await LaboratoryCase()
        let label = lab.labels[0]
        try await lab.take(ToyReport.text(label, values: ["TY-MAG": "800"]))
        let correction = try await lab.take(ToyReport.text(label, without: ["TY-MAG"], reason: "录入错误"))
        #expect(correction.upload.held == ToyReport.rows - 1 && correction.upload.taken == 0)
        #expect(try await lab.faults()["correction-drops-items"] == ToyReport.rows - 1)
        try await lab.judge()
        #expect(try await lab.verdicts() == [.fails])
        let said = try await lab.take(ToyReport.text(label, without: ["TY-MAG"], reason: "该样品无磁体，删去TY-MAG"))
        #expect(said.upload.taken == ToyReport.rows - 1)
    }
}
