import Domain
import Store
import TestSupport
import Testing
import Workers

/// The four-eyes rule needs two persons for every change, and a change that was not reviewed has no effect.
struct FourEyesTests {
    private func lab() async throws -> LaboratoryCase {
        let lab = try await LaboratoryCase()
        try await lab.store.setLaboratory(Samples.laboratory, fourEyes: true, by: .operator)
        return lab
    }

    @Test(
        "An upload waits for a reviewer who is not its uploader; neither a replay nor the same file avoids the review")
    func pending() async throws {
        let lab = try await lab()
        let text = ToyReport.text(lab.labels[0])
        let intake = try await lab.take(text, uploader: People.a1.actor)
        let id = intake.upload.id
        #expect(intake.upload.waiting == ToyReport.rows && intake.reports[0].status == .waiting)
        try await lab.replay()
        try await lab.take(text, uploader: People.a1.actor)
        #expect(try await lab.verdicts().isEmpty)
        for principal in [People.a1, People.person("a1", .reviewer), Samples.officer()] {
            await #expect(throws: StoreError.self) { try await lab.store.approveUpload(id, by: principal) }
        }
        try await lab.store.approveUpload(id, by: People.r1)
        try await IntakeReplay(lab.context).run(upload: id, by: People.r1.actor)
        #expect(try await lab.verdicts() == [.meets])
        #expect(try await lab.store.upload(id).taken == ToyReport.rows)
    }

    @Test("A rejected report is held until one of its rows is corrected; then it is reviewed again")
    func correctedAfterRejection() async throws {
        let lab = try await lab()
        let good = ToyReport.row(lab.labels[0], "TY-SP")
        let id = try await lab.take(ToyReport.header + good, uploader: People.a1.actor).upload.id
        try await lab.store.rejectUpload(id, reason: "原始记录缺失", by: People.r1)
        for _ in 1...2 { try await lab.replay() }
        #expect(try await lab.faults() == ["rejected-by-reviewer": 1])
        let kept = try #require(try await lab.store.intakeRows(.init(), limit: 1).first)
        #expect(kept.detail == "复核人退回：原始记录缺失" && kept.state == .held)
        try await lab.mendAndReplay(kept.id, good, by: People.a1.actor)
        #expect(try await lab.store.upload(id).waiting == 1)
        #expect(try await lab.store.reports(limit: 1).isEmpty)
        try await lab.store.approveUpload(id, by: People.r1)
        try await IntakeReplay(lab.context).run(upload: id, by: People.r1.actor)
        #expect(try await lab.store.reports(limit: 10).count == 1)
    }

    @Test("The uploader cannot review a file, even after another person corrected a row of it")
    func uploader() async throws {
        let lab = try await lab()
        let label = lab.labels[0]
        let bad = ToyReport.row(label, "TY-SP", "不 合格", specimen: 2)
        let id = try await lab.take(ToyReport.text(label) + bad, uploader: People.r1.actor).upload.id
        await #expect(throws: StoreError.self) { try await lab.store.approveUpload(id, by: People.r1) }
        try await lab.mendAndReplay(lab.faultyRow(), bad, by: People.a1.actor)
        #expect(try await lab.store.upload(id).uploader == People.r1.actor)
        let spelt = People.person("R1", .reviewer)
        for reviewer in [People.r1, spelt] {
            await #expect(throws: StoreError.self) { try await lab.store.approveUpload(id, by: reviewer) }
        }
        try await lab.store.approveUpload(id, by: People.r2)
    }

    @Test("A person who corrected a row cannot review it, even after another person corrected the same row again")
    func corrector() async throws {
        let lab = try await lab()
        let label = lab.labels[0]
        let bad = ToyReport.row(label, "TY-SP", "不 合格", specimen: 2)
        let id = try await lab.take(ToyReport.text(label) + bad, uploader: People.a1.actor).upload.id
        try await lab.mendAndReplay(lab.faultyRow(), bad, by: People.r1.actor)
        try await lab.mendAndReplay(lab.faultyRow(), bad, by: People.a2.actor)
        await #expect(throws: StoreError.self) { try await lab.store.approveUpload(id, by: People.r1) }
        try await lab.store.approveUpload(id, by: People.r2)
    }

    @Test("A token without a person can neither upload nor correct")
    func nobody() async throws {
        let lab = try await lab()
        let text = ToyReport.text(lab.labels[0])
        await #expect(throws: StoreError.self) { try await lab.take(text) }
        #expect(try await lab.store.uploads(limit: 1).isEmpty)
        let bad = text + ToyReport.row(lab.labels[0], "TY-XYZ")
        try await lab.take(bad, uploader: People.a1.actor)
        let row = try await lab.faultyRow()
        let laboratoryActor = Actor.laboratory(Samples.laboratory)
        await #expect(throws: StoreError.self) {
            try await lab.store.correctIntakeRow(row, of: nil, to: Array("x".utf8), by: laboratoryActor)
        }
        await #expect(throws: StoreError.self) {
            try await lab.store.dismissRows([row], reason: "x", by: laboratoryActor)
        }
    }

    @Test("A person is known by one spelling")
    func spelling() async throws {
        let lab = try await lab()
        _ = try await lab.store.issueToken(for: People.a1, by: .operator)
        _ = try await lab.store.issueToken(for: People.person("a1", .reviewer), by: .operator)
        await #expect(throws: StoreError.self) {
            try await lab.store.issueToken(for: People.person("A1", .reviewer), by: .operator)
        }
    }

    @Test("Only a reviewer who did not upload a report may withdraw it")
    func withdrawal() async throws {
        let lab = try await lab()
        let text = ToyReport.text(lab.labels[0], values: ["TY-MAG": "800"])
        let id = try await lab.take(text, uploader: People.r1.actor).upload.id
        try await lab.store.approveUpload(id, by: People.r2)
        try await IntakeReplay(lab.context).run(upload: id, by: People.r2.actor)
        func withdraw(_ person: Principal) async throws -> Bool {
            try await lab.store.withdrawReport(
                number: "R-1", of: Samples.laboratory, reason: "混淆", by: person.actor, duty: person.duty)
        }
        let laboratory = Principal(role: .laboratory, name: Samples.laboratory, region: nil)
        for person in [People.a1, People.r1, laboratory] {
            await #expect(throws: StoreError.self) { try await withdraw(person) }
        }
        #expect(try await withdraw(People.r2))
    }

    @Test(
        "Rows that are not reviewed or were rejected do not hold an approved report",
        arguments: [false, true])
    func unreviewed(_ isRejected: Bool) async throws {
        let lab = try await lab()
        let label = lab.labels[0]
        let first = try await lab.take(
            ToyReport.text(label, values: ["TY-MAG": "800"]), uploader: People.a1.actor
        ).upload.id
        let second = try await lab.take(
            ToyReport.header + ToyReport.row(label, "TY-MAG", "21"), uploader: People.a1.actor
        ).upload.id
        if isRejected { try await lab.store.rejectUpload(second, reason: "重复", by: People.r1) }
        try await lab.replay()
        try await lab.store.approveUpload(first, by: People.r1)
        try await lab.replay()
        try await IntakeReplay(lab.context).run(upload: first, by: People.r1.actor)
        #expect(try await lab.verdicts() == [.fails])
        #expect(try await lab.store.upload(first).taken == ToyReport.rows)
    }

    @Test("Rows of an unreviewed file do not change the head of an approved report")
    func unreviewedHead() async throws {
        let lab = try await lab()
        let label = lab.labels[0]
        let many =
            ToyReport.text(label, on: "2026-11-13") + ToyReport.row(label, "TY-LBL", specimen: 2, on: "2026-11-13")
        try await lab.take(many, uploader: People.a1.actor)
        let second = try await lab.take(
            ToyReport.text(label, values: ["TY-MAG": "800"]), uploader: People.a1.actor
        ).upload.id
        try await lab.store.approveUpload(second, by: People.r1)
        try await lab.replay()
        try await IntakeReplay(lab.context).run(upload: second, by: People.r1.actor)
        #expect(try await lab.verdicts() == [.fails])
    }

    @Test("A rejection holds all reports of the upload; a row with a fault keeps its fault")
    func rejection() async throws {
        let lab = try await LaboratoryCase(samples: 2)
        try await lab.store.setLaboratory(Samples.laboratory, fourEyes: true, by: .operator)
        let text =
            ToyReport.text(lab.labels[0]) + ToyReport.row(lab.labels[1], "TY-XYZ", number: "R-2")
        let id = try await lab.take(text, uploader: People.a1.actor).upload.id
        try await lab.store.rejectUpload(id, reason: "样品混淆", by: People.r1)
        try await IntakeReplay(lab.context).run(upload: id, by: People.r1.actor)
        #expect(try await lab.faults() == ["rejected-by-reviewer": ToyReport.rows, "unknown-item": 1])
        #expect(try await lab.store.upload(id).held == ToyReport.rows + 1)
    }

    @Test("If the program ended just after an approval, the job files the upload")
    func approvedAndKilled() async throws {
        let lab = try await lab()
        let id = try await lab.take(ToyReport.text(lab.labels[0]), uploader: People.a1.actor).upload.id
        try await lab.store.approveUpload(id, by: People.r1)
        #expect(try await lab.verdicts().isEmpty)
        let done = try await WorkerService.worker(.release, lab.context).runOnce(lab.store).done
        #expect(done == [.release(upload: id)])
        #expect(try await lab.verdicts() == [.meets])
    }
}
