import Domain
import TestSupport
import Testing

@testable import Store

@Suite("Earlier findings at the same shop")
struct EarlierFindingsTests {
    private let test: TestStore
    private var store: Store { test.store }
    private let boughtOn = Samples.day("2026-11-03")

    init() throws {
        test = try TestStore()
    }

    /// A report on one more sample of the shop, not judged.
    private func report(_ item: String, platform: String = "taobao") async throws -> Int64 {
        let sample = try await Samples.sample(in: store, item: item, platform: platform)
        return try await Samples.file(
            Samples.submission(sample.label, number: "R-\(platform)-\(item)", hazard: nil), in: store
        ).id
    }

    @Test("earlier findings are failing samples of the same product and shop, without the sample itself")
    func counts() async throws {
        let first = try await Samples.routedCase(in: store, item: "1001")
        #expect(try await store.earlierFindings(report: first.report) == [])
        #expect(try await store.earlierFindings(report: report("1002")) == [boughtOn])
        _ = try await Samples.routedCase(in: store, item: "1003", hazard: .general)
        #expect(try await store.earlierFindings(report: report("1004")) == [boughtOn, boughtOn])
    }

    @Test("earlier findings exclude samples that meet, and a shop with the same number on another platform")
    func leavesOut() async throws {
        _ = try await Samples.routedCase(in: store, item: "1001", hazard: nil)
        _ = try await Samples.routedCase(in: store, item: "1002", platform: "jd")
        #expect(try await store.earlierFindings(report: report("1003")) == [])
    }

    @Test("a finding that a correction removed is not counted")
    func corrected() async throws {
        let first = try await Samples.routedCase(in: store, item: "1001")
        let second = try await report("1002")
        #expect(try await store.earlierFindings(report: second) == [boughtOn])
        _ = try await Samples.correct(first, to: nil, in: store)
        #expect(try await store.earlierFindings(report: second) == [])
    }

    @Test("an uncertainty is stored as the laboratory wrote it")
    func uncertainty() async throws {
        let label = try await Samples.sample(in: store).label
        let submission = ReportSubmission(
            number: "R-1", sampleLabel: label, testedOn: Samples.day("2026-11-12"), producedOn: nil, declared: [:],
            results: [
                ItemResult(item: "X", value: "39.90", unit: "mg/kg", uncertainty: "0.50"),
                ItemResult(item: "Y", value: "合格", unit: ""),
            ])
        let filed = try await Samples.file(submission, in: store)
        #expect(try await store.judgingFacts(report: filed.id).submission == submission)
    }
}
