import Domain
import Testing

/// The requirements of the source documents (浙市监监〔2025〕14号 and its annex) that the rules alone can prove. Laws 1 and 3,
/// and the access to takedown lists, are tested with a server and a store.
@Suite("The requirements of the source documents")
struct LawTests {
    private static let haining = region("330481")
    private static let link = ListingKey(platform: "taobao", item: "627811223344")

    private func conclude(formaldehyde: String, label: String) -> Conclusion {
        let results = [
            ItemResult(item: "TX-HCHO", value: formaldehyde, unit: "mg/kg"),
            ItemResult(item: "TX-LBL", value: label, unit: ""),
        ]
        return SampleJudging.judge(.sample(results), under: .sample(), soldOn: day("2026-11-02"))
    }

    private func actions(after conclusion: Conclusion) -> [Disposition.Action] {
        Disposition.actions(
            for: Disposition.Facts(
                verdict: conclusion.verdict, hazard: conclusion.hazard, sellerRegion: Self.haining, listing: Self.link))
    }

    private func notice(_ hazard: HazardClass) -> ProblemNotice {
        ProblemNotice(
            number: "2026-0001", enterprise: "海宁某某服饰有限公司", year: 2026, authority: "浙江省市场监督管理局",
            laboratory: "省检院", productName: "儿童服装", specification: "B类", hazard: hazard, problems: ["甲醛含量"],
            reportNumber: "R-1", issuedOn: day("2026-11-12"), copiedTo: Self.haining)
    }

    @Test("Law 2: a failing report contains 不符合本次风险速筛要求 and its class")
    func law2FailingReport() {
        let serious = conclude(formaldehyde: "120", label: "合格")
        #expect(serious.sentence.hasPrefix("不符合本次风险速筛要求"))
        #expect(serious.sentence.contains("严重风险隐患"))
        #expect(!serious.sentence.contains("一般风险隐患"))
        let general = conclude(formaldehyde: "20", label: "不合格")
        #expect(general.sentence.hasPrefix("不符合本次风险速筛要求"))
        #expect(general.sentence.contains("一般风险隐患"))
        #expect(!general.sentence.contains("严重风险隐患"))
    }

    @Test("Law 2: no other report uses these words")
    func law2OtherReports() {
        for conclusion in [conclude(formaldehyde: "20", label: "合格"), conclude(formaldehyde: "ND", label: "合格")] {
            #expect(conclusion.verdict != .fails)
            #expect(!conclusion.sentence.contains("不符合"))
            #expect(!conclusion.sentence.contains("风险隐患"))
        }
    }

    @Test("Law 2: 严重 and 重要风险隐患 are one class, and the record keeps both wordings")
    func law2OneClass() {
        #expect(HazardClass.allCases.count == 2)
        #expect(HazardClass.serious.sourceWordings.contains("重要风险隐患"))
        #expect(!HazardClass.general.sourceWordings.contains("重要风险隐患"))
    }

    @Test("Law 4: a general hazard causes only a reminder and a follow-up")
    func law4General() {
        let actions = actions(after: conclude(formaldehyde: "20", label: "不合格"))
        #expect(actions == [.notice(.general, copyTo: Self.haining), .reminder(to: Self.haining)])
    }

    @Test("Law 4: a serious hazard causes a lead to the enterprise's region and a proposed takedown")
    func law4Serious() {
        let actions = actions(after: conclude(formaldehyde: "120", label: "合格"))
        #expect(actions.contains(.lead(to: Self.haining)))
        #expect(actions.contains(.proposeTakedown(Self.link)))
    }

    @Test("Law 4: a sample that cannot be judged has no consequences", arguments: ["", "ND", "约120", "<200"])
    func law4CannotJudge(_ value: String) {
        let conclusion = conclude(formaldehyde: value, label: "合格")
        #expect(conclusion.verdict == .cannotJudge)
        #expect(actions(after: conclusion).isEmpty)
    }

    @Test("Law 5: a result only proposes a takedown")
    func law5OnlyProposed() {
        let actions = actions(after: conclude(formaldehyde: "120", label: "不合格"))
        let takedowns = actions.compactMap { if case .proposeTakedown(let link) = $0 { link } else { nil } }
        #expect(takedowns == [Self.link])
        #expect(takedowns.map(\.platform) == ["taobao"], "the proposal is for one platform only")
    }

    @Test("Law 5: a takedown needs a legal basis, and a screening result is not one")
    func law5LegalBasis() {
        #expect(throws: LegalBasis.Problem.self) { try LegalBasis("") }
        #expect(throws: LegalBasis.Problem.self) { try LegalBasis("不符合本次风险速筛要求，属严重风险隐患") }
        #expect(throws: Never.self) { try LegalBasis("《中华人民共和国电子商务法》第二十九条") }
    }

    @Test("Law 6: the notice has two copies with proof of service", arguments: HazardClass.allCases)
    func law6Copies(_ hazard: HazardClass) {
        #expect(ProblemNotice.copies == 2)
        #expect(notice(hazard).text.contains("该通知书一式二份，一份给通知单位，一份下达单位留存，须有送达回证"))
    }

    @Test("Law 6: the local bureau of the seller gets a copy of every notice", arguments: HazardClass.allCases)
    func law6CopiedToBureau(_ hazard: HazardClass) {
        let facts = Disposition.Facts(
            verdict: .fails, hazard: hazard, sellerRegion: Self.haining, listing: Self.link)
        #expect(Disposition.actions(for: facts).contains(.notice(hazard, copyTo: Self.haining)))
        #expect(notice(hazard).text.contains("抄送：330481市场监督管理局"))
    }

    @Test("Law 7: a conclusion contains the edition, the file and the hash of its rule")
    func law7Rule() {
        let conclusion = conclude(formaldehyde: "120", label: "合格")
        #expect(conclusion.edition == "GB 18401-2010")
        #expect(conclusion.rule == ProductCriteria.sampleRule)
        #expect(Digest.isSHA256(conclusion.rule.hash))
        #expect(conclusion.items.allSatisfy { $0.sentence.contains("GB 18401-2010") })
    }

    @Test("Law 7: the log records who did what and when, and detects a change")
    func law7Log() {
        let event = Event(
            actor: Principal(role: .officer, name: "wang", region: Self.haining).actor, kind: .takedownConfirmed,
            subject: "takedown:1", details: ["rule": ProductCriteria.sampleRule.hash])
        let row = ChainedEvent(
            event, sequence: 1, at: moment("2026-11-12T09:00:00+08:00"), previousHash: ChainedEvent.genesis)
        #expect(row.actor == "officer:wang")
        #expect(row.at.clockText() == "2026-11-12 09:00:00")
        let forged = ChainedEvent(
            sequence: row.sequence, at: row.at, actor: "officer:li", kind: row.kind, subject: row.subject,
            detailsJSON: row.detailsJSON, previousHash: row.previousHash, hash: row.hash)
        var verifier = ChainVerifier()
        verifier.check(forged)
        #expect(verifier.fault != nil)
    }
}
