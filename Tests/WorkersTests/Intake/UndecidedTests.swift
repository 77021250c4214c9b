import Domain
import Store
import TestSupport
import Testing
import Workers

/// Rows in quarantine have a say in the verdict on their sample: nothing passes beside them.
struct UndecidedTests {
    @Test(
        "A sample does not meet while a row of it lies in quarantine, and the conclusion says so",
        arguments: [
            [["TY-SP", "不 合格"]], [["TY-MAG", "8OO"]], [["TY-MAG", "800"], ["TY-MAG", "20"]], [["TY-XYZ", "合格"]],
            [["", "不合格"]],
        ])
    func secondSpecimen(_ bad: [[String]]) async throws {
        let desk = try await LaboratoryCase()
        let label = desk.labels[0]
        let rows = bad.map { ToyReport.row(label, $0[0], $0[1], specimen: 2) }.joined()
        let intake = try await desk.take(ToyReport.text(label) + rows)
        #expect(intake.upload.quarantined == bad.count)
        let report = try #require(try await desk.store.reports(limit: 1).first)
        #expect(report.verdict == .cannotJudge)
        let sentence = try #require(report.sentence)
        #expect(sentence.hasPrefix(JudgementWording.cannotJudge) && sentence.contains("隔离区"))
        #expect(try await desk.store.judgingFacts(report: report.id).undecided.isEmpty == false)
    }

    @Test("Mended, the row completes its report, which is judged again")
    func mended() async throws {
        let desk = try await LaboratoryCase()
        let label = desk.labels[0]
        try await desk.take(ToyReport.text(label) + ToyReport.row(label, "TY-SP", "不 合格", specimen: 2))
        try await desk.mendAndReplay(desk.quarantinedRow(), ToyReport.row(label, "TY-SP", "不合格", specimen: 2))
        #expect(try await desk.verdicts() == [.cannotJudge, .fails])
    }

    @Test("Dismissed with a reason, the row has no say any more, and the report is judged again")
    func dismissed() async throws {
        let desk = try await LaboratoryCase()
        let label = desk.labels[0]
        let id = try await desk.take(ToyReport.text(label) + ToyReport.row(label, "TY-SP", "不 合格", specimen: 2)).upload
            .id
        try await desk.store.dismissRows([desk.quarantinedRow()], reason: "样品2不检", by: .operator)
        let worker = WorkerService.worker(.release, desk.context)
        #expect(try await worker.runOnce(desk.store).done == [String(id)])
        #expect(try await desk.verdicts() == [.cannotJudge, .meets])
        #expect(try await desk.store.laboratoryQuality().first?.corrected == 0, "no correction by the laboratory")
        _ = try await IntakeReplay(desk.context).run(upload: id, by: .operator)
        #expect(try await desk.verdicts().count == 2, "once")
    }

    @Test("A row that comes later takes the verdict back, until it is mended")
    func later() async throws {
        let desk = try await LaboratoryCase()
        let label = desk.labels[0]
        try await desk.take(ToyReport.text(label))
        try await desk.take(ToyReport.header + ToyReport.row(label, "TY-SP", "不 合格", specimen: 2))
        #expect(try await desk.verdicts() == [.meets, .cannotJudge])
        try await desk.mendAndReplay(desk.quarantinedRow(), ToyReport.row(label, "TY-SP", "合格", specimen: 2))
        #expect(try await desk.verdicts() == [.meets, .cannotJudge, .meets])
    }

    @Test("A held file that is sent again to pass does not meet either")
    func heldThenPassed() async throws {
        let desk = try await LaboratoryCase()
        let label = desk.labels[0]
        let text = ToyReport.text(label) + ToyReport.row(label, "TY-MAG", "8OO", specimen: 2)
        try await desk.take(text, incomplete: .hold)
        #expect(try await desk.verdicts().isEmpty)
        try await desk.take(text, incomplete: .pass)
        #expect(try await desk.verdicts() == [.cannotJudge])
    }

    @Test("A row that names no report may be of any in its file")
    func nameless() async throws {
        let desk = try await LaboratoryCase()
        let label = desk.labels[0]
        let text = ToyReport.text(label) + ToyReport.row(label, "TY-SP", "不合格", specimen: 2, number: "")
        try await desk.take(text)
        #expect(try await desk.verdicts() == [.cannotJudge])
        try await desk.mendAndReplay(desk.quarantinedRow(), ToyReport.row(label, "TY-SP", "合格", specimen: 2))
        #expect(try await desk.verdicts().last == .meets)
    }

    @Test("With four eyes a dismissal has no effect before it is reviewed")
    func unreviewedDismissal() async throws {
        let desk = try await LaboratoryCase()
        let label = desk.labels[0]
        try await desk.store.setLaboratory(Samples.laboratory, fourEyes: true, by: .operator)
        let text = ToyReport.text(label) + ToyReport.row(label, "TY-SP", "不 合格", specimen: 2)
        let id = try await desk.take(text, uploader: People.a1.actor).upload.id
        try await desk.store.approveUpload(id, by: People.r1)
        let replay = IntakeReplay(desk.context)
        try await replay.release(id, by: People.r1.actor)
        try await desk.store.dismissRows([desk.quarantinedRow()], reason: "不检", by: People.a1.actor)
        try await replay.release(id, by: People.a1.actor)
        #expect(try await desk.verdicts() == [.cannotJudge])
        try await desk.store.approveUpload(id, by: People.r1)
        try await replay.release(id, by: People.r1.actor)
        #expect(try await desk.verdicts() == [.cannotJudge, .meets])
    }

    @Test("Of two results that contradict each other none wins by coming again alone")
    func contradiction() async throws {
        let desk = try await LaboratoryCase()
        let label = desk.labels[0]
        let text = ToyReport.text(label, without: ["TY-MAG"]) + ToyReport.row(label, "TY-MAG", "10")
        try await desk.take(text + ToyReport.row(label, "TY-MAG", "800"))
        let second = try await desk.take(ToyReport.header + ToyReport.row(label, "TY-MAG", "10"))
        #expect(second.upload.quarantined == 1 && second.reports[0].fault?.code == .conflictingDuplicate)
        #expect(try await desk.verdicts() == [.cannotJudge])
        #expect(try await desk.faults() == ["conflicting-duplicate": 3], "nothing is lost")
        try await desk.take(ToyReport.text(label, values: ["TY-MAG": "10"], reason: "800为录入错误"))
        #expect(try await desk.verdicts() == [.cannotJudge, .meets])
        #expect(try await desk.faults().isEmpty)
    }
}
