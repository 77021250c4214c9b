import Domain
import TestSupport

/// Sample reports. Every name and figure is invented.
enum SampleReports {
    static let authority = "示例市市场监督管理局"
    static let judgedAt = Timestamp(milliseconds: 1_794_441_600_000)
    static let secrets = ["虚构1号玩具有限公司", "330482", "淘宝", "1001", "8.90", "磁力片积木玩具"]

    static func facts(
        items: [ScreeningReportFacts.Judged], verdict: Verdict = .fails, hazard: HazardClass? = .serious,
        sentence: String = JudgementWording.fails + "，属严重风险隐患（小零件）", number: String = "R-2026-0001",
        unknown: [String] = [], evidence: [ReportEvidence] = [], latestVersion: Int = 1, seller: String = "虚构1号玩具有限公司",
        declared: [String: String] = ["variant": "standard"],
        particulars: [ReportParticular: String] = [:], details: LaboratoryDetails = .init(),
        history: ScreeningReportFacts.History = .init(), results: [ItemResult]? = nil,
        rule: RuleReference = Samples.rule
    ) -> ScreeningReportFacts {
        ScreeningReportFacts(
            report: 1,
            submission: ReportSubmission(
                number: number, sampleLabel: "S-7Q2M-X4KD", testedOn: Samples.day("2026-11-12"),
                producedOn: Samples.day("2026-05-20"), declared: declared,
                results: results
                    ?? items.map { ItemResult(item: $0.item, specimen: $0.specimen, value: $0.measured, unit: "") },
                particulars: particulars),
            laboratory: "虚构检验检测中心", product: Samples.product, details: details, history: history, version: 1,
            latestVersion: latestVersion,
            receivedAt: judgedAt.adding(seconds: -600), labelledOn: Samples.day("2026-11-04"),
            concluded: ScreeningReportFacts.Concluded(
                verdict: verdict, hazard: hazard, sentence: sentence, edition: "样例版", rule: rule,
                inputHash: Digest.sha256("input"), judgedAt: judgedAt, items: items, unknownItems: unknown),
            origin: ScreeningReportFacts.Origin(
                purchasedOn: Samples.day("2026-11-03"), paid: Fen(890), sellerName: seller,
                sellerRegion: Samples.region(), listing: ListingKey(platform: "taobao", item: "1001"),
                title: "磁力片积木玩具"), evidence: evidence)
    }

    static func judged(
        _ item: String = "TY-SP", specimen: Int = 1, _ verdict: Verdict = .fails, measured: String = "不合格",
        reason: JudgementReason? = nil, requirement: String = "应合格", sentence: String? = nil
    ) -> ScreeningReportFacts.Judged {
        ScreeningReportFacts.Judged(
            item: item, specimen: specimen, verdict: verdict,
            reason: reason ?? (verdict == .meets ? .passed : verdict == .fails ? .failed : .missing),
            requirement: requirement, measured: measured,
            sentence: sentence ?? "小零件：实测\(measured)，要求\(requirement)（样例标准），\(JudgementWording.verdict(verdict))")
    }

    static func report(
        _ facts: ScreeningReportFacts, for audience: ScreeningReport.Audience = .officer,
        regions: RegionNames = RegionNames()
    ) -> ScreeningReport {
        ScreeningReport(facts, criteria: Samples.criteria, authority: authority, regions: regions, for: audience)
    }

    /// A report of `count` results. Every seventh fails, and every eleventh cannot be judged.
    static func long(_ count: Int) -> ScreeningReportFacts {
        facts(
            items: (1...count).map { number in
                let verdict: Verdict = number % 7 == 0 ? .fails : number % 11 == 0 ? .cannotJudge : .meets
                return judged(
                    "IT-\(number)", verdict, measured: "\(number).50", requirement: "≤\(number + 3).0 mg/kg",
                    sentence: "项目\(number)：实测\(number).50 mg/kg，要求≤\(number + 3).0 mg/kg（GB 6675.4-2014 第4.1条），"
                        + JudgementWording.verdict(verdict))
            })
    }

    static func evidence(_ bytes: [UInt8], _ kind: ReportEvidence.Kind = .laboratory, type: String) -> ReportEvidence {
        ReportEvidence(
            kind: kind, hash: Digest.sha256(bytes), bytes: Int64(bytes.count), mediaType: type, arrivedAt: judgedAt)
    }
}
