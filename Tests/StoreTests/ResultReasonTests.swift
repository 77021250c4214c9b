import Domain
import TestSupport
import Testing

@testable import Store

struct ResultReasonTests {
    @Test("Laboratory 8: the reason for 不适用 is stored with its result and read for judging")
    func stored() async throws {
        let store = try TestStore().store
        let label = try await Samples.sample(in: store).label
        let results = [
            ItemResult(item: "TY-SP", value: "合格", unit: ""),
            ItemResult(item: "TY-LBL", value: "不适用", unit: "", reason: "散装销售"),
        ]
        let filed = try await Samples.file(
            ReportSubmission(
                number: "R-1", sampleLabel: label, testedOn: Samples.day("2026-11-12"), producedOn: nil, declared: [:],
                results: results), in: store)
        #expect(try await store.judgingFacts(report: filed.id).submission.results == results)
        #expect(await store.refusal(of: "UPDATE reportResult SET reason = ''").contains("CHECK"))
    }
}
