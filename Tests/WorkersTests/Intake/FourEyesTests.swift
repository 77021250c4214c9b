import Domain
import Store
import TestSupport
import Testing
import Workers

/// Four eyes are those of two people, whatever is done to an upload, and what one has not seen decides nothing.
struct FourEyesTests {
    private func desk() async throws -> LaboratoryCase {
        let desk = try await LaboratoryCase()
        try await desk.store.setLaboratory(Samples.laboratory, fourEyes: true, by: .operator)
        return desk
    }

    @Test("Nobody reviews what they uploaded, though another person corrects a row of it")
    func uploader() async throws {
        let desk = try await desk()
        let label = desk.labels[0]
        let bad = ToyReport.row(label, "TY-SP", "不 合格", specimen: 2)
        let id = try await desk.take(ToyReport.text(label) + bad, uploader: People.r1.actor).upload.id
        await #expect(throws: StoreError.self) { try await desk.store.approveUpload(id, by: People.r1) }
        try await desk.mendAndReplay(desk.quarantinedRow(), bad, by: People.a1.actor)
        #expect(try await desk.store.upload(id).uploader == People.r1.actor.name)
        let spelt = People.person("R1", .reviewer)
        for reviewer in [People.r1, spelt] {
            await #expect(throws: StoreError.self) { try await desk.store.approveUpload(id, by: reviewer) }
        }
        try await desk.store.approveUpload(id, by: People.r2)
    }

    @Test("Nobody reviews what they corrected, though another person corrects the same row again")
    func corrector() async throws {
        let desk = try await desk()
        let label = desk.labels[0]
        let bad = ToyReport.row(label, "TY-SP", "不 合格", specimen: 2)
        let id = try await desk.take(ToyReport.text(label) + bad, uploader: People.a1.actor).upload.id
        try await desk.mendAndReplay(desk.quarantinedRow(), bad, by: People.r1.actor)
        try await desk.mendAndReplay(desk.quarantinedRow(), bad, by: People.a2.actor)
        await #expect(throws: StoreError.self) { try await desk.store.approveUpload(id, by: People.r1) }
        try await desk.store.approveUpload(id, by: People.r2)
    }

    @Test("A token that names no person neither uploads nor corrects")
    func nobody() async throws {
        let desk = try await desk()
        let text = ToyReport.text(desk.labels[0])
        await #expect(throws: StoreError.self) { try await desk.take(text) }
        #expect(try await desk.store.uploads(limit: 1).isEmpty)
        let bad = text + ToyReport.row(desk.labels[0], "TY-XYZ")
        try await desk.take(bad, uploader: People.a1.actor)
        let row = try await desk.quarantinedRow()
        let whole = Actor("laboratory:\(Samples.laboratory)")
        await #expect(throws: StoreError.self) {
            try await desk.store.correctIntakeRow(row, of: nil, to: Array("x".utf8), by: whole)
        }
        await #expect(throws: StoreError.self) { try await desk.store.dismissRows([row], reason: "x", by: whole) }
    }

    @Test("A person is known by one spelling")
    func spelling() async throws {
        let desk = try await desk()
        _ = try await desk.store.issueToken(for: People.a1, by: .operator)
        _ = try await desk.store.issueToken(for: People.person("a1", .reviewer), by: .operator)
        await #expect(throws: StoreError.self) {
            try await desk.store.issueToken(for: People.person("A1", .reviewer), by: .operator)
        }
    }

    @Test("Only a reviewer who did not upload a report withdraws it")
    func withdrawal() async throws {
        let desk = try await desk()
        let text = ToyReport.text(desk.labels[0], values: ["TY-MAG": "800"])
        let id = try await desk.take(text, uploader: People.r1.actor).upload.id
        try await desk.store.approveUpload(id, by: People.r2)
        try await IntakeReplay(desk.context).release(id, by: People.r2.actor)
        func withdraw(_ person: Principal) async throws -> Bool {
            try await desk.store.withdrawReport(
                number: "R-1", of: Samples.laboratory, reason: "混淆", by: person.actor, duty: person.duty)
        }
        let whole = Principal(role: .laboratory, name: Samples.laboratory, region: nil)
        for person in [People.a1, People.r1, whole] {
            await #expect(throws: StoreError.self) { try await withdraw(person) }
        }
        #expect(try await withdraw(People.r2))
    }

    @Test(
        "What nobody has reviewed, or the reviewer sent back, holds up nothing that is approved",
        arguments: [false, true])
    func unreviewed(_ isRejected: Bool) async throws {
        let desk = try await desk()
        let label = desk.labels[0]
        let first = try await desk.take(
            ToyReport.text(label, values: ["TY-MAG": "800"]), uploader: People.a1.actor
        ).upload.id
        let second = try await desk.take(
            ToyReport.header + ToyReport.row(label, "TY-MAG", "21"), uploader: People.a1.actor
        ).upload.id
        if isRejected { try await desk.store.rejectUpload(second, reason: "重复", by: People.r1) }
        try await desk.replay()
        try await desk.store.approveUpload(first, by: People.r1)
        try await desk.replay()
        try await IntakeReplay(desk.context).release(first, by: People.r1.actor)
        #expect(try await desk.verdicts() == [.fails])
        #expect(try await desk.store.upload(first).taken == 7)
    }

    @Test("Rows of an unreviewed file do not say what the report of an approved one is")
    func unreviewedHead() async throws {
        let desk = try await desk()
        let label = desk.labels[0]
        let many =
            ToyReport.text(label, on: "2026-11-13") + ToyReport.row(label, "TY-LBL", specimen: 2, on: "2026-11-13")
        try await desk.take(many, uploader: People.a1.actor)
        let second = try await desk.take(
            ToyReport.text(label, values: ["TY-MAG": "800"]), uploader: People.a1.actor
        ).upload.id
        try await desk.store.approveUpload(second, by: People.r1)
        try await desk.replay()
        try await IntakeReplay(desk.context).release(second, by: People.r1.actor)
        #expect(try await desk.verdicts() == [.fails])
    }

    @Test("A rejection covers the rows that lay in quarantine before, with what was wrong with them")
    func rejection() async throws {
        let desk = try await desk()
        let label = desk.labels[0]
        let text = ToyReport.text(label) + ToyReport.row(label, "TY-XYZ")
        let id = try await desk.take(text, uploader: People.a1.actor).upload.id
        try await desk.store.rejectUpload(id, reason: "样品混淆", by: People.r1)
        #expect(try await desk.faults() == ["rejected-by-reviewer": 8])
        let rows = try await desk.store.intakeRows(.init(upload: id), limit: 10)
        #expect(rows.contains { $0.detail?.contains("样品混淆；") ?? false && $0.detail?.contains("TY-XYZ") ?? false })
        #expect(try await desk.store.upload(id).quarantined == 8)
    }

    @Test("An upload that was approved just before the program ended is filed by the job")
    func approvedAndKilled() async throws {
        let desk = try await desk()
        let id = try await desk.take(ToyReport.text(desk.labels[0]), uploader: People.a1.actor).upload.id
        try await desk.store.approveUpload(id, by: People.r1)
        #expect(try await desk.verdicts().isEmpty)
        let done = try await WorkerService.worker(.release, desk.context).runOnce(desk.store).done
        #expect(done == [String(id)])
        #expect(try await desk.verdicts() == [.meets])
    }
}
