import Domain
import Store
import TestSupport
import Testing
import Workers

/// A laboratory without a scope.
struct ScopeTests {
    private static let header = "报告编号,样品标签,检测日期,生产日期,标称,检测项目,检测值,单位\n"

    private func row(_ label: String, _ item: String = "TY-SP") -> String {
        "R-1,\(label),2026-11-12,2026-05-20,variant=standard,\(item),合格,\n"
    }

    private func counts(_ upload: LabUploadRow) -> [Int] {
        [upload.rows, upload.taken, upload.waiting, upload.duplicates, upload.held, upload.dismissed]
    }

    @Test(
        "Without a recorded scope nothing is accepted, and each row states the action to take; a scope and a replay file it"
    )
    func missing() async throws {
        let lab = try await LaboratoryCase(hasScope: false)
        let text = Self.header + row(lab.labels[0]) + row(lab.labels[0], "TY-LBL")
        let intake = try await lab.take(text)
        #expect(counts(intake.upload) == [2, 0, 0, 0, 2, 0])
        #expect(try await lab.faults() == ["scope-missing": 2])
        let kept = try #require(try await lab.store.intakeRows(.init(), limit: 1).first)
        #expect(kept.detail?.contains("lab scope set") == true && kept.detail?.contains("replay") == true)
        #expect(try await lab.store.reports(limit: 1).isEmpty)
        #expect(try await lab.replay()[.held] == 2, "nothing changed")
        try await Samples.accredit(Samples.laboratory, lab.context)
        #expect(try await lab.replay()[.taken] == 2)
        #expect(try await counts(lab.store.upload(intake.upload.id)) == [2, 2, 0, 0, 0, 0])
    }

    @Test("An officer may waive the scope check with a reason; ending the waiver checks the scope again")
    func waived() async throws {
        let lab = try await LaboratoryCase(samples: 2, hasScope: false)
        let officer = Samples.officer("王晓").actor
        let laboratory = Samples.laboratory
        #expect(try await lab.store.scopeState(of: laboratory) == .missing)
        #expect(try await lab.store.waiveScope(of: laboratory, reason: "资质附表待核定", by: officer))
        #expect(try await !lab.store.waiveScope(of: laboratory, reason: "资质附表待核定", by: officer))
        #expect(
            try await lab.store.scopeState(of: laboratory) == .waived(reason: "资质附表待核定", by: "officer:王晓"))
        #expect(try await counts(lab.take(Self.header + row(lab.labels[0])).upload) == [1, 1, 0, 0, 0, 0])
        #expect(try await lab.store.waiveScope(of: laboratory, reason: nil, by: officer))
        let text = (Self.header + row(lab.labels[1])).replacing("R-1", with: "R-2")
        #expect(try await counts(lab.take(text).upload) == [1, 0, 0, 0, 1, 0])
        let events = try await lab.store.events(subject: "laboratory:\(laboratory)", limit: 10)
        #expect(Set(events.map(\.kind)) == ["laboratory.scope-waived", "laboratory.scope-enforced"])
        #expect(events.contains { $0.actor == "officer:王晓" && $0.detailsJSON.contains("资质附表待核定") })
    }

    @Test("A recorded scope ends the waiver; the same scope again writes nothing")
    func recorded() async throws {
        let lab = try await LaboratoryCase(hasScope: false)
        try await lab.store.waiveScope(of: Samples.laboratory, reason: "待核定", by: .operator)
        let entries = [LaboratoryScope.Entry(.item, "TY-SP"), .init(.item, "TY-SP")]
        #expect(try await lab.store.setScope(of: Samples.laboratory, entries, by: .operator) == (1, 0))
        #expect(try await lab.store.scopeState(of: Samples.laboratory) == .recorded([.init(.item, "TY-SP")]))
        let events = try await lab.store.counts()["events"]
        #expect(try await lab.store.setScope(of: Samples.laboratory, entries, by: .operator) == (0, 0))
        #expect(try await lab.store.counts()["events"] == events)
        let intake = try await lab.take(Self.header + row(lab.labels[0]) + row(lab.labels[0], "TY-LBL"))
        #expect(counts(intake.upload) == [2, 0, 0, 0, 2, 0])
        #expect(try await lab.faults() == ["out-of-scope": 1])
    }
}
