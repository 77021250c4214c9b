import Domain
import Foundation

/// What the criteria demand of one item of a sample. It is found from the criteria alone, without the program's judging.
struct Wanted {
    enum Demand {
        case limit(Limit)
        case grade(Grade)
        case passFail
        case absent
        /// Any one of these items meets.
        case anyOf([TestItem])
        /// The sum of these items is within the limit.
        case sum([TestItem], Limit)
        /// Measured for a sum only.
        case part
        /// The item does not apply to the sample.
        case none
        /// The item applies, but the criteria demand nothing of the sample's class.
        case open
    }

    let demand: Demand
    /// Whether a figure that is verified demands it.
    let isUsable: Bool
}

/// A sample of one edition with its declarations.
struct DeclaredSample: Hashable {
    /// Every number that a product declares.
    static let number = "10"

    let edition: CriteriaEdition
    var declared: [String: String]

    /// `kind=napkin;level=ordinary`.
    var text: String {
        declared.sorted { $0.key < $1.key }.map { $0.key + "=" + $0.value }.joined(separator: ";")
    }

    func wanted(_ item: TestItem) -> Wanted {
        let applies = item.rules.appliesTo.allSatisfy { name, values in declared[name].map(values.contains) ?? false }
        guard applies else { return Wanted(demand: .none, isUsable: true) }
        // A recommended requirement counts only if the product declares it; these samples declare none.
        if item.rules.declared?.force == .recommended { return Wanted(demand: .none, isUsable: true) }
        let (demand, source) = required(item)
        return Wanted(demand: demand, isUsable: (source ?? item.source).confidence.isUsable)
    }

    private func required(_ item: TestItem) -> (Wanted.Demand, FigureSource?) {
        switch item.requirement {
        case .number(let limits): (ofClass(limits).map { limit($0, item) } ?? Wanted.Demand.open, nil)
        case .gradeAtLeast(let grades): (ofClass(grades).map { Wanted.Demand.grade($0) } ?? .open, nil)
        case .passFail: (.passFail, nil)
        case .absent: (.absent, nil)
        case .reportOnly: (.part, nil)
        case .anyOf(let codes): (.anyOf(codes.compactMap { edition.item($0) }), nil)
        case .atLeastDeclared(let name):
            (.limit(Limit(lower: FixedDecimal(declared[name] ?? "").map { .init($0, inclusive: true) })), nil)
        case .tolerance(let tolerance): (.limit(limit(tolerance)), nil)
        case .byClass(let cases): required(cases, item)
        }
    }

    private func required(_ cases: [ClassCase], _ item: TestItem) -> (Wanted.Demand, FigureSource?) {
        let fitting = cases.first { one in
            one.when.allSatisfy { name, values in declared[name].map(values.contains) ?? false }
        }
        guard let fitting else { return (.open, nil) }
        switch fitting.demand {
        case .limit(let found): return (limit(found, item), fitting.source)
        case .grade(let grade): return (.grade(grade), fitting.source)
        case .passFail: return (.passFail, fitting.source)
        case .absent: return (.absent, fitting.source)
        case .notApplicable: return (.none, fitting.source)
        }
    }

    private func ofClass<Figure>(_ figures: [String: Figure]) -> Figure? {
        figures[TestItem.anyVariant] ?? declared[Declaration.variant].flatMap { figures[$0] }
    }

    private func limit(_ limit: Limit, _ item: TestItem) -> Wanted.Demand {
        item.sumOf.isEmpty ? .limit(limit) : .sum(item.sumOf.compactMap { edition.item($0) }, limit)
    }

    private func limit(_ tolerance: DeclaredTolerance) -> Limit {
        let middle = Decimal(string: declared[tolerance.name] ?? "") ?? 0
        func bound(_ amount: FixedDecimal?, _ sign: Decimal) -> Limit.Bound? {
            guard let amount = amount.flatMap({ Decimal(string: $0.text) }) else { return nil }
            let share = tolerance.basis == .percent ? middle * amount / 100 : amount
            return FixedDecimal("\(middle + sign * share)").map { .init($0, inclusive: true) }
        }
        return Limit(lower: bound(tolerance.minus, -1), upper: bound(tolerance.plus, 1))
    }
}

extension DeclaredSample {
    /// Samples in which each value of each class, each condition of an item and each case stands at least once.
    static func all(_ criteria: ProductCriteria, _ edition: CriteriaEdition) -> [DeclaredSample] {
        let names = edition.items.reduce(into: Set<String>()) { $0.formUnion($1.declaredNames) }
        let stated = criteria.declarations.filter { names.contains($0.name) }
        let other = edition.declarations(of: criteria).filter { one in !stated.contains { $0.name == one.name } }
        let declarations = stated + other
        var samples: [DeclaredSample] = []
        func add(_ changes: [String: Set<String>], to place: Int) {
            var declared: [String: String] = [:]
            for one in declarations {
                declared[one.name] = one.values.isEmpty ? number : one.values[place % one.values.count].code
            }
            for (name, values) in changes { declared[name] = values.min() ?? declared[name] }
            let sample = DeclaredSample(edition: edition, declared: declared)
            if !samples.contains(sample) { samples.append(sample) }
        }
        for place in 0..<max(1, declarations.map(\.values.count).max() ?? 1) { add([:], to: place) }
        for item in edition.items {
            add(item.rules.appliesTo, to: 0)
            guard case .byClass(let cases) = item.requirement else { continue }
            for one in cases { add(item.rules.appliesTo.merging(one.when) { $1 }, to: 0) }
        }
        return samples
    }
}

/// Values beside the ends of a limit.
struct LimitValues {
    private let lower: Decimal?
    private let upper: Decimal?
    private let limit: Limit
    /// More than the rounding of a value.
    private let step: Decimal

    init(_ limit: Limit, _ item: TestItem) {
        self.limit = limit
        lower = limit.lower.flatMap { Decimal(string: $0.value.text) }
        upper = limit.upper.flatMap { Decimal(string: $0.value.text) }
        let ends = [limit.lower, limit.upper].compactMap { $0 }
        let last = ends.map { Decimal(sign: .plus, exponent: $0.unit > 0 ? $0.unit : -$0.value.scale, significand: 1) }
        let rounding: Decimal
        switch limit.rounding ?? item.rules.rounding {
        case .interval(let interval): rounding = Decimal(string: interval.step.text) ?? 0
        case .significantDigits:
            rounding = (ends.compactMap { Decimal(string: $0.value.text) }.map { abs($0) }.max() ?? 0) / 2
        case nil: rounding = 0
        }
        step = max(last.max() ?? 1, rounding)
    }

    /// A value that meets the limit.
    var passing: String? {
        let half = upper.map { $0 / 2 }
        let middle = lower.flatMap { low in upper.map { (low + $0) / 2 } }
        let values: [Decimal?] = [
            upper, lower, middle, half, lower.map { $0 * 2 }, upper.map { $0 - step }, lower.map { $0 + step },
        ]
        return (values.compactMap { $0 } + besideUndecided).first { accepts($0) && !isUndecided($0) }.map { "\($0)" }
    }

    /// The ends of the undecided values, and values beside them.
    private var besideUndecided: [Decimal] {
        limit.undecidedAt.flatMap { values -> [Decimal] in
            let low = Decimal(string: values.lower.value.text) ?? 0
            let high = Decimal(string: values.upper.value.text) ?? 0
            return [low, low - step, high, high + step]
        }
    }

    /// A value that does not.
    var failing: String? {
        let above: [Decimal] = upper.map { [$0 + step, $0 + step + abs($0)] } ?? []
        let below: [Decimal] = lower.map { [$0 - step, $0 / 2] } ?? []
        let mayBeNegative = (lower ?? 0) < 0 || (upper ?? 0) < 0
        return (above + below + besideUndecided).first {
            !accepts($0) && !isUndecided($0) && ($0 >= 0 || mayBeNegative)
        }
        .map { "\($0)" }
    }

    /// A small part of the upper end, for the member of a sum.
    func part(of count: Int) -> String {
        "\((upper ?? 0) / Decimal(count * 2))"
    }

    private func accepts(_ value: Decimal) -> Bool {
        Self.isWithin(value, limit.lower, limit.upper)
    }

    private func isUndecided(_ value: Decimal) -> Bool {
        limit.undecidedAt.contains { Self.isWithin(value, $0.lower, $0.upper) }
    }

    private static func isWithin(_ value: Decimal, _ lower: Limit.Bound?, _ upper: Limit.Bound?) -> Bool {
        let low = lower.flatMap { Decimal(string: $0.value.text) }
        let high = upper.flatMap { Decimal(string: $0.value.text) }
        if let low, let lower, value < low || (value == low && !lower.inclusive) { return false }
        if let high, let upper, value > high || (value == high && !upper.inclusive) { return false }
        return true
    }

    /// Whether the failure of an item with this value is serious by the multiple of its escalation.
    func isMultiple(_ value: String, of escalation: ItemEscalation?) -> Bool {
        guard let value = Decimal(string: value),
            let multiple = (escalation?.multiple).flatMap({ Decimal(string: $0.text) })
        else { return false }
        if let upper, upper > 0, value >= upper * multiple { return true }
        if let lower, lower > 0, value * multiple <= lower { return true }
        return false
    }
}
