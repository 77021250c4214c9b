import Domain
import Store
import TestSupport
import Testing
import Workers

/// A sample does not meet while a report of it is held.
struct HeldSampleTests {
    /// Uploads a faulty row of another report of the sample. That report is held.
    private func holdAnother(_ lab: LaboratoryCase, _ label: String) async throws {
        try await lab.take(ToyReport.header + ToyReport.row(label, "TY-SP", "不 合格", number: "R-9"))
    }

    @Test("A conclusion that the sample meets is postponed until the other report is filed or dismissed")
    func postponed() async throws {
        let lab = try await LaboratoryCase()
        let label = lab.labels[0]
        try await holdAnother(lab, label)
        #expect(try await lab.take(ToyReport.text(label)).reports[0].status == .filed)
        try await lab.judge()
        #expect(try await lab.verdicts() == [nil])
        #expect(try await lab.store.counts()["meets"] == 0)
        await #expect(throws: SampleHeld.self) { try await Judge(lab.context).run(report: 1) }
        try await lab.store.dismissRows([lab.faultyRow()], reason: "误用编号", by: .operator)
        try await lab.judge()
        #expect(try await lab.verdicts() == [.meets])
        #expect(try await lab.store.counts()["meets"] == 1)
    }

    @Test("A failing conclusion is issued at once")
    func failing() async throws {
        let lab = try await LaboratoryCase()
        let label = lab.labels[0]
        try await holdAnother(lab, label)
        try await lab.take(ToyReport.text(label, values: ["TY-MAG": "800"]))
        #expect(try await lab.verdicts() == [.fails])
        #expect(try await lab.store.unroutedConclusions(limit: 10).count == 1)
    }

    @Test("If a report is held later, the conclusion is withheld until the hold ends")
    func later() async throws {
        let lab = try await LaboratoryCase()
        let label = lab.labels[0]
        try await lab.take(ToyReport.text(label))
        #expect(try await lab.verdicts() == [.meets])
        try await lab.take(ToyReport.text(label, values: ["TY-MAG": "8OO"], reason: "一"))
        let report = try #require(try await lab.store.reports(limit: 1).first)
        #expect(report.verdict == nil && report.sentence == IntakeWording.sampleHeld)
        #expect(try await lab.store.counts()["meets"] == 0)
        await #expect(throws: StoreError.self) { try await lab.store.screeningReportFacts(report: report.id) }
        try await lab.mendAndReplay(lab.faultyRow(), ToyReport.row(label, "TY-MAG", reason: "一"))
        #expect(try await lab.verdicts() == [.meets, .meets])
    }

    @Test("A row with another sample than its report holds the conclusions of both samples")
    func twoSamples() async throws {
        let lab = try await LaboratoryCase(samples: 2)
        try await lab.take(ToyReport.text(lab.labels[1]).replacing("R-1,", with: "R-2,"))
        #expect(try await lab.verdicts() == [.meets])
        let stray = ToyReport.row(lab.labels[1], "TY-SP", specimen: 2)
        try await lab.take(ToyReport.text(lab.labels[0]) + stray)
        #expect(try await lab.verdicts() == [nil])
    }

    @Test("A report that waits for the reviewer or was rejected does not prevent its sample from meeting")
    func unreviewed() async throws {
        let lab = try await LaboratoryCase()
        let label = lab.labels[0]
        try await lab.take(ToyReport.text(label))
        try await lab.store.setLaboratory(Samples.laboratory, fourEyes: true, by: .operator)
        let id = try await lab.take(
            ToyReport.text(label, values: ["TY-MAG": "800"], reason: "一"), uploader: People.a1.actor
        ).upload.id
        #expect(try await lab.verdicts() == [.meets])
        try await lab.store.rejectUpload(id, reason: "重复", by: People.r1)
        try await IntakeReplay(lab.context).run(upload: id, by: People.r1.actor)
        #expect(try await lab.store.upload(id).held == ToyReport.rows)
        #expect(try await lab.verdicts() == [.meets])
    }
}
