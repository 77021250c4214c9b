import Domain
import Print
import TestSupport
import Testing

@Suite("Items that decide nothing in a report")
struct ItemOutcomeTests {
    private func printed(_ items: [ScreeningReportFacts.Judged]) -> String {
        HTMLPage.render(
            PrintDocument(SampleReports.report(SampleReports.facts(items: items), for: .officer)), pictures: [:])
    }

    @Test(
        "Laboratory 8: an item that does not apply is printed as 不适用, and is not among the items that were not judged")
    func notApplicable() {
        let item = SampleReports.judged(
            "TX-CORD", .cannotJudge, measured: "/", reason: .statedNotApplicable,
            sentence: "绳带要求：报告为不适用，要求应合格（样例标准），不适用：样品没有绳带")
        let page = printed([SampleReports.judged(), item])
        #expect(page.contains("不适用：样品没有绳带") && !page.contains("无法判定"))
        #expect(SampleReports.report(SampleReports.facts(items: [item])).notJudged.isEmpty)
    }

    @Test("Laboratory 6: a member of a sum is printed as 仅计入合计")
    func member() {
        let item = SampleReports.judged(
            "TY-DBP", .cannotJudge, measured: "0.03", reason: .reportOnly, sentence: "DBP：实测0.03，不作判定：仅计入合计")
        let page = printed([SampleReports.judged(), item])
        #expect(page.contains(">仅计入合计<") && !page.contains("无法判定"))
    }
}
