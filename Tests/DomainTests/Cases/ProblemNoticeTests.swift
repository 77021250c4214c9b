import Domain
import Testing

@Suite("The problem notice")
struct ProblemNoticeTests {
    private func notice(_ hazard: HazardClass, problems: [String] = ["甲醛含量：实测120", "使用说明：缺失"]) -> ProblemNotice {
        ProblemNotice(
            number: "2026-0001", enterprise: "海宁某某服饰有限公司", year: 2026, authority: "浙江省市场监督管理局",
            laboratory: "省检院", productName: "儿童服装", specification: "B类 110码", hazard: hazard, problems: problems,
            reportNumber: "R-1", issuedOn: day("2026-11-12"), copiedTo: region("330481"))
    }

    @Test("follows the printed form from the title to the notes")
    func form() {
        let lines = notice(.serious).text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.first == "工业产品质量评价性抽查（风险速筛）问题告知书")
        #expect(lines.contains("编号：2026-0001"))
        #expect(lines.contains("海宁某某服饰有限公司："))
        #expect(lines.contains("附：1.检验报告 R-1"))
        #expect(lines.contains("2026年11月12日"))
        #expect(lines.contains("机构名称（盖章）：省检院"))
    }

    @Test("is one sentence without line breaks from the commission to the finding")
    func body() {
        let text = notice(.serious).text
        #expect(text.contains("2026年浙江省市场监督管理局委托省检院开展儿童服装产品的产品质量评价性抽查（风险速筛）工作，检验产品涉及你单位"))
        #expect(text.contains("儿童服装（B类 110码）产品所检项目不符合本次风险速筛要求，结果为"))
    }

    @Test("ticks exactly the box of its class")
    func boxes() {
        #expect(notice(.serious).text.contains("（□一般风险隐患/☑严重风险隐患）"))
        #expect(notice(.general).text.contains("（☑一般风险隐患/□严重风险隐患）"))
    }

    @Test("ticks 销售: the enterprise is the one that sold the sample")
    func soldNotProduced() {
        #expect(notice(.general).text.contains("□生产/☑销售"))
    }

    @Test("numbers every problem on the back")
    func problems() throws {
        let back = try #require(notice(.serious).text.split(separator: "（背面）").last)
        #expect(back.contains("  1. 甲醛含量：实测120\n  2. 使用说明：缺失"))
        #expect(back.hasSuffix("使用说明：缺失"))
    }
}
