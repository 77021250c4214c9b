import Domain
import Print
import TestSupport
import Testing

/// What the report states about the laboratory, the sample, the test and its own history.
struct ReportParticularsTests {
    private static let details = LaboratoryDetails(
        title: "虚构省检验检测研究院", address: "虚构市样例路1号", accreditation: "CMA 230000000001")
    private static let particulars: [ReportParticular: String] = [
        .maker: "虚构2号玩具厂", .brand: "样例牌", .model: "A-1", .batch: "20260501", .quantity: "3件", .state: "完好",
        .conditions: "23℃，50%RH", .instruments: "样例仪器 X-1", .testedBy: "甲", .checkedBy: "乙", .approvedBy: "丙",
    ]

    private static func page(_ report: ScreeningReport) -> String {
        HTMLPage.render(PrintDocument(report), pictures: [:])
    }

    @Test("Laboratory 13: the report states the laboratory, its accreditation and the place for its mark")
    func laboratory() {
        let facts = SampleReports.facts(items: [SampleReports.judged()], details: Self.details)
        let page = Self.page(SampleReports.report(facts, for: .enterprise))
        for text in ["虚构省检验检测研究院（虚构检验检测中心）", "虚构市样例路1号", "CMA 230000000001", "资质标志", "骑缝章"] {
            #expect(page.contains(text) || page.contains(PrintedText.inStyle(text)), "\(text)")
        }
        let plain = Self.page(SampleReports.report(SampleReports.facts(items: [SampleReports.judged()])))
        #expect(!plain.contains("资质标志") && !plain.contains("机构地址"))
    }

    @Test("Laboratory 13: every particular is printed for every reader, and what is not stated is left out")
    func particularsPrinted() {
        let facts = SampleReports.facts(items: [SampleReports.judged()], particulars: Self.particulars)
        for audience in ScreeningReport.Audience.allCases {
            let page = Self.page(SampleReports.report(facts, for: audience))
            for (particular, text) in Self.particulars.inOrder {
                #expect(page.contains(text) && page.contains(particular.column.rawValue), "\(particular)")
            }
        }
        let plain = Self.page(SampleReports.report(SampleReports.facts(items: [SampleReports.judged()])))
        #expect(!plain.contains("标称生产者") && !plain.contains("主要仪器") && plain.contains("批准："))
    }

    @Test("Laboratory 13: the method really used and the uncertainty stand with the result")
    func methodAndUncertainty() {
        let judged = SampleReports.judged()
        let result = ItemResult(
            item: judged.item, value: judged.measured, unit: "", uncertainty: "0.4", method: "样例方法 9-2026")
        let facts = SampleReports.facts(items: [judged], results: [result])
        let page = Self.page(SampleReports.report(facts))
        #expect(page.contains("样例方法 9-2026") && page.contains("U=0.4，95%"))
    }

    @Test("Laboratory 13: a division is printed with its name and its code")
    func regionName() {
        let facts = SampleReports.facts(items: [SampleReports.judged()])
        let region = Samples.region()
        let province = RegionCode(String(region.text.prefix(2)) + "0000")
        let names = RegionNames([region: "样例县", province ?? region: "样例省"])
        let page = Self.page(SampleReports.report(facts, regions: names))
        #expect(page.contains("样例省样例县（\(region.text)）"))
        #expect(Self.page(SampleReports.report(facts)).contains(region.text))
    }

    @Test("Laboratory 13: no copy contains a path of the server")
    func noPath() {
        let rule = RuleReference(file: "/srv/sushai/Criteria/toys.yaml", hash: Samples.rule.hash)
        let facts = SampleReports.facts(items: [SampleReports.judged()], rule: rule)
        for audience in ScreeningReport.Audience.allCases {
            let page = Self.page(SampleReports.report(facts, for: audience))
            #expect(page.contains("toys.yaml") && !page.contains("/srv"))
        }
    }

    @Test(
        "Laboratory 11: the paper states that the report is withdrawn, and for which sample its number was used before")
    func history() {
        let history = ScreeningReportFacts.History(
            withdrawn: .init(reason: "样品混淆", on: Samples.day("2026-11-20")), earlierSamples: ["S-2222-2222"],
            dropped: ["TY-MAG"])
        let facts = SampleReports.facts(items: [SampleReports.judged()], history: history)
        let page = Self.page(SampleReports.report(facts))
        #expect(page.contains("本报告已于2026年11月20日撤回，不再有效。撤回原因：样品混淆"))
        #expect(page.contains("曾用于样品S-2222-2222") && page.contains("不在本版中：TY-MAG"))
    }
}

private enum PrintedText {
    /// A text as a style sheet writes it: every character that is not ASCII by its code point.
    static func inStyle(_ text: String) -> String {
        text.unicodeScalars.map { "\\" + String($0.value, radix: 16) + " " }.joined()
    }
}
