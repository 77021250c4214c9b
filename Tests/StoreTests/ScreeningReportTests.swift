import Domain
import Store
import TestSupport
import Testing

/// The facts that the store returns for a screening report.
@Suite struct ScreeningReportTests {
    @Test("a report is found by its sample's label and by its number, with the recorded facts")
    func facts() async throws {
        let test = try TestStore()
        let given = try await Samples.routedCase(in: test.store)
        #expect(try await test.store.report(named: given.label) == given.report)
        #expect(try await test.store.report(named: "R-taobao-1001") == given.report)
        let facts = try await test.store.screeningReportFacts(report: given.report)
        #expect(facts.concluded.verdict == .fails && facts.concluded.hazard == .serious)
        #expect(facts.concluded.items.map(\.item) == ["TY-SP", "TY-LBL"])
        #expect(facts.concluded.rule == Samples.rule)
        #expect(facts.origin.sellerName == "虚构1号玩具有限公司" && facts.origin.paid == Fen(890))
        #expect(facts.origin.listing == given.listing && facts.submission.sampleLabel == given.label)
        #expect(facts.evidence.count == 1 && facts.evidence[0].kind == .purchase)
        #expect(facts.version == 1 && facts.latestVersion == 1)
    }

    @Test("evidence of the laboratory is listed with the proof of purchase, under the laboratory's file name")
    func laboratoryEvidence() async throws {
        let test = try TestStore()
        let given = try await Samples.routedCase(in: test.store)
        let kept = try await test.store.addEvidence(
            test.store.evidence.admit(EvidenceSamples.jpeg()), sample: given.label, kind: .photo, name: "拉力试验.jpg",
            for: Samples.laboratory, by: .operator)
        let evidence = try await test.store.screeningReportFacts(report: given.report).evidence
        #expect(evidence.map(\.kind) == [.purchase, .laboratory])
        let piece = try #require(evidence.last)
        #expect(piece.hash == kept.hash && piece.name == "拉力试验.jpg" && piece.isPicture)
    }

    @Test("the latest version of a corrected report is found, and an earlier version on request")
    func versions() async throws {
        let test = try TestStore()
        let given = try await Samples.routedCase(in: test.store)
        _ = try await Samples.correct(given, to: nil, in: test.store)
        let latest = try await test.store.report(named: given.label)
        #expect(latest != given.report)
        #expect(try await test.store.report(named: given.label, version: 1) == given.report)
        #expect(try await test.store.screeningReportFacts(report: given.report).latestVersion == 2)
        await #expect(throws: StoreError.self) { try await test.store.report(named: given.label, version: 3) }
    }

    @Test("a report of another laboratory or region is not found, and a report that is not judged is refused")
    func bounds() async throws {
        let test = try TestStore()
        let given = try await Samples.routedCase(in: test.store)
        await #expect(throws: StoreError.notFound("report or sample \(given.label)")) {
            try await test.store.report(named: given.label, of: "laboratory-b")
        }
        await #expect(throws: StoreError.self) {
            try await test.store.report(named: given.label, in: Samples.region("330700"))
        }
        let sample = try await Samples.sample(in: test.store, item: "2002")
        let filed = try await Samples.file(
            Samples.submission(sample.label, number: "R-9"), in: test.store)
        await #expect(throws: StoreError.self) { try await test.store.screeningReportFacts(report: filed.id) }
    }

    @Test("if two laboratories use a number, the label is needed; a label has priority over an equal number")
    func ambiguity() async throws {
        let test = try TestStore()
        let first = try await Samples.routedCase(in: test.store)
        let other = try await Samples.sample(in: test.store, item: "2002", laboratory: "laboratory-b")
        _ = try await Samples.file(
            Samples.submission(other.label, number: "R-taobao-1001"), from: "laboratory-b", in: test.store)
        let error = await #expect(throws: StoreError.self) { try await test.store.report(named: "R-taobao-1001") }
        #expect(error.map { "\($0)".contains("label") } == true)
        #expect(
            try await test.store.report(named: "R-taobao-1001", of: Samples.laboratory) == first.report)
        let third = try await Samples.sample(in: test.store, item: "3003", laboratory: "laboratory-b")
        _ = try await Samples.file(
            Samples.submission(third.label, number: first.label), from: "laboratory-b", in: test.store)
        #expect(try await test.store.report(named: first.label) == first.report)
    }
}
