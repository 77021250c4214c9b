import Domain
import Files
import Store
import TestSupport
import Testing
import Workers

/// Decisions whose facts changed before they are recorded.
struct StaleDecisionTests {
    /// The held report, corrected and decided from the current facts.
    private func decided(_ lab: LaboratoryCase) async throws -> DecidedReport {
        var facts = try await lab.store.intakeFacts(
            laboratory: Samples.laboratory, labels: [lab.labels[0]], numbers: ["R-1"])
        let head = ReportHead(
            number: "R-1", sampleLabel: lab.labels[0], testedOn: Samples.day("2026-11-12"),
            producedOn: Samples.day("2026-05-20"), declared: ["variant": "standard"])
        let kept = try await lab.store.openRows(of: 1, reports: ["R-1"])
        let rows = kept.enumerated().map { index, row in
            ReadRow.row(
                IntakeRow(
                    ordinal: row.ordinal, place: row.place, head: head,
                    result: ItemResult(item: "TY-SP", specimen: index + 1, value: "合格", unit: ""),
                    stored: StoredRow(id: row.id, state: row.state, corrected: row.corrected)))
        }
        let decision = IntakeDecision(rows, of: .init(), catalogue: ItemCatalogue(lab.criteria), facts: &facts)
        #expect(decision.filing != nil)
        return DecidedReport(decision)
    }

    private func lab() async throws -> LaboratoryCase {
        let lab = try await LaboratoryCase()
        let label = lab.labels[0]
        try await lab.take(
            ToyReport.header + ToyReport.row(label, "TY-SP") + ToyReport.row(label, "TY-SP", "合 格", specimen: 2))
        return lab
    }

    @Test("A report that was uploaded again and filed in the meantime is not filed a second time")
    func superseded() async throws {
        let lab = try await lab()
        let report = try await decided(lab)
        let upload = try await lab.store.upload(1)
        try await lab.take(
            ToyReport.header + ToyReport.row(lab.labels[0], "TY-SP")
                + ToyReport.row(lab.labels[0], "TY-SP", specimen: 2))
        await #expect(throws: IntakeConflict.self) {
            try await lab.store.recordIntake([report], of: upload, by: .operator)
        }
        #expect(try await lab.store.reports(limit: 10).count == 1)
    }

    @Test("A row that was corrected in the meantime is decided again")
    func corrected() async throws {
        let lab = try await lab()
        let report = try await decided(lab)
        let upload = try await lab.store.upload(1)
        let text = ToyReport.row(lab.labels[0], "TY-SP", "不合格", specimen: 2)
        try await lab.store.correctIntakeRow(lab.faultyRow(), of: nil, to: Array(text.utf8), by: .operator)
        await #expect(throws: IntakeConflict.self) {
            try await lab.store.recordIntake([report], of: upload, by: .operator)
        }
        try await lab.replay()
        #expect(try await lab.verdicts().last == .fails)
    }

    @Test("Reports of an upload that was reviewed in the meantime are decided again")
    func reviewed() async throws {
        let lab = try await LaboratoryCase()
        try await lab.store.setLaboratory(Samples.laboratory, fourEyes: true, by: .operator)
        let label = lab.labels[0]
        try await lab.take(ToyReport.header + ToyReport.row(label, "TY-SP"), uploader: People.a1.actor)
        let report = try await decided(lab)
        let pending = try await lab.store.upload(1)
        try await lab.store.approveUpload(1, by: People.r1)
        await #expect(throws: IntakeConflict.self) {
            try await lab.store.recordIntake([report], of: pending, by: .operator)
        }
        #expect(try await lab.store.reports(limit: 10).isEmpty)
        try await lab.replay()
        #expect(try await lab.store.reports(limit: 10).count == 1)
    }
}
