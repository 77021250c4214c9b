import Domain
import Print
import TestSupport
import Testing

/// The content of a report, and the parts omitted for each audience.
@Suite struct ScreeningReportTests {
    private static let evidence = [
        SampleReports.evidence(Array("order".utf8), .purchase, type: "image/png"),
        SampleReports.evidence(Array("bench".utf8), .laboratory, type: "image/jpeg"),
    ]
    private static let facts = SampleReports.facts(
        items: [
            SampleReports.judged(), SampleReports.judged("TY-LBL", .meets, measured: "合格"),
            SampleReports.judged("TY-GONE", .cannotJudge, measured: ""),
        ], unknown: ["TY-XX"], evidence: evidence)

    /// All texts that the copy would print.
    private static func printed(_ facts: ScreeningReportFacts, for audience: ScreeningReport.Audience) -> String {
        HTMLPage.render(PrintDocument(SampleReports.report(facts, for: audience)), pictures: [:])
    }

    @Test("the officer's copy contains the whole record")
    func officer() {
        let page = Self.printed(Self.facts, for: .officer)
        for part in SampleReports.secrets + ["2026年11月3日", Self.evidence[0].hash, Self.evidence[1].hash] {
            #expect(page.contains(part), "\(part)")
        }
    }

    @Test("the laboratory's copy has no shop, platform, price, seller, region or proof of the purchase")
    func laboratory() {
        let report = SampleReports.report(Self.facts, for: .laboratory)
        #expect(report.origin == nil && report.evidence.map(\.kind) == [.laboratory] && report.withheldEvidence == 0)
        let page = Self.printed(Self.facts, for: .laboratory)
        for part in SampleReports.secrets + ["2026年11月3日", Self.evidence[0].hash, "购样取证", "taobao"] {
            #expect(!page.contains(part), "\(part)")
        }
        #expect(page.contains("S-7Q2M-X4KD") && page.contains(Self.evidence[1].hash))
    }

    @Test("the enterprise's copy shows what the laboratory saw, but not the laboratory's name for the file")
    func namesOfFiles() {
        let piece = ReportEvidence(
            kind: .laboratory, hash: Digest.sha256("bench"), bytes: 5, mediaType: "image/jpeg",
            arrivedAt: SampleReports.judgedAt, name: "虚构的检验员.jpg")
        let facts = SampleReports.facts(items: [SampleReports.judged()], evidence: [piece])
        for audience in [ScreeningReport.Audience.officer, .laboratory] {
            #expect(SampleReports.report(facts, for: audience).evidence.map(\.name) == [piece.name])
        }
        #expect(SampleReports.report(facts, for: .enterprise).evidence.map(\.name) == [nil])
        #expect(Self.printed(facts, for: .enterprise).contains(piece.hash))
    }

    @Test(
        "the enterprise's copy contains nothing that leads to the buyer: no day, price, dispatch or proof of the purchase"
    )
    func enterprise() {
        let page = Self.printed(Self.facts, for: .enterprise)
        for part in ["2026年11月3日", "2026年11月4日", "8.90", Self.evidence[0].hash, "购样日期", "封样送检日期"] {
            #expect(!page.contains(part), "\(part)")
        }
        // The hash covers the day of the purchase, which could be found by trying all days.
        #expect(!page.contains(Digest.sha256("input")) && page.contains(Samples.rule.hash))
        for part in ["虚构1号玩具有限公司", "淘宝", "另有购样取证材料1件", Self.evidence[1].hash, "不直接作为行政处罚的依据"] {
            #expect(page.contains(part), "\(part)")
        }
    }

    @Test("Law 2: a failing report contains the prescribed words with its class; a passing one never contains 合格")
    func wording() {
        let failing = Self.printed(Self.facts, for: .officer)
        #expect(failing.contains("不符合本次风险速筛要求，属严重风险隐患") && failing.contains("■严重风险隐患"))
        let passing = Self.printed(
            SampleReports.facts(
                items: [SampleReports.judged(.meets, measured: "7.5", requirement: "≤90 mg/kg", sentence: "总铅：符合")],
                verdict: .meets, hazard: nil, sentence: JudgementWording.meets), for: .officer)
        #expect(passing.contains("所检项目未发现不合格"))
        #expect(!passing.replacing("不合格", with: "").contains("合格"))
        #expect(!passing.contains("■"))
    }

    @Test("Law 1: every copy states that the result alone is no basis for a penalty and is not published")
    func noBasis() {
        for audience in ScreeningReport.Audience.allCases {
            #expect(Self.printed(Self.facts, for: audience).contains(ReportWording.noBasis))
        }
    }

    @Test("items that could not be judged, and items that are not in the criteria, are listed in every copy")
    func nothingDropped() {
        for audience in ScreeningReport.Audience.allCases {
            let report = SampleReports.report(Self.facts, for: audience)
            #expect(report.items.count == 3 && report.notJudged.map(\.code) == ["TY-GONE"])
            let page = Self.printed(Self.facts, for: audience)
            #expect(page.contains("TY-GONE") && page.contains("TY-XX") && page.contains("实施细则未列"))
        }
    }

    @Test("a limit that was not verified in the primary text is marked")
    func confidence() {
        #expect(Self.printed(Self.facts, for: .officer).contains("限值取自二手资料，尚未与标准原文核对：TY-SP、TY-LBL"))
    }

    @Test("a superseded version, and criteria that changed later, are marked")
    func superseded() {
        let old = SampleReports.facts(items: [SampleReports.judged()], latestVersion: 3)
        #expect(Self.printed(old, for: .officer).contains("本报告已被第3版取代"))
        let changed = ScreeningReport(
            Self.facts, criteria: nil, authority: SampleReports.authority, for: .officer)
        #expect(changed.rulesChanged && changed.items[0].name == "TY-SP" && changed.items[0].standard == nil)
        #expect(!SampleReports.report(Self.facts).rulesChanged)
        #expect(ReportWording.notes(on: changed).contains { $0.contains("判定之后实施细则文件已有更新") })
    }

    @Test(
        "invisible characters and characters that change direction are made visible, and long text is cut with a mark")
    func visible() {
        #expect("a\u{202E}b\u{0}c\n".visible() == "a〔U+202E〕b〔U+0000〕c\n")
        #expect("一二三四".visible(limit: 2) == "一二……（共4字，余下从略）")
    }
}

extension SampleReports {
    fileprivate static func judged(
        _ verdict: Verdict, measured: String, requirement: String, sentence: String
    ) -> ScreeningReportFacts.Judged {
        judged("TY-SP", verdict, measured: measured, requirement: requirement, sentence: sentence)
    }
}
