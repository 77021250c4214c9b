import Domain
import Rulebook
import Testing

@Suite("The rules that are shipped")
struct ShippedRulesTests {
    private let rulebook: Rulebook

    init() throws {
        rulebook = try Rulebook.load(crawlers: repositoryRoot + "/Crawlers", criteria: repositoryRoot + "/Criteria")
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
    }

    @Test("each names its file and the hash of it")
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

    @Test("no sample is judged by a figure that is merely recalled or was not found, and each says where to look")
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

    @Test("every product has both classes of hazard, so that its failures can be told apart")
    func bothClasses() {
        for criteria in rulebook.criteria.values {
            #expect(Set(criteria.editions.flatMap(\.items).map(\.hazard)) == Set(HazardClass.allCases))
        }
    }

    @Test("clothing: limits by safety category, formaldehyde 20, 75 and 300")
    func formaldehyde() throws {
        #expect(
            try item("TX-HCHO", of: "childrens-clothing").requirement
                == .number(["A": .atMost("20"), "B": .atMost("75"), "C": .atMost("300")]))
    }

    @Test("clothing: pH of category B ends at 8.5, not at the 7.5 that one page gives")
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

    @Test("toys: a flux index of exactly 50 is left undecided, as the sources contradict each other")
    func fluxIndex() throws {
        guard case .number(let limits) = try item("TY-MAG", of: "toys").requirement else {
            Issue.record("the flux index is judged as a number")
            return
        }
        let limit = try #require(limits[TestItem.anyVariant])
        #expect(limit.text == "<50")
        #expect(limit.undecidedAt == [FixedDecimal(mantissa: 50, scale: 0)])
    }

    @Test("toys: migratable lead is 90 mg/kg, phthalates 0.1 %")
    func leadAndPhthalates() throws {
        #expect(try item("TY-EL-PB", of: "toys").requirement == .number([TestItem.anyVariant: .atMost("90")]))
        #expect(try item("TY-EL-PB", of: "toys").unit == "mg/kg")
        #expect(try item("TY-PAE1", of: "toys").requirement == .number([TestItem.anyVariant: .atMost("0.1")]))
        #expect(try item("TY-PAE1", of: "toys").unit == "%")
    }

    @Test("toys: GB 6675-2014 ends with production on 2026-10-31")
    func toyEdition() throws {
        let toys = try #require(rulebook.criteria["toys"])
        let sold = try #require(CalendarDay(text: "2026-12-01"))
        let last = try #require(CalendarDay(text: "2026-10-31"))
        #expect(try toys.edition(produced: last, sold: sold).get().identifier == "GB 6675-2014")
        let next = CalendarDay(daysSince1970: last.daysSince1970 + 1)
        #expect(throws: ProductCriteria.EditionProblem.noEdition) { try toys.edition(produced: next, sold: sold).get() }
    }

    @Test(
        "listings are matched to the product that they offer",
        arguments: [
            ("20000毫安充电宝", "power-bank"), ("充电宝保护套", nil), ("儿童充电宝", "power-bank"), ("儿童玩具", "toys"),
            ("宝宝连衣裙", "childrens-clothing"), ("玩具收纳箱", nil), ("成人毛绒睡衣", nil), ("台灯", nil),
        ] as [(String, String?)])
    func matching(_ title: String, product: String?) {
        let listing = Listing(key: ListingKey(platform: "market", item: "1"), title: title, price: Fen(100))
        #expect(rulebook.matcher.product(of: listing) == product)
    }
}

extension Limit {
    fileprivate static func atMost(_ text: String) -> Limit {
        Limit(upper: FixedDecimal(text).map { .init($0, inclusive: true) })
    }
}
