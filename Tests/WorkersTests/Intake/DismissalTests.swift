import Domain
import Store
import TestSupport
import Testing
import Workers

/// Rows in quarantine of which nothing will come: by hand, by a later version, by a withdrawal.
struct DismissalTests {
    private static let header = "报告编号,样品标签,检测日期,生产日期,标称,检测项目,检测值,单位,更正原因\n"
    private static let analyst = Principal(
        role: .laboratory, name: Samples.laboratory, region: nil, person: "0001", duty: .analyst)
    private static let reviewer = Principal(
        role: .laboratory, name: Samples.laboratory, region: nil, person: "0002", duty: .reviewer)

    private func row(
        _ label: String, _ item: String, _ value: String = "合格", number: String = "R-1", reason: String = ""
    ) -> String {
        "\(number),\(label),2026-11-12,2026-05-20,variant=standard,\(item),\(value),,\(reason)\n"
    }

    private func counts(_ upload: LabUploadRow) -> [Int] {
        [upload.rows, upload.taken, upload.waiting, upload.duplicates, upload.quarantined, upload.dismissed]
    }

    private func counts(_ desk: LaboratoryCase, _ upload: Int64) async throws -> [Int] {
        try await counts(desk.store.upload(upload))
    }

    @Test("A row is dismissed with who and why, stays in the record, and is never read again")
    func byHand() async throws {
        let desk = try await LaboratoryCase()
        let text = Self.header + row(desk.labels[0], "TY-SP") + row(desk.labels[0], "TY-XYZ")
        let id = try await desk.take(text).upload.id
        let row = try #require(try await desk.store.intakeRows(.init(), limit: 1).first)
        #expect(try await desk.store.dismissRows([row.id], reason: "重复录入", by: Self.analyst.actor) == [id])
        #expect(try await counts(desk, id) == [2, 1, 0, 0, 0, 1])
        #expect(try await desk.store.intakeRows(.init(), limit: 1).isEmpty)
        let kept = try #require(try await desk.store.intakeRows(.init(resolved: true), limit: 1).first)
        #expect(kept.state == .dismissed && kept.dismissedReason == "重复录入" && kept.bytes == row.bytes)
        #expect(kept.dismissedBy == Self.analyst.actor.name)
        let event = try #require(try await desk.store.events(subject: "upload:\(id)", limit: 1).last)
        #expect(event.kind == "rows.dismissed" && event.detailsJSON.contains("重复录入"))
        let replayed = try await desk.replay()
        #expect(replayed.taken == 0 && replayed.quarantined == 0 && replayed.dismissed == 0)
        #expect(try await counts(desk.take(text).upload) == [2, 1, 0, 0, 0, 1])
        await #expect(throws: StoreError.self) {
            try await desk.store.dismissRows([row.id], reason: "再次", by: .operator)
        }
        #expect(try await desk.store.verifyAudit().fault == nil)
    }

    @Test("Nobody dismisses a row of another laboratory, and of several either all or none")
    func bounds() async throws {
        let desk = try await LaboratoryCase()
        let id = try await desk.take(Self.header + row(desk.labels[0], "TY-XYZ")).upload.id
        let row = try #require(try await desk.store.intakeRows(.init(), limit: 1).first).id
        await #expect(throws: StoreError.notFound("quarantined row \(row)")) {
            try await desk.store.dismissRows([row], of: "laboratory-b", reason: "x", by: .operator)
        }
        await #expect(throws: StoreError.notFound("quarantined row 99")) {
            try await desk.store.dismissRows([row, 99], reason: "x", by: .operator)
        }
        #expect(try await counts(desk, id) == [1, 0, 0, 0, 1, 0])
    }

    @Test("Good rows that waited for a dismissed one go through")
    func heldFile() async throws {
        let desk = try await LaboratoryCase()
        let text = Self.header + row(desk.labels[0], "TY-SP") + row(desk.labels[0], "TY-XYZ")
        let id = try await desk.take(text, incomplete: .hold).upload.id
        #expect(try await counts(desk, id) == [2, 0, 1, 0, 1, 0])
        let row = try #require(try await desk.store.intakeRows(.init(state: .quarantined), limit: 1).first)
        try await desk.store.dismissRows([row.id], reason: "不检该项", by: .operator)
        try await IntakeReplay(desk.context).release(id, by: .operator)
        #expect(try await counts(desk, id) == [2, 1, 0, 0, 0, 1])
    }

    @Test("The whole file sent again, mended, makes the rows of the first one needless; what it lacks stays open")
    func mendedFile() async throws {
        let desk = try await LaboratoryCase()
        let label = desk.labels[0]
        let first = try await desk.take(
            Self.header + row(label, "TY-SP") + row(label, "TY-MAG", "二十一") + row(label, "TY-PAE1", "约零")
                + row(label, "TY-XYZ")
        ).upload.id
        #expect(try await counts(desk, first) == [4, 1, 0, 0, 3, 0])
        let second = try await desk.take(Self.header + row(label, "TY-SP") + row(label, "TY-MAG", "21.0"))
        #expect(counts(second.upload) == [2, 1, 0, 1, 0, 0] && second.reports[0].version == 2)
        #expect(try await counts(desk, first) == [4, 1, 0, 0, 2, 1])
        let kept = try #require(
            try await desk.store.intakeRows(.init(state: .dismissed, resolved: true), limit: 1).first)
        #expect(kept.dismissedReason == "已由报告R-1第2版取代")
        #expect(String(decoding: kept.bytes, as: UTF8.self).contains("二十一"))
        let kinds = try await desk.store.events(subject: "upload:\(first)", limit: 10).map(\.kind)
        #expect(kinds.contains("rows.superseded"))
        #expect(try await desk.faults() == ["unreadable-value": 1, "unknown-item": 1])
        #expect(try await desk.store.verifyAudit().fault == nil)
    }

    @Test("A first version makes earlier rows of its number needless, even where nothing of them was taken")
    func firstVersion() async throws {
        let desk = try await LaboratoryCase()
        let first = try await desk.take(Self.header + row("S-0000-0000", "TY-SP")).upload.id
        let second = try await desk.take(Self.header + row(desk.labels[0], "TY-SP"))
        #expect(second.reports[0].version == 1)
        #expect(try await counts(desk, first) == [1, 0, 0, 0, 0, 1])
    }

    @Test("A correction replaces its report whole: nothing that was set aside of it remains as work")
    func correction() async throws {
        let desk = try await LaboratoryCase()
        let label = desk.labels[0]
        let first = try await desk.take(Self.header + row(label, "TY-SP", "不合格") + row(label, "TY-XYZ")).upload.id
        let refused = try await desk.take(Self.header + row(label, "TY-SP")).upload.id
        #expect(try await counts(desk, refused) == [1, 0, 0, 0, 1, 0])
        let other = try await desk.take(Self.header + row(label, "TY-XYZ", number: "R-7")).upload.id
        try await desk.take(Self.header + row(label, "TY-SP", reason: "称量有误"))
        #expect(try await counts(desk, first) == [2, 1, 0, 0, 0, 1])
        #expect(try await counts(desk, refused) == [1, 0, 0, 0, 0, 1])
        #expect(try await counts(desk, other) == [1, 0, 0, 0, 1, 0], "another number")
    }

    @Test("A row of a later file is not made needless by an earlier one that is mended")
    func laterFile() async throws {
        let desk = try await LaboratoryCase()
        let label = desk.labels[0]
        let first = try await desk.take(Self.header + row(label, "TY-SP") + row(label, "TY-XYZ")).upload.id
        let second = try await desk.take(Self.header + row(label, "TY-LBL", "约合格")).upload.id
        try await desk.mend([2: row(label, "TY-LBL")], upload: first)
        try await desk.replay(.init(upload: first))
        #expect(try await counts(desk, first) == [2, 2, 0, 0, 0, 0])
        #expect(try await counts(desk, second) == [1, 0, 0, 0, 1, 0])
    }

    @Test("A withdrawn report leaves no rows of it open")
    func withdrawal() async throws {
        let desk = try await LaboratoryCase(samples: 2)
        let first = try await desk.take(
            Self.header + row(desk.labels[0], "TY-SP") + row(desk.labels[0], "TY-XYZ")
                + row(desk.labels[1], "TY-XYZ", number: "R-2")
        ).upload.id
        try await desk.store.withdrawReport(number: "R-1", of: Samples.laboratory, reason: "样品混淆", by: .operator)
        #expect(try await counts(desk, first) == [3, 1, 0, 0, 1, 1])
        let kept = try #require(
            try await desk.store.intakeRows(.init(state: .dismissed, resolved: true), limit: 1).first)
        #expect(kept.dismissedReason == "报告R-1已撤回：样品混淆")
    }

    @Test("With four eyes, an approved correction does not wait for what was set aside of its report before")
    func fourEyes() async throws {
        let desk = try await LaboratoryCase()
        let label = desk.labels[0]
        let first = try await desk.take(Self.header + row(label, "TY-SP", "不合格") + row(label, "TY-XYZ")).upload.id
        try await desk.store.setLaboratory(Samples.laboratory, fourEyes: true, by: .operator)
        let second = try await desk.take(
            Self.header + row(label, "TY-SP", reason: "称量有误"), uploader: Self.analyst.actor
        ).upload.id
        #expect(try await counts(desk, second) == [1, 0, 1, 0, 0, 0])
        #expect(try await counts(desk, first) == [2, 1, 0, 0, 1, 0], "nothing is taken yet")
        try await desk.store.approveUpload(second, by: Self.reviewer)
        try await IntakeReplay(desk.context).release(second, by: Self.reviewer.actor)
        #expect(try await counts(desk, second) == [1, 1, 0, 0, 0, 0])
        #expect(try await counts(desk, first) == [2, 1, 0, 0, 0, 1])
    }

    @Test("Where a reviewer has a say, dismissing a row asks for the review again, of somebody else")
    func reviewAgain() async throws {
        let desk = try await LaboratoryCase()
        try await desk.store.setLaboratory(Samples.laboratory, fourEyes: true, by: .operator)
        let text = Self.header + row(desk.labels[0], "TY-SP") + row(desk.labels[0], "TY-XYZ")
        let id = try await desk.take(text, uploader: Self.analyst.actor).upload.id
        let row = try #require(try await desk.store.intakeRows(.init(state: .quarantined), limit: 1).first)
        try await desk.store.approveUpload(id, by: Self.reviewer)
        try await desk.store.dismissRows([row.id], reason: "不检该项", by: Self.reviewer.actor)
        let upload = try await desk.store.upload(id)
        #expect(upload.review == .pending && upload.uploader == Self.analyst.actor.name)
        await #expect(throws: StoreError.self) { try await desk.store.approveUpload(id, by: Self.reviewer) }
    }
}
