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

    @Test("a changed limit, clause and hazard are reported one by one")
    func changed() {
        #expect(
            difference([lead], [stricter]) == [
                "PB requirement: ≤90 mg/kg → ≤50 mg/kg", "PB standard: GB 18401-2010 → GB 18401-2010 第4.3条",
                "PB hazard: 严重风险隐患 → 一般风险隐患",
            ])
    }

    @Test("a changed reason of the hazard, rank or confirmation is reported")
    func reasons() throws {
        func item(_ basis: String?, _ rank: Int?, _ by: String?) throws -> TestItem {
            let day = try #require(CalendarDay(text: "2026-11-30"))
            return TestItem(
                code: "PB", name: "铅", unit: "mg/kg", standard: "GB 1", methods: ["GB 2"],
                requirement: .number([TestItem.anyVariant: .atMost("90")]), hazard: .serious, hazardBasis: basis,
                failing: rank.map { FailingRank(rank: $0, note: "某页") },
                source: FigureSource(
                    confidence: .secondary, note: "两页", confirmed: by.map { .init(on: day, by: $0) }))
        }
        #expect(
            difference([try item(nil, nil, nil)], [try item("可致中毒", 1, "张三")]) == [
                "PB hazard: 严重风险隐患 → 严重风险隐患（可致中毒）", "PB failing:  → 第1位（某页）",
                "PB source: S：两页 → S：两页（张三 2026-11-30核实）",
            ])
        #expect(try item("可致中毒", 1, nil) != item("可致中毒", 2, nil))
        #expect(try item("可致中毒", 1, nil) != item(nil, 1, nil))
    }

    @Test("added and removed items")
    func itemsComeAndGo() {
        #expect(
            difference([lead], [.label]) == ["PB item: 铅 ≤90 mg/kg → -", "TX-LBL item: - → 使用说明 应合格"])
    }

    @Test("added and removed editions, and changed dates")
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

    @Test("matching rules, flag rules and declarations are compared too")
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

    @Test("a figure with less confidence than the others is marked, and shown with its own source")
    func ownSource() {
        let recalled = FigureSource(confidence: .recalled, note: "an old table")
        let declaration = Declaration(
            name: "material", title: "材料",
            values: [.init(code: "plastic", title: "塑料"), .init(code: "metal", title: "金属")])
        let item = TestItem(
            code: "PB", name: "铅", unit: "mg/kg", standard: "GB 1", methods: ["GB 2"],
            requirement: .byClass([
                ClassCase(when: ["material": ["plastic"]], demand: .limit(.atMost("90"))),
                ClassCase(when: ["material": ["metal"]], demand: .limit(.atMost("300")), source: recalled),
            ]), hazard: .general, source: FigureSource(confidence: .secondary, note: "a page"),
            titles: ItemTitles(declarations: [declaration]))
        #expect(CriteriaWording.requirement(item) == "塑料：≤90 mg/kg；〔未经核实 M〕金属：≤300 mg/kg")
        #expect(CriteriaWording.confidence(item) == "S，其中金属：≤300 mg/kg为M")
        #expect(CriteriaWording.source(item) == "S：a page；金属：≤300 mg/kg M：an old table")
        #expect(item.unverifiedFigures.map(\.requirement) == ["金属：≤300 mg/kg"])
    }

    @Test("classes and members are named in Chinese, in the order of the criteria")
    func titles() {
        let declaration = Declaration(
            name: "variant", title: "类别",
            values: [.init(code: "slime", title: "水晶泥"), .init(code: "clay", title: "黏土")])
        let titles = ItemTitles(declarations: [declaration], items: ["LEN": "长度", "FLOW": "通气量"])
        func text(_ requirement: TestItem.Requirement, rules: ItemRules = ItemRules()) -> (String, String) {
            let item = TestItem(
                code: "A", name: "甲", unit: "mm", standard: "GB 1", methods: [], requirement: requirement, rules: rules,
                hazard: .general, source: FigureSource(confidence: .secondary, note: nil), titles: titles)
            return (CriteriaWording.requirement(item), CriteriaWording.rules(item))
        }
        #expect(text(.number(["clay": .atMost("2"), "slime": .atMost("1")])).0 == "水晶泥：≤1，黏土：≤2 mm")
        #expect(text(.anyOf(["LEN", "FLOW"])).0 == "长度、通气量至少一项符合")
        #expect(text(.passFail, rules: ItemRules(appliesTo: ["variant": ["clay"]])).1 == "仅限类别为“黏土”")
        #expect(
            CriteriaWording.text(ProductClass(code: "102.1", system: "旧版", version: "未注明")) == "旧版 102.1（版本未注明）")
        #expect(CriteriaWording.text(ProductClass(code: "1", system: "CCGF", version: "2013")) == "CCGF 1（2013版）")
    }

    @Test("an unverified figure is marked as one")
    func unverified() {
        let item = TestItem.sample(confidence: .notFound)
        #expect(CriteriaWording.requirement(item) == "〔未经核实 X〕≤75 mg/kg")
        #expect(item.unverifiedFigures.map(\.source.confidence) == [.notFound])
        #expect(TestItem.sample().unverifiedFigures.isEmpty)
    }

    @Test("undecided values and ranges are part of the rules text")
    func undecided() {
        let magnet = TestItem.number(.below("50", undecidedAt: ["50"]))
        #expect(CriteriaWording.rules(magnet) == "恰为50时来源不一致，不予判定")
        #expect(CriteriaWording.rules(.number(.contradicted())) == "4.0～5.5（不含）时来源不一致，不予判定")
    }

    private func changes(_ value: String, current: ProductCriteria?) -> [String] {
        let trial = CriteriaTrial(current: current, next: .sample([.sample("A", items: [stricter])]))
        let report = ReportSubmission.sample([ItemResult(item: "PB", value: value, unit: "mg/kg")])
        #expect(trial.belonging(of: report, besides: []) == .this)
        return trial.changes(for: report, soldOn: day("2026-11-02")).map {
            "\($0.item ?? "sample"): \($0.before?.verdict.rawValue ?? "-") → \($0.after?.verdict.rawValue ?? "-")"
        }
    }

    @Test("a trial lists only changed verdicts, the sample first")
    func trial() {
        let current = ProductCriteria.sample([.sample("A", items: [lead])])
        #expect(changes("70", current: current) == ["sample: meets → fails", "PB: meets → fails"])
        #expect(changes("20", current: current).isEmpty)
        #expect(changes("120", current: current) == ["sample: fails → fails"], "the hazard is another")
        #expect(changes("20", current: nil) == ["sample: - → meets", "PB: - → meets"])
    }

    @Test("a report with shared items belongs to the product that knows most of them")
    func shared() {
        func product(_ code: String, _ name: String, _ items: [TestItem]) -> ProductCriteria {
            let sample = ProductCriteria.sample()
            return ProductCriteria(
                product: code, name: name, matching: sample.matching, flagging: sample.flagging,
                editions: [.sample("A", items: items)], rule: sample.rule)
        }
        func results(_ codes: String...) -> ReportSubmission {
            .sample(codes.map { ItemResult(item: $0, value: "1", unit: "mg/kg") })
        }
        let trial = CriteriaTrial(current: nil, next: .sample([.sample("A", items: [lead])]))
        let others = [product("sofa", "沙发", [lead, .label]), product("bed", "床", [lead])]
        #expect(trial.belonging(of: results("PB", "TX-LBL"), besides: others) == .other)
        #expect(trial.belonging(of: results("PB", "PB"), besides: others) == .thisOr(["床", "沙发"].sorted()))
        #expect(trial.belonging(of: results("PB"), besides: []) == .this)
        // A draft of the product itself does not count as another product.
        #expect(trial.belonging(of: results("PB"), besides: [product("lamp", "台灯", [lead, .label])]) == .this)
        let catalogue = ItemCatalogue(others)
        #expect(catalogue.owners(of: "PB") == ["床", "沙发"])
        #expect(catalogue.owners(of: "TX-LBL") == ["沙发"] && catalogue.owners(of: "XX").isEmpty)
    }

    @Test("a report of another product is not tried")
    func foreign() {
        let trial = CriteriaTrial(current: nil, next: .sample([.sample("A", items: [lead])]))
        #expect(trial.belonging(of: .sample([ItemResult(item: "XX", value: "1", unit: "")]), besides: []) == .other)
    }
}
