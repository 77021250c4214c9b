internal import Domain
internal import Rulebook

/// A product of the generated store: words of its titles, and results with which a sample of it meets and fails.
struct GeneratedGoods: Sendable {
    let criteria: ProductCriteria
    /// Words by which a title of `title(_:)` is matched to the product.
    private(set) var words: [String]
    /// `variant=standard;age=under36`.
    let declared: String
    let meets: [ItemResult]
    /// The results of a sample that fails, each with its hazard class.
    let fails: [(hazard: HazardClass, results: [ItemResult])]

    var product: String { criteria.product }

    /// The products of the rule book with such results.
    static func all(_ rules: Rulebook) -> [GeneratedGoods] {
        let found = rules.criteria.values.sorted { $0.product < $1.product }.compactMap { criteria in
            (0..<4).lazy.compactMap { GeneratedGoods(criteria, turn: $0) }.first
        }
        return found.compactMap { goods in
            var goods = goods
            let titles = goods.words.map { word in
                Listing(
                    key: ListingKey(platform: "taobao", item: "1"), title: title(word, "晨曦", "新款"),
                    price: PriceRange(Fen(100)))
            }
            let matched = rules.matcher.products(of: ListingBatch(titles))
            goods.words = zip(goods.words, matched).filter { $1 == goods.product }.map(\.0)
            return goods.words.isEmpty ? nil : goods
        }
    }

    static func title(_ word: String, _ brand: String, _ sign: String) -> String {
        brand + word + sign
    }

    private init?(_ criteria: ProductCriteria, turn: Int) {
        let declared = criteria.declarations.map { declaration -> (String, String) in
            let values = declaration.values
            return (declaration.name, values.isEmpty ? "100" : values[turn % values.count].code)
        }
        self.criteria = criteria
        self.declared = declared.map { "\($0.0)=\($0.1)" }.joined(separator: ";")
        words = Array(criteria.matching.titleWords.prefix(12))
        let properties = Dictionary(declared, uniquingKeysWith: { first, _ in first })
        var judge = SampleJudge(criteria)
        func conclusion(_ results: [ItemResult]) -> Conclusion {
            judge.judge(JudgingDays.report("", properties, results), soldOn: JudgingDays.sold)
        }
        let asked = conclusion([]).items.filter { $0.subject.sumOf.isEmpty && !$0.subject.isAlternative }
        func results(failing: Int?) -> [ItemResult] {
            asked.enumerated().flatMap { place, judgement -> [ItemResult] in
                guard let demand = judgement.applied?.demand, demand != .notApplicable else { return [] }
                let item = judgement.subject
                let value = Self.value(demand, fails: place == failing)
                return (1...max(1, item.rules.specimens.count ?? 1)).map {
                    ItemResult(item: item.code, specimen: $0, value: value, unit: item.unit)
                }
            }
        }
        meets = results(failing: nil)
        guard !meets.isEmpty, conclusion(meets).verdict == .meets else { return nil }
        var fails: [HazardClass: [ItemResult]] = [:]
        for place in asked.indices where fails.count < 2 {
            let found = conclusion(results(failing: place))
            if found.verdict == .fails, let hazard = found.hazard { fails[hazard] = results(failing: place) }
        }
        self.fails = [HazardClass.general, .serious].compactMap { hazard in fails[hazard].map { (hazard, $0) } }
        guard !fails.isEmpty else { return nil }
    }

    /// A value that clearly meets a demand, or clearly fails.
    private static func value(_ demand: Demand, fails: Bool) -> String {
        switch demand {
        case .passFail, .notApplicable: fails ? "不合格" : "合格"
        case .absent: fails ? "检出" : "未检出"
        case .grade: fails ? "1" : "5"
        case .limit(let limit): number(limit, fails: fails)
        }
    }

    private static func number(_ limit: Limit, fails: Bool) -> String {
        guard let bound = limit.upper ?? limit.lower else { return "1" }
        let isRange = limit.upper != nil && limit.lower != nil
        // A range is met near its upper end.
        let percent: Int64 = limit.upper == nil ? (fails ? 50 : 150) : fails ? 200 : isRange ? 97 : 50
        return (bound.value.times(FixedDecimal(mantissa: percent, scale: 2)) ?? bound.value).text
    }
}
