import Domain
import Store
import TestSupport
import Testing
import Workers

/// A held report is not replaced by a better one without a trace, whatever its fault was.
struct ReplacedHoldTests {
    @Test("a failing result whose row has a wrong date or label still needs a reason to be replaced")
    func headFaults() async throws {
        for (wrongLabel, wrongDay) in [(false, true), (true, false)] {
            let lab = try await LaboratoryCase()
            let label = lab.labels[0]
            let first = ToyReport.text(
                wrongLabel ? "S-0000-0000" : label, values: ["TY-MAG": "800"],
                on: wrongDay ? "2026-13-01" : "2026-11-12")
            #expect(try await lab.take(first).reports[0].status == .held)
            #expect(try await lab.take(ToyReport.text(label)).reports[0].status == .held)
            #expect(try await lab.store.reports(limit: 10).isEmpty)
            let reasoned = try await lab.take(ToyReport.text(label, reason: "800为误录"))
            #expect(reasoned.reports[0].status == .filed)
            let same = try await LaboratoryCase()
            let other = same.labels[0]
            try await same.take(
                ToyReport.text(
                    wrongLabel ? "S-0000-0000" : other, on: wrongDay ? "2026-13-01" : "2026-11-12"))
            #expect(try await same.take(ToyReport.text(other)).reports[0].status == .filed)
        }
    }

    @Test("a held row that names another sample stays when its report is uploaded again")
    func strayRow() async throws {
        let lab = try await LaboratoryCase(samples: 2)
        try await lab.take(ToyReport.text(lab.labels[1]).replacing("R-1,", with: "R-2,"))
        let stray = ToyReport.row(lab.labels[1], "TY-SP", "不合格", specimen: 2)
        try await lab.take(ToyReport.text(lab.labels[0]) + stray)
        #expect(try await lab.take(ToyReport.text(lab.labels[0])).reports[0].status == .filed)
        let second = try await lab.store.reports(number: "R-2", limit: 1)
        #expect(second.first?.verdict == nil && second.first?.sentence == IntakeWording.sampleHeld)
        try await lab.store.dismissRows([lab.faultyRow()], reason: "误录", by: .operator)
        #expect(try await lab.store.reports(number: "R-2", limit: 1).first?.verdict == .meets)
    }

    @Test("a row that names a sample and no report holds the sample")
    func namelessRow() async throws {
        let lab = try await LaboratoryCase()
        let label = lab.labels[0]
        try await lab.take(ToyReport.text(label))
        #expect(try await lab.verdicts() == [.meets])
        try await lab.take(ToyReport.header + ToyReport.row(label, "TY-MAG", "800", number: ""))
        #expect(try await lab.verdicts() == [nil])
    }

    @Test("a correction is reviewed also in an upload from before the four-eyes rule")
    func laterFourEyes() async throws {
        let lab = try await LaboratoryCase()
        let label = lab.labels[0]
        try await lab.take(ToyReport.text(label, values: ["TY-MAG": "8OO"]))
        try await lab.store.setLaboratory(Samples.laboratory, fourEyes: true, by: .operator)
        try await lab.mendAndReplay(lab.faultyRow(), ToyReport.row(label, "TY-MAG"), by: People.a1.actor)
        #expect(try await lab.store.reports(limit: 1).isEmpty)
        #expect(try await lab.store.upload(1).review == .pending)
    }
}
