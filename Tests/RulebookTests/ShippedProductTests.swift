import Domain
import Rulebook
import TestSupport
import Testing

@Suite("The shipped products judge as their sources state")
struct ShippedProductTests {
    private let products: [String: ProductCriteria]

    init() throws {
        products = try shippedRulebook.get().criteria
    }

    private static let germs: Set<String> = ["HY-COL", "HY-PSE", "HY-STA", "HY-STR"]

    /// For each product, the items that judge no sample yet in one of its editions.
    private static let unverified: [String: Set<String>] = [
        "bedding": ["TX-CR"], "childrens-clothing": ["TX-CR"], "infant-clothing": ["TX-CR"], "sleepwear": [],
        "child-shoes": ["SH-DMF", "SH-NA", "SH-HEEL", "SH-ODOR"], "down-wool": ["DW-FILL"],
        "correction-fluid": [], "pens": [],
        "e-bike": ["EB-OC"], "e-bike-battery": [], "electric-blanket": ["BL-FOLD"], "gas-detector": [],
        "led-lamp": [
            "LD-B-SHOCK", "LD-B-ES", "LD-B-FIRE", "LD-B-CAP", "LD-B-MECH", "LD-B-LBL", "LD-T-SHOCK",
        ],
        "socket": ["SK-CABLE"], "gas-hob": [], "gas-hose": ["HS-LBL"], "hand-warmer": ["HW-CUT", "HW-HEAT"],
        "helmet": ["HM-STIFF"], "room-heater": ["RH-LBL"],
        "power-bank": ["PB-ABU-OC", "PB-ABU-NAIL", "PB-ABU-CRUSH", "PB-ABU-HEAT", "PB-PROT", "PB-SMART"],
        "student-goods": [],
        "food-paper": [
            "FP-HM", "FP-KM", "FP-MCPD", "FP-DCP", "FP-PB", "FP-AS", "FP-HCHO", "FP-FWA", "FP-OM", "FP-OM-DIR",
            "FP-OM-EXT",
        ],
        "food-plastic": ["FC-OM", "FC-OM-I", "FC-KM", "FC-PB", "FC-MEL", "FC-MEL-I", "FC-HCHO", "FC-PAA"],
        "hygiene": germs.union(["HY-TBC", "HY-FUN", "HY-PH", "HY-EO"]),
        "nappies": germs.union([
            "HY-TBC", "HY-FUN", "NP-LK", "NP-PH", "NP-HCHO", "NP-PB", "NP-AS", "NP-CD", "NP-HG", "NP-AA", "NP-PAE",
            "NP-AZO",
        ]),
        "sanitary-napkin": germs.union([
            "HY-EO", "SN-MASS", "SN-ABS", "SN-SPEED", "SN-PH", "SN-P-SIZE", "SN-P-WAIST", "SN-RW", "SN-HCHO", "SN-FWA",
            "SN-PEEL", "SN-PAE", "SN-PB", "SN-AS", "SN-CD", "SN-HG", "SN-AZO",
        ]),
        "child-seat": [], "childrens-furniture": [],
        "childrens-vehicles": [
            "CV-TR-PED", "CV-ST-BRK", "CV-ST-LCK", "CV-ST-STB", "CV-ST-GAP", "CV-ST-BLT", "CV-ST-DUR", "CV-ST-FIR",
            "CV-WK-LCK", "CV-WK-BMP", "CV-WK-CAS", "CV-WK-STB", "CV-WK-STR", "CV-CARE", "CV-LBL",
        ],
        "toys": [
            "TY-HCHO-E", "TY-BALL", "TY-MAG-H", "TY-MAG", "TY-MAG-SP", "TY-PAE1", "TY-PAE2", "TY-EL-SB", "TY-EL-AS",
            "TY-EL-BA", "TY-EL-CD", "TY-EL-CR", "TY-EL-PB", "TY-EL-HG", "TY-EL-SE",
        ],
        "wet-wipes": germs.union([
            "HY-TBC", "HY-FUN", "HY-PB", "HY-AS", "HY-HG", "WW-PH", "WW-PH-S", "WW-HCHO", "WW-MEOH", "WW-PB", "WW-AS",
            "WW-CD", "WW-HG",
        ]),
    ]

    @Test("every edition of every product has samples in the table")
    func everyEdition() {
        let tried = Set(ShippedSample.all.map(\.description))
        let shipped = Set(products.values.flatMap { one in one.editions.map { "\(one.product), \($0.identifier)" } })
        #expect(shipped.count >= 20 && products.count >= 20)
        #expect(tried == shipped, "\(tried.symmetricDifference(shipped).sorted())")
    }

    @Test(
        "the verdict of a sample at its limits is 所检项目未发现不合格, unless a figure is unverified",
        arguments: ShippedSample.all)
    func best(_ sample: ShippedSample) throws {
        let conclusion = try conclude(sample)
        #expect(conclusion.edition == sample.edition)
        #expect(conclusion.verdict == sample.best, "\(summary(conclusion))")
        #expect(conclusion.unknownItems.isEmpty && conclusion.hazard == nil)
        if sample.best == .meets { #expect(conclusion.sentence.hasPrefix("所检项目未发现不合格")) }
        let open = conclusion.items.filter { $0.verdict == .cannotJudge && !$0.reason.decidesNothing }
        #expect(open.allSatisfy { $0.reason == .limitUnverified }, "\(summary(conclusion))")
        #expect(open.allSatisfy { Self.unverified[sample.product]?.contains($0.item) == true })
    }

    @Test("just beyond a limit it fails, with the hazard of the item", arguments: ShippedSample.all)
    func failing(_ sample: ShippedSample) throws {
        for (hazard, word, changes) in [
            (HazardClass.serious, "严重风险隐患", sample.serious), (.general, "一般风险隐患", sample.general),
        ] {
            for change in changes {
                let conclusion = try conclude(sample, change)
                #expect(
                    conclusion.verdict == .fails && conclusion.hazard == hazard, "\(change): \(summary(conclusion))")
                #expect(conclusion.sentence.contains("不符合本次风险速筛要求") && conclusion.sentence.contains(word))
            }
        }
    }

    @Test("an undecided result cannot be judged", arguments: ShippedSample.all)
    func undecided(_ sample: ShippedSample) throws {
        for change in sample.undecided {
            let conclusion = try conclude(sample, change)
            #expect(conclusion.verdict == .cannotJudge && conclusion.hazard == nil, "\(change): \(summary(conclusion))")
        }
    }

    @Test(
        "under one standard, an item that several products share has one name, unit, method requirement and hazard")
    func sharedItems() {
        var seen: [String: (product: String, item: TestItem)] = [:]
        for criteria in products.values.sorted(by: { $0.product < $1.product }) {
            for item in criteria.editions.flatMap(\.items) {
                let key = item.code + " " + item.standard
                guard let first = seen[key], first.product != criteria.product else {
                    seen[key] = seen[key] ?? (criteria.product, item)
                    continue
                }
                // The name may be longer in one file than in the other: 绳带要求（7岁以下…）.
                let names = [first.item.name, item.name].map { $0.split(separator: "（").first }
                #expect(
                    names[0] == names[1] && first.item.unit == item.unit && first.item.methods == item.methods
                        && first.item.hazard == item.hazard, "\(key): \(first.product) and \(criteria.product)")
            }
        }
    }

    @Test("the description of the format lists each item, by file and name")
    func described() throws {
        let readme = try Repository.text("Criteria/README.md")
        for criteria in products.values {
            #expect(readme.contains("| `\(criteria.product)` | \(criteria.name) |"), "\(criteria.product)")
        }
    }

    @Test("the list of items with a recalled figure, or without a figure, is complete")
    func unverifiedItems() {
        #expect(Set(Self.unverified.keys) == Set(products.keys))
        for (product, criteria) in products {
            let items = criteria.editions.flatMap(\.items).filter { !$0.unverifiedFigures.isEmpty }
            #expect(Set(items.map(\.code)) == Self.unverified[product], "\(product)")
        }
    }

    @Test("no value meets or fails an item with a recalled figure, or without a figure")
    func neverJudged() {
        for criteria in products.values {
            for item in criteria.editions.flatMap(\.items) where !item.unverifiedFigures.isEmpty {
                for declared in Self.classes(of: item, in: criteria) where !Self.isVerified(item, declared) {
                    for value in ["0", "1000000", "合格", "不合格", "未检出", "检出"] {
                        let judgement = ItemJudging.judge(
                            item, ItemResult(item: item.code, value: value, unit: item.unit), declared: declared,
                            declarations: criteria.declarations)
                        #expect(
                            judgement.verdict == .cannotJudge, "\(criteria.product) \(item.code) \(declared) \(value)")
                    }
                }
            }
        }
    }

    /// Whether the figure for samples of this class has a usable source of its own.
    private static func isVerified(_ item: TestItem, _ declared: [String: String]) -> Bool {
        guard case .byClass(let cases) = item.requirement else { return false }
        let fitting = cases.first { one in one.when.allSatisfy { $1.contains(declared[$0] ?? "") } }
        return (fitting?.source ?? item.source).confidence.isUsable
    }

    /// All ways in which samples of the product can declare the facts that `item` depends on.
    private static func classes(of item: TestItem, in criteria: ProductCriteria) -> [[String: String]] {
        let needed = criteria.declarations.filter { item.declaredNames.contains($0.name) && !$0.values.isEmpty }
        return needed.reduce([[:]]) { ways, declaration in
            ways.flatMap { way in
                declaration.values.map { way.merging([declaration.name: $0.code]) { _, new in new } }
            }
        }
    }
}

extension ShippedProductTests {
    private func conclude(_ sample: ShippedSample, _ change: String = "") throws -> Conclusion {
        let criteria = try #require(products[sample.product])
        let edition = try #require(criteria.editions.first { $0.identifier == sample.edition })
        let written = Self.results(sample.results).merging(Self.results(change)) { _, new in new }
        let results = edition.items.compactMap { item -> ItemResult? in
            if let (value, unit) = written[item.code] {
                return ItemResult(item: item.code, value: value, unit: unit)
            }
            switch item.requirement {
            case .passFail: return ItemResult(item: item.code, value: "合格", unit: "")
            case .absent: return ItemResult(item: item.code, value: "未检出", unit: "")
            default: return nil
            }
        }
        for code in written.keys { #expect(edition.items.contains { $0.code == code }, "\(sample): \(code)") }
        let sold = try #require(CalendarDay(text: sample.sold))
        let produced: CalendarDay = try #require(CalendarDay(text: sample.produced))
        let report = ReportSubmission(
            number: "R-1", sampleLabel: "S-1", testedOn: sold, producedOn: produced,
            declared: Self.declared(sample.declared), results: results)
        return SampleJudging.judge(report, under: criteria, soldOn: sold)
    }

    private static func results(_ text: String) -> [String: (value: String, unit: String)] {
        pairs(text, between: "; ").mapValues { written in
            let parts = written.split(separator: " ", maxSplits: 1).map(String.init)
            return (parts[0], parts.count > 1 ? parts[1] : "")
        }
    }

    private static func declared(_ text: String) -> [String: String] {
        pairs(text, between: ";")
    }

    private static func pairs(_ text: String, between: String) -> [String: String] {
        var pairs: [String: String] = [:]
        for part in text.split(separator: between) {
            let sides = part.split(separator: "=", maxSplits: 1)
            pairs[String(sides[0])] = sides.count > 1 ? String(sides[1]) : ""
        }
        return pairs
    }

    private func summary(_ conclusion: Conclusion) -> String {
        conclusion.sentence + conclusion.items.map { " | \($0.item) \($0.verdict) \($0.reason.rawValue)" }.joined()
    }
}
