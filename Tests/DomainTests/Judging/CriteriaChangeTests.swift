import Domain
import Testing

@Suite("Comparing and trying criteria")
struct CriteriaChangeTests {
    private let lead = TestItem.sample(code: "PB", name: "铅", .number([TestItem.anyVariant: .atMost("90")]))
    private let stricter = TestItem.sample(
        code: "PB", name: "铅", clause: "4.3", .number([TestItem.anyVariant: .atMost("50")]), hazard: .general)

    private func difference(_ old: [TestItem], _ new: [TestItem]) -> [String] {
        CriteriaDifference.between(
            .sample([.sample("A", items: old)]), .sample([.sample("A", items: new)])
        ).map { "\($0.item ?? "") \($0.kind.rawValue): \($0.before ?? "-") → \($0.after ?? "-")" }
    }

    @Test("the same criteria differ in nothing")
    func same() {
        #expect(difference([lead, .label], [lead, .label]).isEmpty)
    }

    @Test("a changed limit, clause and hazard are told one by one")
    func changed() {
        #expect(
            difference([lead], [stricter]) == [
                "PB requirement: ≤90 mg/kg → ≤50 mg/kg", "PB standard: GB 18401-2010 → GB 18401-2010 第4.3条",
                "PB hazard: 严重风险隐患 → 一般风险隐患",
            ])
    }

    @Test("items that came and went")
    func itemsComeAndGo() {
        #expect(
            difference([lead], [.label]) == ["PB item: 铅 ≤90 mg/kg → -", "TX-LBL item: - → 使用说明 应合格"])
    }

    @Test("editions that came and went, and their dates")
    func editions() {
        let old = ProductCriteria.sample([.sample("A", items: [lead]), .sample("B", items: [lead])])
        let new = ProductCriteria.sample([
            .sample("A", produced: DaySpan(until: day("2026-10-31")), items: [lead]), .sample("C", items: [lead]),
        ])
        let told = CriteriaDifference.between(old, new).map {
            "\($0.edition ?? "") \($0.kind.rawValue) \($0.after ?? "-")"
        }
        #expect(told == ["A in-force 生产 至2026-10-31", "B edition -", "C edition C", "C item 铅 ≤90 mg/kg"])
    }

    @Test("how listings are found and flagged, and what samples declare, differ too")
    func product() {
        func criteria(
            words: [String] = ["充电宝"], burst: Int64 = 50, values: [Declaration.Value] = [.init(code: "A", title: "甲")]
        ) -> ProductCriteria {
            ProductCriteria(
                product: "x", name: "样品",
                matching: MatchingRule(categories: [:], titleWords: words, exceptWords: []),
                flagging: FlaggingThresholds(
                    lowPriceZ: decimal("-3"), minimumListings: 30, burstUnitsPerDay: burst, livestream: true),
                declarations: [Declaration(name: "variant", title: "类别", values: values)], editions: [],
                rule: RuleReference(file: "Criteria/x.yaml", hash: "0"))
        }
        func told(_ new: ProductCriteria) -> [String] {
            CriteriaDifference.between(criteria(), new).map {
                "\($0.kind.rawValue): \($0.before ?? "-") → \($0.after ?? "-")"
            }
        }
        #expect(told(criteria()).isEmpty)
        #expect(told(criteria(words: ["充电宝", "移动电源"])) == ["matching: 标题含“充电宝”；按件比价 → 标题含“充电宝”、“移动电源”；按件比价"])
        #expect(
            told(criteria(burst: 60)) == [
                "flagging: 低价z≤-3，至少30个链接；日销量≥50件；直播均标记 → 低价z≤-3，至少30个链接；日销量≥60件；直播均标记"
            ])
        #expect(
            told(criteria(values: [.init(code: "A", title: "甲"), .init(code: "B", title: "乙")])) == [
                "declares: 类别（variant）：A 甲 → 类别（variant）：A 甲、B 乙"
            ])
    }

    @Test("an unverified figure is marked as one")
    func unverified() {
        let item = TestItem.sample(confidence: .notFound)
        #expect(CriteriaWording.requirement(item) == "〔未经核实 X〕≤75 mg/kg")
        #expect(item.unverifiedFigures.map(\.source.confidence) == [.notFound])
        #expect(TestItem.sample().unverifiedFigures.isEmpty)
    }

    @Test("what the sources leave open stands among the rules, values and ranges")
    func undecided() {
        let magnet = TestItem.number(.below("50", undecidedAt: ["50"]))
        #expect(CriteriaWording.rules(magnet) == "恰为50时来源不一致，不判")
        #expect(CriteriaWording.rules(.number(.contradicted())) == "4.0～5.5（不含）时来源不一致，不判")
    }

    private func changes(_ value: String, current: ProductCriteria?) -> [String] {
        let trial = CriteriaTrial(current: current, next: .sample([.sample("A", items: [stricter])]))
        let report = ReportSubmission.sample([ItemResult(item: "PB", value: value, unit: "mg/kg")])
        #expect(trial.concerns(report))
        return trial.changes(for: report, soldOn: day("2026-11-02")).map {
            "\($0.item ?? "sample"): \($0.before?.verdict.rawValue ?? "-") → \($0.after?.verdict.rawValue ?? "-")"
        }
    }

    @Test("a trial lists the verdicts that change, the sample first, and no other")
    func trial() {
        let current = ProductCriteria.sample([.sample("A", items: [lead])])
        #expect(changes("70", current: current) == ["sample: meets → fails", "PB: meets → fails"])
        #expect(changes("20", current: current).isEmpty)
        #expect(changes("120", current: current) == ["sample: fails → fails"], "the hazard is another")
        #expect(changes("20", current: nil) == ["sample: - → meets", "PB: - → meets"])
    }

    @Test("a report of another product is none to try")
    func foreign() {
        let trial = CriteriaTrial(current: nil, next: .sample([.sample("A", items: [lead])]))
        #expect(!trial.concerns(.sample([ItemResult(item: "XX", value: "1", unit: "")])))
    }
}
