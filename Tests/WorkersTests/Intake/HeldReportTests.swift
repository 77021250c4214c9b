import Domain
import Store
import TestSupport
import Testing
import Workers

/// A report is filed as a whole or held as a whole.
struct HeldReportTests {
    @Test(
        "A report with an unacceptable row is held as a whole, and the other reports of its file are filed",
        arguments: [
            [["TY-SP", "不 合格"]], [["TY-MAG", "8OO"]], [["TY-MAG", "800"], ["TY-MAG", "20"]], [["TY-XYZ", "合格"]],
        ])
    func heldWhole(_ bad: [[String]]) async throws {
        let lab = try await LaboratoryCase(samples: 2)
        let rows = bad.map { ToyReport.row(lab.labels[0], $0[0], $0[1], specimen: 2) }.joined()
        let other = ToyReport.row(lab.labels[1], "TY-SP", "不合格", number: "R-2")
        let intake = try await lab.take(ToyReport.text(lab.labels[0]) + rows + other)
        #expect(intake.reports.map(\.status) == [.held, .filed])
        #expect(intake.upload.held == ToyReport.rows + bad.count && intake.upload.taken == 1)
        #expect(try await lab.store.intakeRows(.init(state: .held, faulty: true), limit: 10).count == bad.count)
        #expect(try await lab.verdicts() == [.fails])
    }

    @Test("A held report is filed as one version when its row is corrected")
    func mended() async throws {
        let lab = try await LaboratoryCase()
        let label = lab.labels[0]
        try await lab.take(ToyReport.text(label) + ToyReport.row(label, "TY-SP", "不 合格", specimen: 2))
        #expect(try await lab.verdicts().isEmpty)
        try await lab.mendAndReplay(lab.faultyRow(), ToyReport.row(label, "TY-SP", "不合格", specimen: 2))
        #expect(try await lab.verdicts() == [.fails])
        let upload = try await lab.store.upload(1)
        #expect(upload.taken == ToyReport.rows + 1 && upload.held == 0)
    }

    @Test("A held report is filed as one version when it is uploaded again, and its held rows are closed")
    func uploadedAgain() async throws {
        let lab = try await LaboratoryCase()
        let label = lab.labels[0]
        let first = try await lab.take(ToyReport.text(label, values: ["TY-MAG": "二十一"])).upload.id
        let second = try await lab.take(ToyReport.text(label))
        #expect(second.reports[0].status == .filed && second.reports[0].version == 1)
        #expect(try await lab.verdicts() == [.meets])
        let closed = try await lab.store.upload(first)
        #expect(closed.dismissed == ToyReport.rows && closed.held == 0)
        let kept = try #require(
            try await lab.store.intakeRows(
                .init(state: .dismissed, code: "unreadable-value", resolved: true), limit: 1
            )
            .first)
        #expect(kept.dismissedReason == "已由报告R-1第1版取代")
        #expect(String(decoding: kept.bytes, as: UTF8.self).contains("二十一"))
        let kinds = try await lab.store.events(subject: "upload:\(first)", limit: 10).map(\.kind)
        #expect(kinds.contains("rows.superseded"))
        #expect(try await lab.store.verifyAudit().fault == nil)
    }

    @Test(
        "An upload that changes or omits a result of the held report needs a reason",
        arguments: [["TY-MAG": "10"], ["TY-SP": ""]])
    func differentAgain(_ change: [String: String]) async throws {
        let lab = try await LaboratoryCase()
        let label = lab.labels[0]
        let item = change.keys.first ?? ""
        let failing = item == "TY-MAG" ? "800" : "不合格"
        try await lab.take(ToyReport.text(label, values: [item: failing, "TY-PAE1": "约零"]))
        let without: Set<String> = change.values.contains("") ? [item] : []
        let again = try await lab.take(ToyReport.text(label, without: without, values: change))
        #expect(again.reports[0].status == .held && again.reports[0].fault?.code == .correctionWithoutReason)
        #expect(try await lab.verdicts().isEmpty)
        let reasoned = ToyReport.text(label, without: without, values: change, reason: "录入错误")
        #expect(try await lab.take(reasoned).reports[0].status == .filed)
        #expect(try await lab.faults().isEmpty)
        let event = try #require(
            try await lab.store.events(subject: "report:1", limit: 10).last { $0.kind == "report.filed" })
        #expect(event.detailsJSON.contains("录入错误"))
    }

    @Test("If two results contradict each other, a new upload with only one of them is not filed")
    func contradiction() async throws {
        let lab = try await LaboratoryCase()
        let label = lab.labels[0]
        let text = ToyReport.text(label, without: ["TY-MAG"]) + ToyReport.row(label, "TY-MAG", "10")
        try await lab.take(text + ToyReport.row(label, "TY-MAG", "800"))
        let second = try await lab.take(text)
        #expect(second.reports[0].fault?.code == .correctionWithoutReason)
        #expect(try await lab.verdicts().isEmpty)
        try await lab.take(ToyReport.text(label, values: ["TY-MAG": "10"], reason: "800为录入错误"))
        #expect(try await lab.verdicts() == [.meets])
        #expect(try await lab.faults().isEmpty)
    }

    @Test(
        "A row without a report number holds all reports of its file until it is corrected or dismissed",
        arguments: [false, true])
    func nameless(_ isDismissed: Bool) async throws {
        let lab = try await LaboratoryCase(samples: 2)
        let label = lab.labels[0]
        let text =
            ToyReport.text(label) + ToyReport.row(lab.labels[1], "TY-MAG", "800", number: "R-2")
            + ToyReport.row(label, "TY-SP", "合格", specimen: 2, number: "")
        let intake = try await lab.take(text)
        #expect(intake.reports.map(\.status) == [.held, .held] && intake.upload.held == ToyReport.rows + 2)
        #expect(try await lab.replay()[.taken] == 0)
        let row = try await lab.faultyRow()
        if isDismissed {
            let reports = try await lab.store.dismissRows([row], reason: "表尾合计行", by: .operator)
            try await IntakeReplay(lab.context).run(reports, by: .operator)
            let event = try #require(
                try await lab.store.events(subject: "report:1", limit: 10).last { $0.kind == "report.filed" })
            #expect(event.detailsJSON.contains("表尾合计行"))
        } else {
            try await lab.mendAndReplay(row, ToyReport.row(label, "TY-SP", "合格", specimen: 2))
        }
        let upload = try await lab.store.upload(intake.upload.id)
        #expect(upload.held == 0 && upload.taken == ToyReport.rows + (isDismissed ? 1 : 2))
        #expect(try await lab.store.reports(limit: 10).count == 2)
    }

    @Test("A row corrected to another report number is decided with that report")
    func movedRow() async throws {
        let lab = try await LaboratoryCase(samples: 2)
        let text =
            ToyReport.header + ToyReport.row(lab.labels[0], "TY-SP") + ToyReport.row(lab.labels[0], "TY-XYZ")
            + ToyReport.row(lab.labels[1], "TY-SP", number: "R-2")
            + ToyReport.row(lab.labels[1], "TY-XYX", number: "R-2")
        let id = try await lab.take(text).upload.id
        let rows = try await lab.store.intakeRows(.init(upload: id, state: .held, faulty: true), limit: 10)
        try await lab.mendAndReplay(rows[0].id, ToyReport.row(lab.labels[1], "TY-LBL", number: "R-2"))
        #expect(try await lab.store.reports(limit: 10).map(\.number) == ["R-1"])
        try await lab.mendAndReplay(rows[1].id, ToyReport.row(lab.labels[1], "TY-CCC", number: "R-2"))
        #expect(try await lab.store.reports(limit: 10).map(\.number) == ["R-1", "R-2"])
        #expect(try await lab.store.upload(id).taken == 4)
    }

    @Test("An alert is raised when a report is held for more days than permitted, and ends when it is filed")
    func alert() async throws {
        let lab = try await LaboratoryCase()
        let label = lab.labels[0]
        try await lab.take(ToyReport.text(label, values: ["TY-MAG": "8OO"]))
        #expect(try await lab.store.alertHeldReports(olderThan: 3) == 0)
        lab.base.clock.advance(seconds: 3 * 86_400)
        for _ in 1...2 { #expect(try await lab.store.alertHeldReports(olderThan: 3) == 1) }
        let alerts = try await lab.store.alerts(openOnly: true, limit: 10)
        #expect(alerts.map(\.kind) == [.reportsHeld] && alerts[0].subject == "upload:1")
        #expect(alerts[0].message.contains("1份报告"))
        try await lab.mendAndReplay(lab.faultyRow(), ToyReport.row(label, "TY-MAG", "800"))
        #expect(try await lab.store.alerts(openOnly: true, limit: 10).isEmpty)
        #expect(try await lab.store.verifyAudit().fault == nil)
    }
}
