internal import Domain

/// Reports contradictions between two keys of an item that are each correct.
struct ItemContradictions {
    let item: TestItem
    let place: Value
    let declarations: Declarations

    func report() {
        reportUnit()
        reportMisplacedRules()
        reportSum()
        reportDeclared()
        reportEscalation()
        reportDetectionLimit()
        reportMissingVariants()
        if place.member("ifUnverified") != nil, item.unverifiedFigures.isEmpty {
            place.member("ifUnverified")?.warn("every figure of this item is verified")
        }
    }

    private func reportUnit() {
        if item.hasNumber, place.member("unit") == nil {
            place.report("a limit needs a unit; write unit: \"\" for a plain number such as pH")
        }
    }

    private func reportMisplacedRules() {
        let isRounded = item.rules.comparison == .rounded || item.limits.contains { $0.comparison == .rounded }
        if item.rules.rounding != nil, !isRounded {
            place.member("roundTo")?.report("roundTo goes with comparison: rounded")
        }
        if item.isAlternative || item.requirement == .reportOnly {
            place.member("allowsNotApplicable")?.report(
                "allowsNotApplicable goes with an item that is judged by itself")
        }
        for key in ["decision", "comparison"] where !item.hasNumber {
            place.member(key)?.report("\(key) goes with a limit")
        }
        let hasDetection = item.hasNumber || item.demands.contains(.absent) || item.requirement == .reportOnly
        if !hasDetection { place.member("detection")?.report("detection goes with a limit or with absent") }
        if !item.requirement.isMeasured {
            place.member("specimens")?.report("specimens go with an item that is judged by itself")
        }
    }

    private func reportSum() {
        if let sum = place.member("sumOf"), item.demands.isEmpty || !item.demands.allSatisfy(\.isLimitOrNone) {
            sum.report("sumOf goes with limit, limits or cases of limits")
        }
        guard item.rules.detection.kind == .zero, let rule = place.member("detection") else { return }
        if item.sumOf.isEmpty { rule.report("zero goes with sumOf; a single value below detection is never 0") }
        if item.clause == nil { rule.report("zero needs the clause of the standard that says so") }
    }

    private func reportDeclared() {
        guard item.rules.declared != nil, let rule = place.member("declaredRequirement") else { return }
        let demands = item.demands
        let fits =
            !demands.isEmpty
            && demands.allSatisfy { demand in
                switch demand {
                case .limit(let limit): (limit.lower == nil) != (limit.upper == nil)
                case .grade, .notApplicable: true
                case .passFail, .absent: false
                }
            }
        if !fits { rule.report("declaredRequirement goes with a limit that has one end, or with a grade") }
    }

    private func reportEscalation() {
        guard item.escalation != nil, let rule = place.member("escalate") else { return }
        if item.hazard == .serious { rule.report("unreachable: the item is serious already") }
        guard item.hasNumber else { return rule.report("unreachable: the item has no limit to exceed") }
        let limits = item.limits
        let zero = FixedDecimal(mantissa: 0, scale: 0)
        guard item.escalation?.multiple != nil, !limits.isEmpty else { return }
        let reachable = limits.contains { limit in
            [limit.lower, limit.upper].contains { $0.map { $0.value > zero } ?? false }
        }
        if !reachable { rule.report("unreachable: no multiple of a limit that is not above 0") }
    }

    private func reportDetectionLimit() {
        guard let bound = item.rules.detection.limit, item.sumOf.isEmpty else { return }
        let uppers = item.limits.filter { $0.lower == nil }.compactMap(\.upper)
        guard let least = uppers.map(\.value).min(), bound > least else { return }
        place.member("detection")?.warn(
            "the detection limit \(bound.text) is above the limit \(least.text): not detected never meets it")
    }

    /// A stated variant without a figure cannot be judged. If this is intended, the file must state it.
    private func reportMissingVariants() {
        guard let figures = place.member("limits") ?? place.member("gradesAtLeast") else { return }
        let name = place.member("by")?.plainText ?? Declaration.variant
        let applying = item.rules.appliesTo[name]
        let missing = (declarations.values(of: name) ?? []).filter {
            !item.values(of: name).contains($0) && applying?.contains($0) ?? true
        }
        guard !missing.isEmpty else { return }
        figures.warn(
            "nothing for \(name) \(missing.joined(separator: ", ")): such a sample cannot be judged; "
                + "write appliesTo where the item is not for it")
    }
}

extension TestItem {
    /// All demands that the item may make on a sample; empty if they depend on declarations or on other items.
    var demands: [Demand] {
        switch requirement {
        case .number(let limits): limits.sorted { $0.key < $1.key }.map { .limit($0.value) }
        case .gradeAtLeast(let grades): grades.sorted { $0.key < $1.key }.map { .grade($0.value) }
        case .passFail: [.passFail]
        case .absent: [.absent]
        case .byClass(let cases): cases.map(\.demand)
        case .atLeastDeclared, .tolerance, .anyOf, .reportOnly: []
        }
    }

    var limits: [Limit] {
        demands.compactMap { if case .limit(let limit) = $0 { limit } else { nil } }
    }

    /// Whether the result of some sample is compared as a number.
    var hasNumber: Bool {
        switch requirement {
        case .atLeastDeclared, .tolerance: true
        default: !limits.isEmpty
        }
    }
}

extension Demand {
    fileprivate var isLimitOrNone: Bool {
        switch self {
        case .limit, .notApplicable: true
        default: false
        }
    }
}
