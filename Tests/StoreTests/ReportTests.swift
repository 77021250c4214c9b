import Domain
import TestSupport
import Testing

@testable import Store

struct ReportTests {
    private let test: TestStore
    private var store: Store { test.store }

    init() throws {
        test = try TestStore()
    }

    private func sample(_ item: String = "1001", laboratory: String = Samples.laboratory) async throws -> String {
        try await Samples.sample(in: store, item: item, laboratory: laboratory).label
    }

    private func file(
        _ submission: ReportSubmission, from laboratory: String = Samples.laboratory
    ) async throws -> Samples.Filed {
        try await Samples.file(submission, from: laboratory, in: store)
    }

    /// The kind of fault for which a report is held. Fails if the report is filed.
    private func refusal(
        of submission: ReportSubmission, from laboratory: String = Samples.laboratory
    ) async throws -> IntakeFault.Code? {
        let reports = try await store.number("SELECT COUNT(*) FROM report")
        let open = try await store.counts()["rowsHeld"] ?? 0
        let fault = await #expect(throws: IntakeFault.self) { try await file(submission, from: laboratory) }
        #expect(try await store.number("SELECT COUNT(*) FROM report") == reports)
        #expect(try await store.counts()["rowsHeld"] == open + Int64(submission.results.count))
        return fault?.code
    }

    @Test("The same content twice is one report, judged once")
    func sameContent() async throws {
        let label = try await sample()
        let first = try await file(Samples.submission(label))
        let second = try await file(Samples.submission(label))
        #expect(first.isNew && !second.isNew)
        #expect(first.id == second.id && second.version == 1)
        let jobs = try await store.jobs(state: .queued, limit: 100).filter { $0.kind == .judge }
        #expect(jobs.map(\.key) == [String(first.id)])
        #expect(try await store.unjudgedReports(limit: 10) == [first.id])
        #expect(try await store.samples(of: Samples.laboratory, limit: 10).map(\.reportNumber) == ["R-2026-0001"])
    }

    @Test("A filed report is read back unchanged for judging")
    func roundTrip() async throws {
        let label = try await sample()
        let submission = ReportSubmission(
            number: "R-“1”\n", sampleLabel: label, testedOn: Samples.day("2026-11-12"), producedOn: nil,
            declared: ["variant": "A\"\\", "备注": "é🎁"],
            results: [
                ItemResult(item: "X", specimen: 2, value: "39.90", unit: "mg/kg", detectionLimit: "0.5"),
                ItemResult(item: "X", specimen: 1, value: "", unit: ""),
            ])
        let facts = try await store.judgingFacts(report: file(submission).id)
        #expect(facts.submission == submission)
        #expect(facts.submission.contentHash == submission.contentHash)
        #expect(facts.product == Samples.product && facts.soldOn == Samples.day("2026-11-03") && !facts.isJudged)
        await #expect(throws: StoreError.notFound("report 99")) { try await store.judgingFacts(report: 99) }
    }

    @Test("Other content under the same number needs a reason")
    func withoutReason() async throws {
        let label = try await sample()
        _ = try await file(Samples.submission(label, hazard: .serious))
        let refusal = try await refusal(of: Samples.submission(label, hazard: .general))
        #expect(refusal == .correctionWithoutReason)
    }

    @Test("A correction is the next version; the earlier one is kept and read back unchanged")
    func correction() async throws {
        let label = try await sample()
        let first = try await file(Samples.submission(label, hazard: .serious))
        let second = try await file(Samples.submission(label, hazard: .general, correction: "称量有误"))
        let third = try await file(Samples.submission(label, hazard: nil, correction: "样品混淆"))
        #expect([first.version, second.version, third.version] == [1, 2, 3])
        let again = try await file(Samples.submission(label, hazard: .serious))
        #expect(again.id == first.id && again.version == 1 && !again.isNew)
        #expect(try await store.reports(limit: 10).map(\.version) == [1, 2, 3])
        #expect(
            try await store.judgingFacts(report: first.id).submission == Samples.submission(label, hazard: .serious))
        let kinds = try await store.log().filter { $0.contains("report.") }
        #expect(
            kinds == [
                "laboratory:laboratory-a report.filed report:\(first.id)",
                "laboratory:laboratory-a report.corrected report:\(second.id)",
                "laboratory:laboratory-a report.corrected report:\(third.id)",
            ])
    }

    @Test("A first report with a correction reason is refused")
    func nothingToCorrect() async throws {
        let label = try await sample()
        let refusal = try await refusal(of: Samples.submission(label, correction: "称量有误"))
        #expect(refusal == .nothingToCorrect)
    }

    @Test("A missing sample and a sample of another laboratory are reported in the same way")
    func unknownSample() async throws {
        let foreign = try await sample("2002", laboratory: "laboratory-b")
        #expect(try await refusal(of: Samples.submission("S-0000-0000")) == .unknownSample)
        #expect(try await refusal(of: Samples.submission(foreign)) == .unknownSample)
        #expect(try await file(Samples.submission(foreign), from: "laboratory-b").isNew)
        #expect(try await refusal(of: Samples.submission(foreign, number: "R-2")) == .unknownSample)
    }

    @Test("A sample has one report number, and a report number has one sample")
    func numbers() async throws {
        let first = try await sample("1001")
        let second = try await sample("1002")
        _ = try await file(Samples.submission(first, number: "R-1"))
        #expect(
            try await refusal(of: Samples.submission(first, number: "R-2")) == .sampleAlreadyReported)
        #expect(
            try await refusal(of: Samples.submission(second, number: "R-1")) == .numberOfAnotherSample)
        // Report numbers are unique within a laboratory: another laboratory may use the same number.
        let foreign = try await sample("2002", laboratory: "laboratory-b")
        #expect(try await file(Samples.submission(foreign, number: "R-1"), from: "laboratory-b").version == 1)
    }

    @Test("An item reported twice for one specimen with different values is held")
    func repeatedItem() async throws {
        let label = try await sample()
        let submission = ReportSubmission(
            number: "R-1", sampleLabel: label, testedOn: Samples.day("2026-11-12"), producedOn: nil, declared: [:],
            results: [ItemResult(item: "X", value: "1", unit: ""), ItemResult(item: "X", value: "2", unit: "")])
        #expect(try await refusal(of: submission) == .conflictingDuplicate)
        #expect(try await store.number("SELECT COUNT(*) FROM reportResult") == 0)
    }

    @Test("A conclusion is stored once, with its rule, its edition and every item")
    func conclusionOnce() async throws {
        let report = try await file(Samples.submission(sample(), hazard: .serious)).id
        _ = try await Samples.judge(report, in: store)
        let other = Conclusion(
            verdict: .meets, hazard: nil, edition: nil, rule: Samples.rule, items: [], unknownItems: [], sentence: "改")
        try await store.recordConclusion(report: report, other, inputHash: Digest.sha256("other"))
        let row = try #require(try await store.reports(limit: 10).first)
        #expect(row.verdict == .fails && row.hazard == .serious && row.edition == "样例版")
        #expect(row.ruleFile == Samples.rule.file && row.ruleHash == Samples.rule.hash)
        #expect(row.sentence == "不符合本次风险速筛要求，属严重风险隐患（小零件）")
        #expect(try await store.itemJudgements(report: report).map(\.verdict) == [.fails, .meets])
        #expect(try await store.jobs(state: .queued, limit: 100).filter { $0.kind == .route }.count == 1)
        #expect(try await store.log().filter { $0.contains("report.judged") }.count == 1)
        #expect(try await store.unjudgedReports(limit: 10).isEmpty)
        #expect(try await store.judgingFacts(report: report).isJudged)
    }
}
