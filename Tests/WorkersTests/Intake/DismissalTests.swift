import Domain
import Store
import TestSupport
import Testing
import Workers

/// Rows that are closed: by a person, by a later version, by a withdrawal.
struct DismissalTests {
    private func counts(_ lab: LaboratoryCase, _ upload: Int64) async throws -> [Int] {
        let upload = try await lab.store.upload(upload)
        return [upload.rows, upload.taken, upload.waiting, upload.duplicates, upload.held, upload.dismissed]
    }

    private func dismiss(_ row: Int64, _ lab: LaboratoryCase, by actor: Actor = .operator) async throws {
        let reports = try await lab.store.dismissRows([row], reason: "不检该项", by: actor)
        try await IntakeReplay(lab.context).run(reports, by: actor)
    }

    @Test("A person dismisses a row with a reason; the rest is filed, and its event contains the reason")
    func byHand() async throws {
        let lab = try await LaboratoryCase()
        let label = lab.labels[0]
        let text = ToyReport.header + ToyReport.row(label, "TY-SP") + ToyReport.row(label, "TY-XYZ")
        let id = try await lab.take(text).upload.id
        let row = try #require(try await lab.store.intakeRows(.init(faulty: true), limit: 1).first)
        try await dismiss(row.id, lab, by: People.a1.actor)
        #expect(try await counts(lab, id) == [2, 1, 0, 0, 0, 1])
        let kept = try #require(
            try await lab.store.intakeRows(.init(state: .dismissed, resolved: true), limit: 1).first)
        #expect(kept.dismissedReason == "不检该项" && kept.bytes == row.bytes)
        #expect(kept.dismissedBy == People.a1.actor.text)
        let event = try #require(
            try await lab.store.events(subject: "upload:\(id)", limit: 10).last { $0.kind == "rows.dismissed" })
        #expect(event.detailsJSON.contains("不检该项"))
        let filed = try #require(
            try await lab.store.events(subject: "report:1", limit: 10).last { $0.kind == "report.filed" })
        #expect(filed.detailsJSON.contains("第3行：不检该项"))
        #expect(try await lab.replay().counts.isEmpty)
        _ = try await lab.take(text)
        #expect(try await counts(lab, id) == [2, 1, 0, 0, 0, 1])
        await #expect(throws: StoreError.self) {
            try await lab.store.dismissRows([row.id], reason: "再次", by: .operator)
        }
        #expect(try await lab.store.verifyAudit().fault == nil)
    }

    @Test("If a dismissal makes a report complete, the job files it, even if the program ended before")
    func byJob() async throws {
        let lab = try await LaboratoryCase()
        let label = lab.labels[0]
        let text = ToyReport.text(label) + ToyReport.row(label, "TY-SP", "不 合格", specimen: 2)
        let id = try await lab.take(text).upload.id
        try await lab.store.dismissRows([lab.faultyRow()], reason: "样品2不检", by: .operator)
        #expect(
            try await WorkerService.worker(.release, lab.context).runOnce(lab.store).done == [.release(upload: id)])
        #expect(try await lab.verdicts() == [.meets])
        #expect(try await lab.store.laboratoryQuality().first?.corrected == 0)
    }

    @Test("A row of another laboratory cannot be dismissed; of several rows, all or none are dismissed")
    func bounds() async throws {
        let lab = try await LaboratoryCase()
        let id = try await lab.take(ToyReport.header + ToyReport.row(lab.labels[0], "TY-XYZ")).upload.id
        let row = try await lab.faultyRow()
        await #expect(throws: StoreError.notFound("held row \(row)")) {
            try await lab.store.dismissRows([row], of: "laboratory-b", reason: "x", by: .operator)
        }
        await #expect(throws: StoreError.notFound("held row 99")) {
            try await lab.store.dismissRows([row, 99], reason: "x", by: .operator)
        }
        #expect(try await counts(lab, id) == [1, 0, 0, 0, 1, 0])
    }

    @Test("A first version closes earlier rows with its number, even if none of them was accepted")
    func firstVersion() async throws {
        let lab = try await LaboratoryCase()
        let first = try await lab.take(ToyReport.header + ToyReport.row("S-0000-0000", "TY-SP")).upload.id
        let second = try await lab.take(ToyReport.header + ToyReport.row(lab.labels[0], "TY-SP"))
        #expect(second.reports[0].version == 1)
        #expect(try await counts(lab, first) == [1, 0, 0, 0, 0, 1])
    }

    @Test("A correction closes the earlier uploads of its report, and of no other report")
    func correction() async throws {
        let lab = try await LaboratoryCase()
        let label = lab.labels[0]
        try await lab.take(ToyReport.header + ToyReport.row(label, "TY-SP", "不合格"))
        let refused = try await lab.take(ToyReport.header + ToyReport.row(label, "TY-SP")).upload.id
        #expect(try await counts(lab, refused) == [1, 0, 0, 0, 1, 0])
        let other = try await lab.take(ToyReport.header + ToyReport.row(label, "TY-XYZ", number: "R-7")).upload.id
        try await lab.take(ToyReport.header + ToyReport.row(label, "TY-SP", reason: "称量有误"))
        #expect(try await counts(lab, refused) == [1, 0, 0, 0, 0, 1])
        #expect(try await counts(lab, other) == [1, 0, 0, 0, 1, 0], "another number")
    }

    @Test("A corrected earlier upload does not close a later one")
    func laterFile() async throws {
        let lab = try await LaboratoryCase()
        let label = lab.labels[0]
        let first = try await lab.take(
            ToyReport.header + ToyReport.row(label, "TY-SP") + ToyReport.row(label, "TY-XYZ")
        ).upload.id
        let second = try await lab.take(ToyReport.header + ToyReport.row(label, "TY-LBL", "约合格")).upload.id
        try await lab.mend([2: ToyReport.row(label, "TY-LBL")], upload: first)
        try await lab.replay(.init(upload: first))
        #expect(try await counts(lab, first) == [2, 2, 0, 0, 0, 0])
        #expect(try await counts(lab, second) == [1, 0, 0, 0, 1, 0])
    }

    @Test("A withdrawal closes all open rows of its report")
    func withdrawal() async throws {
        let lab = try await LaboratoryCase(samples: 2)
        try await lab.take(ToyReport.header + ToyReport.row(lab.labels[0], "TY-SP"))
        let id = try await lab.take(
            ToyReport.header + ToyReport.row(lab.labels[0], "TY-XYZ", reason: "一")
                + ToyReport.row(lab.labels[1], "TY-XYZ", number: "R-2")
        ).upload.id
        try await lab.store.withdrawReport(number: "R-1", of: Samples.laboratory, reason: "样品混淆", by: .operator)
        #expect(try await counts(lab, id) == [2, 0, 0, 0, 1, 1])
        let kept = try #require(
            try await lab.store.intakeRows(.init(state: .dismissed, resolved: true), limit: 1).first)
        #expect(kept.dismissedReason == "报告R-1已撤回：样品混淆")
    }

    @Test("Under the four-eyes rule, an approved correction closes the held rows of its report")
    func fourEyes() async throws {
        let lab = try await LaboratoryCase()
        let label = lab.labels[0]
        try await lab.take(ToyReport.header + ToyReport.row(label, "TY-SP", "不合格"))
        let first = try await lab.take(ToyReport.header + ToyReport.row(label, "TY-XYZ", reason: "一")).upload.id
        try await lab.store.setLaboratory(Samples.laboratory, fourEyes: true, by: .operator)
        let text = ToyReport.header + ToyReport.row(label, "TY-SP", reason: "称量有误")
        let second = try await lab.take(text, uploader: People.a1.actor).upload.id
        #expect(try await counts(lab, second) == [1, 0, 1, 0, 0, 0])
        #expect(try await counts(lab, first) == [1, 0, 0, 0, 1, 0], "nothing is filed yet")
        try await lab.store.approveUpload(second, by: People.r1)
        try await IntakeReplay(lab.context).run(upload: second, by: People.r1.actor)
        #expect(try await counts(lab, second) == [1, 1, 0, 0, 0, 0])
        #expect(try await counts(lab, first) == [1, 0, 0, 0, 0, 1])
    }

    @Test("Under the four-eyes rule, a dismissal has no effect before another person approves it")
    func reviewAgain() async throws {
        let lab = try await LaboratoryCase()
        let label = lab.labels[0]
        try await lab.store.setLaboratory(Samples.laboratory, fourEyes: true, by: .operator)
        let text = ToyReport.text(label) + ToyReport.row(label, "TY-SP", "不 合格", specimen: 2)
        let id = try await lab.take(text, uploader: People.a1.actor).upload.id
        try await lab.store.approveUpload(id, by: People.r1)
        try await dismiss(lab.faultyRow(), lab, by: People.r1.actor)
        #expect(try await lab.store.upload(id).review == .pending)
        #expect(try await lab.verdicts().isEmpty)
        await #expect(throws: StoreError.self) { try await lab.store.approveUpload(id, by: People.r1) }
        try await lab.store.approveUpload(id, by: People.r2)
        try await IntakeReplay(lab.context).run(upload: id, by: People.r2.actor)
        #expect(try await lab.verdicts() == [.meets])
    }
}
