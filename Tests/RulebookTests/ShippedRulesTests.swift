import Domain
import Rulebook
import Testing

@Suite("The shipped rules")
struct ShippedRulesTests {
    private let rulebook: Rulebook

    init() throws {
        rulebook = try shippedRulebook.get()
    }

    private func items(_ product: String) throws -> [TestItem] {
        try #require(rulebook.criteria[product]).editions.flatMap(\.items)
    }

    private func item(_ code: String, of product: String) throws -> TestItem {
        try #require(try items(product).first { $0.code == code })
    }

    @Test("all load without a mistake")
    func load() {
        #expect(
            Set(rulebook.crawlers.keys).isSuperset(of: [
                "csv-market", "douyin-live", "jd-union", "pdd-ddk", "taobao-top",
            ]))
        #expect(Set(rulebook.criteria.keys).isSuperset(of: ["childrens-clothing", "power-bank", "toys"]))
        #expect(rulebook.criteria.count >= 20)
    }

    @Test("each contains the name and the hash of its file")
    func references() {
        for crawler in rulebook.crawlers.values {
            #expect(crawler.rule.file.hasSuffix("Crawlers/\(crawler.identifier).yaml"))
            #expect(Digest.isSHA256(crawler.rule.hash))
        }
        for criteria in rulebook.criteria.values {
            #expect(criteria.rule.file.hasSuffix("Criteria/\(criteria.product).yaml"))
            #expect(Digest.isSHA256(criteria.rule.hash))
        }
    }

    @Test("a recalled or missing figure judges no sample, and each names a place to look it up")
    func unverifiedFigures() {
        for criteria in rulebook.criteria.values {
            for edition in criteria.editions {
                for item in edition.items where !item.source.confidence.isUsable {
                    #expect(item.source.note != nil, "\(criteria.product) \(item.code)")
                    let result = ItemResult(item: item.code, value: "合格", unit: item.unit)
                    let judgement = ItemJudging.judge(item, result, declared: [:], declarations: criteria.declarations)
                    #expect(judgement.verdict == .cannotJudge, "\(criteria.product) \(item.code)")
                }
                #expect(edition.items.contains { $0.source.confidence.isUsable }, "\(criteria.product)")
            }
        }
    }

    @Test("every product has both hazard classes, so that its failures differ in class")
    func bothClasses() {
        for criteria in rulebook.criteria.values {
            #expect(Set(criteria.editions.flatMap(\.items).map(\.hazard)) == Set(HazardClass.allCases))
        }
    }

    @Test("every item states the reason of its hazard class", .disabled("the files do not state the reasons yet"))
    func hazardBasis() {
        for criteria in rulebook.criteria.values {
            for item in criteria.editions.flatMap(\.items) {
                #expect(item.hazardBasis != nil, "\(criteria.product) \(item.code)")
            }
        }
    }

    @Test("clothing: limits by safety category, formaldehyde 20, 75 and 300")
    func formaldehyde() throws {
        #expect(
            try item("TX-HCHO", of: "childrens-clothing").requirement
                == .number(["A": .atMost("20"), "B": .atMost("75"), "C": .atMost("300")]))
    }

    @Test("clothing: pH of category B ends at 8.5, not at 7.5 as one page states")
    func pH() throws {
        guard case .number(let limits) = try item("TX-PH", of: "childrens-clothing").requirement else {
            Issue.record("pH is judged as a number")
            return
        }
        #expect(limits.mapValues(\.text) == ["A": "4.0～7.5", "B": "4.0～8.5", "C": "4.0～9.0"])
    }

    @Test("clothing: 3-4 for water fastness is a grade, not a range")
    func grade() throws {
        guard case .gradeAtLeast(let grades) = try item("TX-CW", of: "childrens-clothing").requirement else {
            Issue.record("fastness is judged as a grade")
            return
        }
        #expect(grades.mapValues(\.text) == ["A": "3-4", "B": "3", "C": "3"])
    }

    @Test("toys: a flux index of exactly 50 is undecided, because the sources contradict each other")
    func fluxIndex() throws {
        guard case .number(let limits) = try item("TY-MAG", of: "toys").requirement else {
            Issue.record("the flux index is judged as a number")
            return
        }
        let limit = try #require(limits[TestItem.anyVariant])
        #expect(limit.text == "<50")
        #expect(limit.undecidedAt == [Limit.Undecided(FixedDecimal(mantissa: 50, scale: 0))])
    }

    @Test("toys: a magnet is hazardous only if its flux index is too high and it is a small part")
    func hazardousMagnet() throws {
        let magnet = try item("TY-MAG-H", of: "toys")
        #expect(magnet.requirement == .anyOf(["TY-MAG", "TY-MAG-SP"]))
        #expect(magnet.rules.appliesTo == ["magnet": ["loose", "released"]])
    }

    @Test(
        "goods for pupils: no item accuses the seller of office goods",
        arguments: ["pens", "student-goods", "correction-fluid"])
    func officeGoods(_ product: String) throws {
        for item in try items(product) where item.requirement != .reportOnly {
            if case .byClass(let cases) = item.requirement {
                #expect(
                    cases.contains { $0.when == ["use": ["office"]] && $0.demand == .notApplicable }, "\(item.code)")
            } else {
                #expect(item.rules.appliesTo["use"] == ["pupil"], "\(item.code)")
            }
        }
    }

    @Test("toys: migratable lead is 90 mg/kg (finger paint 25), phthalates 0.1 %")
    func leadAndPhthalates() throws {
        #expect(
            try item("TY-EL-PB", of: "toys").requirement
                == .number([
                    "standard": .atMost("90"), "clay": .atMost("90"), "fingerPaint": .atMost("25"),
                    "slime": .atMost("90"),
                ]))
        #expect(try item("TY-EL-PB", of: "toys").unit == "mg/kg")
        #expect(try item("TY-PAE1", of: "toys").requirement == .number([TestItem.anyVariant: .atMost("0.1")]))
        #expect(try item("TY-PAE1", of: "toys").unit == "%")
    }

    @Test(
        "toys: GB 6675-2014 ends with production on 2026-10-31, and with the sale of old stock on 2027-10-31",
        arguments: [
            ("2026-10-31", "2026-11-30", "GB 6675-2014"), ("2026-10-31", "2027-10-31", "GB 6675-2014"),
            ("2026-10-31", "2027-11-01", "GB 6675-2025"),
            ("2026-11-01", "2026-11-02", "GB 6675-2025"),
        ])
    func toyEdition(_ produced: String, _ sold: String, _ edition: String) throws {
        let toys = try #require(rulebook.criteria["toys"])
        let produced = try #require(CalendarDay(text: produced))
        let sold = try #require(CalendarDay(text: sold))
        #expect(try toys.edition(produced: produced, sold: sold).get().identifier == edition)
    }

    @Test(
        "hygiene and food contact: each standard has its days of production",
        arguments: [
            ("hygiene", "2025-06-30", "GB 15979-2002"), ("hygiene", "2025-07-01", "GB 15979-2024"),
            ("nappies", "2024-12-31", "GB/T 28004.1-2021 + GB 15979-2002"),
            ("nappies", "2025-01-01", "GB/T 28004.1-2021 + GB 43631-2023 + GB 15979-2002"),
            ("sanitary-napkin", "2026-12-31", "GB/T 8939-2018 / GB/T 39391-2020 + GB 15979-2024"),
            ("sanitary-napkin", "2027-01-01", "GB/T 8939-2025 / GB/T 39391-2020 + GB 15979-2024"),
            ("food-plastic", "2024-09-05", "GB 4806.7-2016"), ("food-plastic", "2024-09-06", "GB 4806.7-2023"),
            ("food-paper", "2023-06-29", "GB 4806.8-2016"), ("food-paper", "2023-06-30", "GB 4806.8-2022"),
        ])
    func editionByProduction(_ product: String, _ produced: String, _ edition: String) throws {
        let criteria = try #require(rulebook.criteria[product])
        let produced = try #require(CalendarDay(text: produced))
        let sold = try #require(CalendarDay(text: "2027-02-01"))
        #expect(try criteria.edition(produced: produced, sold: sold).get().identifier == edition)
    }

    @Test(
        "a product made when no known edition was in force has no edition",
        arguments: [
            ("e-bike", "2025-08-31", "2025-11-30"), ("helmet", "2023-06-30", "2026-11-21"),
            ("gas-hob", "2021-12-31", "2026-11-21"), ("food-plastic", "2017-04-18", "2026-11-21"),
            ("power-bank", "2023-12-31", "2026-11-21"), ("e-bike-battery", "2024-10-31", "2026-11-21"),
            ("gas-detector", "2020-10-31", "2026-11-21"),
            ("nappies", "2022-04-30", "2026-11-21"), ("pens", "2022-01-31", "2026-11-21"),
            ("childrens-vehicles", "2006-12-31", "2026-11-21"),
        ])
    func noEdition(_ product: String, _ produced: String, _ sold: String) throws {
        let criteria = try #require(rulebook.criteria[product])
        let produced = try #require(CalendarDay(text: produced))
        let sold = try #require(CalendarDay(text: sold))
        #expect(throws: ProductCriteria.EditionProblem.noEdition) {
            try criteria.edition(produced: produced, sold: sold).get()
        }
    }

    @Test(
        "a listing matches the product that it offers",
        arguments: [
            ("20000毫安充电宝", "power-bank"), ("充电宝保护套", nil), ("儿童充电宝", "power-bank"), ("儿童玩具", "toys"),
            ("宝宝连衣裙", "childrens-clothing"), ("玩具收纳箱", nil), ("成人毛绒睡衣", "sleepwear"), ("台灯", nil),
            ("儿童头盔 电动车四季通用", "helmet"), ("电动车雨披", nil), ("新国标电动自行车 48V锂电池", "e-bike"), ("婴儿纸尿裤 XL码", "nappies"),
            ("宝宝手口湿巾 80抽", "wet-wipes"), ("婴儿连体衣 春秋", "infant-clothing"), ("纯棉四件套 床单被套", "bedding"),
            ("家用天然气灶双灶 易清洁", "gas-hob"), ("燃气灶电池盒", nil), ("天然气管 防爆波纹管", "gas-hose"),
            ("双人电热毯 双控", "electric-blanket"), ("LED筒灯 嵌入式7W", "led-lamp"), ("插线板 6位5米", "socket"),
            ("加厚棉柔巾 100抽", "hygiene"), ("卫生巾 日用夜用组合", "sanitary-napkin"), ("冰箱保鲜盒 密封收纳", "food-plastic"),
            ("一次性纸杯 50只", "food-paper"), ("学生橡皮 美术专用", "student-goods"), ("中性笔 0.5黑色", "pens"),
            ("修正带 12个装", "correction-fluid"), ("儿童双层床 实木高低床", "childrens-furniture"),
            ("儿童安全座椅 0-12岁 isofix", "child-seat"), ("婴儿推车 可坐可躺", "childrens-vehicles"), ("荧光笔 6色", "pens"),
            ("成人拉拉裤", nil), ("童鞋男童运动鞋", "child-shoes"), ("羊绒衫女 圆领", "down-wool"),
        ] as [(String, String?)])
    func matching(_ title: String, product: String?) {
        let listing = Listing(key: ListingKey(platform: "market", item: "1"), title: title, price: PriceRange(Fen(100)))
        #expect(rulebook.matcher.product(of: listing) == product)
    }
}

extension Limit {
    fileprivate static func atMost(_ text: String) -> Limit {
        Limit(upper: FixedDecimal(text).map { .init($0, inclusive: true) })
    }
}
