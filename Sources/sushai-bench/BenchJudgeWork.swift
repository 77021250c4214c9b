internal import Domain

/// The input of the measurement, made from the shipped criteria and one seed: results as laboratories write them, and
/// their limits.
///
/// For each product and class of samples, it contains the items that a table of limits can express: items with a limit,
/// a grade, a pass or an absence, and a simple decision. Sums and alternatives need a program and are left out.
struct JudgingWork {
    private(set) var results = JudgingSample.columns + "\n"
    private(set) var limits =
        "product\tclass\titem\tkind\tunit\tlower\tlowerInclusive\tupper\tupperInclusive\tcomparison\tdetection\n"

    init(_ criteria: [ProductCriteria], results wanted: Int) {
        let classes = criteria.flatMap(Self.classes)
        guard !classes.isEmpty else { return }
        for one in classes {
            for (item, demand) in one.items { limits += Self.line(one, item, demand) }
        }
        var chance = StableRandom()
        var made = 0
        var sample = 0
        while made < wanted {
            let one = classes[sample % classes.count]
            for (item, demand) in one.items {
                for specimen in 1...max(1, item.rules.specimens.count ?? 1) {
                    let text = ResultText(item, demand, &chance)
                    results += "S\(sample)\t\(one.product)\t\(one.declared)\t\(item.code)\t\(specimen)\t"
                    results += "\(text.value)\t\(text.unit)\t\(text.detectionLimit)\n"
                    made += 1
                }
            }
            sample += 1
        }
    }

    private struct SampleClass {
        let product: String
        let declared: String
        let items: [(TestItem, Demand)]
    }

    /// A product with the first, second, third and fourth values of all its declared properties.
    private static func classes(_ criteria: ProductCriteria) -> [SampleClass] {
        var seen: Set<String> = []
        return (0..<4).compactMap { turn in
            let declared = criteria.declarations.map { declaration -> (String, String) in
                let values = declaration.values
                return (declaration.name, values.isEmpty ? "100" : values[turn % values.count].code)
            }
            let text = declared.map { "\($0.0)=\($0.1)" }.joined(separator: ",")
            guard seen.insert(text).inserted else { return nil }
            let report = JudgingDays.report(
                "", Dictionary(declared, uniquingKeysWith: { first, _ in first }), [])
            let items = judged(SampleJudging.judge(report, under: criteria, soldOn: JudgingDays.sold))
            return items.isEmpty ? nil : SampleClass(product: criteria.product, declared: text, items: items)
        }
    }

    /// The items of the conclusion on an empty report, with their demands.
    private static func judged(_ conclusion: Conclusion) -> [(TestItem, Demand)] {
        let members = Set(conclusion.items.filter { $0.subject.isAlternative }.flatMap { $0.subject.members })
        var seen: Set<String> = []
        return conclusion.items.compactMap { judgement in
            let item = judgement.subject
            guard let applied = judgement.applied, applied.origin == .standard, judgement.reason == .missing,
                item.sumOf.isEmpty, !members.contains(item.code), item.rules.decision.kind == .simple,
                item.rules.detection.kind == .bounds, item.rules.specimens.accept == 0,
                item.rules.specimens.reject == 1, isPlain(applied.demand), seen.insert(item.code).inserted
            else { return nil }
            return (item, applied.demand)
        }
    }

    private static func isPlain(_ demand: Demand) -> Bool {
        guard case .limit(let limit) = demand else { return true }
        let units = [limit.lower, limit.upper].compactMap { $0?.unit }
        return limit.undecidedAt.isEmpty && !units.isEmpty && units.allSatisfy { $0 == 0 }
    }

    private static func line(_ one: SampleClass, _ item: TestItem, _ demand: Demand) -> String {
        var kind = "pass"
        var cells = ["", "", "", "", ""]
        switch demand {
        case .limit(let limit):
            kind = "limit"
            cells = [
                limit.lower?.value.text ?? "", limit.lower?.inclusive == true ? "1" : "", limit.upper?.value.text ?? "",
                limit.upper?.inclusive == true ? "1" : "", limit.comparison.rawValue,
            ]
        case .grade(let least): (kind, cells[0]) = ("grade", least.text)
        case .absent: kind = "absent"
        case .passFail, .notApplicable: break
        }
        let fields = [one.product, one.declared, item.code, kind, item.unit] + cells
        return fields.joined(separator: "\t") + "\t\(item.rules.detection.limit?.text ?? "")\n"
    }
}

/// One result in the usual mix of a laboratory: of a hundred results, about 75 are plain numbers, 12 below detection, 6
/// in another unit, 4 beyond the limit, 1 at the limit, 1 empty, and 1 is not a result.
private struct ResultText {
    private(set) var value = ""
    private(set) var unit: String
    private(set) var detectionLimit = ""

    init(_ item: TestItem, _ demand: Demand, _ chance: inout StableRandom) {
        unit = item.unit
        let kind = chance.next(100)
        let share = 5 + chance.next(90)
        if kind == 98 { return }
        if kind == 99 {
            value = "见附件"
            return
        }
        switch demand {
        case .passFail, .notApplicable: value = kind < 95 ? "合格" : "不合格"
        case .absent: value = kind < 95 ? "未检出" : "检出"
        case .grade: value = kind < 95 ? ["3-4", "4", "4-5", "5"][share % 4] : ["2", "2-3"][share % 2]
        case .limit(let limit): number(limit, kind, share)
        }
    }

    private mutating func number(_ limit: Limit, _ kind: Int, _ share: Int) {
        guard let bound = limit.upper ?? limit.lower else { return }
        let isUpper = limit.upper != nil
        let fails = (93..<97).contains(kind)
        let percent: Int
        if let lower = limit.lower?.value, let upper = limit.upper?.value, !fails, lower > .zero {
            // Between both limits, near the upper end. Every range of the criteria contains such a value.
            percent = upper.mantissa > 0 ? 96 + share % 4 : 100
        } else {
            percent = isUpper == fails ? 101 + share : share
        }
        let figure = bound.value.times(FixedDecimal(mantissa: Int64(percent), scale: 2)) ?? bound.value
        switch kind {
        case 75..<81: value = "<" + figure.text
        case 81..<87: (value, detectionLimit) = (share % 2 == 0 ? "ND" : "未检出", figure.text)
        case 87..<93:
            value = figure.text
            guard let other = Self.units[unit], let stated = figure.multipliedByPowerOfTen(other.exponent) else {
                return
            }
            (value, unit) = (stated.text, other.unit)
        case 97: value = bound.value.text
        default: value = figure.text
        }
    }

    private static let units: [String: (unit: String, exponent: Int)] = [
        "mg/kg": ("%", -4), "%": ("mg/kg", 4), "mm": ("cm", -1), "N": ("kN", -3), "g": ("mg", 3), "V": ("kV", -3),
        "mA": ("A", -3), "s": ("ms", 3), "mAh": ("Ah", -3), "mg/L": ("g/L", -3), "µg/L": ("mg/L", -3), "W": ("kW", -3),
    ]
}
