import Domain
import Store
import TestSupport
import Testing
import Workers

/// Good rows that wait: for the rest of their file, for the rest of their correction, for the reviewer.
struct WaitingRowTests {
    private static let header = "报告编号,样品标签,检测日期,生产日期,标称,检测项目,检测值,单位,更正原因\n"

    private func row(
        _ label: String, _ item: String, _ value: String = "合格", number: String = "R-1", reason: String = ""
    ) -> String {
        "\(number),\(label),2026-11-12,2026-05-20,variant=standard,\(item),\(value),,\(reason)\n"
    }

    private func counts(_ upload: LabUploadRow) -> [Int] {
        [upload.rows, upload.taken, upload.waiting, upload.duplicates, upload.quarantined]
    }

    private static let analyst = Principal(
        role: .laboratory, name: Samples.laboratory, region: nil, person: "0001", duty: .analyst)
    private static let reviewer = Principal(
        role: .laboratory, name: Samples.laboratory, region: nil, person: "0002", duty: .reviewer)

    @Test("With hold, the good rows of a file wait until none is in quarantine")
    func hold() async throws {
        let desk = try await LaboratoryCase(samples: 2)
        let text = Self.header + row(desk.labels[0], "TY-SP") + row(desk.labels[1], "TY-XYZ", number: "R-2")
        let held = try await desk.take(text, incomplete: .hold)
        #expect(counts(held.upload) == [2, 0, 1, 0, 1] && held.reports.map(\.status) == [.waiting, .quarantined])
        #expect(try await desk.store.reports(limit: 10).isEmpty)
        let mended = row(desk.labels[1], "TY-SP", number: "R-2")
        try await desk.mend([2: mended], upload: held.upload.id)
        try await desk.replay()
        #expect(try await counts(desk.store.upload(held.upload.id)) == [2, 2, 0, 0, 0])
        #expect(try await desk.store.reports(limit: 10).count == 2)
    }

    @Test("A whole file is taken although its laboratory holds incomplete ones; choosing pass releases a held one")
    func passAfterHold() async throws {
        let desk = try await LaboratoryCase(samples: 2)
        try await desk.store.setLaboratory(Samples.laboratory, incomplete: .hold, by: .operator)
        let whole = try await desk.take(Self.header + row(desk.labels[0], "TY-SP"))
        #expect(counts(whole.upload) == [1, 1, 0, 0, 0])
        let text =
            Self.header + row(desk.labels[1], "TY-SP", number: "R-2") + row(desk.labels[1], "TY-XYZ", number: "R-2")
        #expect(try await counts(desk.take(text).upload) == [2, 0, 1, 0, 1])
        #expect(try await counts(desk.take(text, incomplete: .pass).upload) == [2, 1, 0, 0, 1])
    }

    @Test("A correction with a row in quarantine waits as a whole; what was filed stands until it is complete")
    func incompleteCorrection() async throws {
        let desk = try await LaboratoryCase()
        let label = desk.labels[0]
        try await desk.take(Self.header + row(label, "TY-SP", "不合格") + row(label, "TY-LBL"))
        let text = Self.header + row(label, "TY-SP", reason: "称量有误") + row(label, "TY-XYZ", reason: "称量有误")
        let correction = try await desk.take(text)
        #expect(counts(correction.upload) == [2, 0, 1, 0, 1])
        #expect(try await desk.store.reports(limit: 10).map(\.version) == [1])
        try await desk.mend([2: row(label, "TY-LBL", reason: "称量有误")], upload: correction.upload.id)
        try await desk.replay()
        #expect(try await desk.store.reports(limit: 10).map(\.version) == [1, 2])
        #expect(try await desk.store.laboratoryQuality().first?.corrected == 1)
    }

    @Test("With four eyes an upload waits for a reviewer who is not its uploader")
    func fourEyes() async throws {
        let desk = try await LaboratoryCase()
        try await desk.store.setLaboratory(Samples.laboratory, fourEyes: true, by: .operator)
        let intake = try await desk.take(
            Self.header + row(desk.labels[0], "TY-SP"), uploader: Self.analyst.actor)
        let id = intake.upload.id
        #expect(counts(intake.upload) == [1, 0, 1, 0, 0] && intake.upload.review == .pending)
        // Neither a replay nor the same file again gets around the reviewer.
        try await desk.replay()
        try await desk.take(Self.header + row(desk.labels[0], "TY-SP"), uploader: Self.analyst.actor)
        #expect(try await desk.store.reports(limit: 10).isEmpty)
        let selfish = Principal(
            role: .laboratory, name: Samples.laboratory, region: nil, person: "0001", duty: .reviewer)
        for principal in [Self.analyst, selfish, Samples.officer()] {
            await #expect(throws: StoreError.self) { try await desk.store.approveUpload(id, by: principal) }
        }
        try await desk.store.approveUpload(id, by: Self.reviewer)
        try await IntakeReplay(desk.context).release(id, by: Self.reviewer.actor)
        #expect(try await counts(desk.store.upload(id)) == [1, 1, 0, 0, 0])
        #expect(try await desk.store.reports(limit: 10).count == 1)
    }

    @Test("What a reviewer sends back lies in quarantine until it is corrected, and is reviewed again then")
    func rejection() async throws {
        let desk = try await LaboratoryCase()
        try await desk.store.setLaboratory(Samples.laboratory, fourEyes: true, by: .operator)
        let good = row(desk.labels[0], "TY-SP")
        let intake = try await desk.take(Self.header + good, uploader: Self.analyst.actor)
        let id = intake.upload.id
        try await desk.store.rejectUpload(id, reason: "原始记录缺失", by: Self.reviewer)
        #expect(try await counts(desk.store.upload(id)) == [1, 0, 0, 0, 1])
        try await desk.replay()
        #expect(try await desk.faults() == ["rejected-by-reviewer": 1])
        let kept = try #require(try await desk.store.intakeRows(.init(), limit: 1).first)
        #expect(kept.detail == "复核人退回：原始记录缺失")
        try await desk.store.correctIntakeRow(kept.id, of: nil, to: Array(good.utf8), by: Self.analyst.actor)
        try await desk.replay()
        #expect(try await counts(desk.store.upload(id)) == [1, 0, 1, 0, 0])
        try await desk.store.approveUpload(id, by: Self.reviewer)
        try await IntakeReplay(desk.context).release(id, by: Self.reviewer.actor)
        #expect(try await desk.store.reports(limit: 10).count == 1)
    }
}
