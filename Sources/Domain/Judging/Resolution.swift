/// The declarations of a sample on which its requirements depend.
struct SampleTraits {
    /// By the name in the criteria. A class that the criteria know has one of their codes.
    let declared: [String: String]
    let declarations: [Declaration]

    init(declared: [String: String], declarations: [Declaration]) {
        self.declarations = declarations
        var read: [String: String] = [:]
        var repeated: Set<String> = []
        for (name, value) in declared {
            let declaration = declarations.first { $0.isNamed(name) }
            let text = declaration.flatMap { $0.code(of: value) } ?? value
            // Two texts for one declaration: which one is right is unknown.
            if read.updateValue(text, forKey: declaration?.name ?? name) != nil {
                repeated.insert(declaration?.name ?? name)
            }
        }
        self.declared = read.filter { !repeated.contains($0.key) }
    }

    /// The declared value of a class; nil if it is not declared, or the criteria do not know it.
    func value(of name: String) -> String? {
        guard let value = declared[name] else { return nil }
        guard let declaration = declarations.first(where: { $0.name == name }) else { return value }
        return declaration.values.contains { $0.code == value } ? value : nil
    }
}

/// The requirement of one item for one sample, or the reason why there is none.
enum Resolution: Sendable {
    case demand(AppliedRequirement, usable: Bool)
    case none(JudgementReason)

    private static func demand(_ demand: Demand, origin: AppliedRequirement.Origin, usable: Bool) -> Resolution {
        .demand(AppliedRequirement(demand, origin: origin), usable: usable)
    }

    init(_ item: TestItem, _ traits: SampleTraits) {
        self = item.settled ?? Resolution(resolving: item, traits)
    }

    /// The resolution that is the same for all samples; nil if it depends on the sample.
    static func settled(_ requirement: TestItem.Requirement, _ rules: ItemRules, usable: Bool) -> Resolution? {
        guard rules.appliesTo.isEmpty, rules.declared == nil else { return nil }
        let demand: Demand?
        switch requirement {
        case .number(let limits): demand = limits[TestItem.anyVariant].map(Demand.limit)
        case .gradeAtLeast(let grades): demand = grades[TestItem.anyVariant].map(Demand.grade)
        case .passFail: demand = .passFail
        case .absent: demand = .absent
        case .reportOnly, .anyOf: return Resolution.none(.reportOnly)
        case .byClass, .atLeastDeclared, .tolerance: return nil
        }
        return demand.map { .demand($0, origin: .standard, usable: usable) }
    }

    private init(resolving item: TestItem, _ traits: SampleTraits) {
        if let reason = Self.outside(item, traits) {
            // An item by which no sample may be judged needs no declaration.
            self = .none(reason == .variantUnknown && item.isWhollyUnverified ? .limitUnverified : reason)
            return
        }
        switch Self.standard(item, traits) {
        case .none(let reason) where item.isWhollyUnverified && !reason.decidesNothing:
            self = .none(.limitUnverified)
        case .demand(let applied, let usable): self = Self.withDeclared(applied, usable, item, traits)
        case .none(let reason): self = .none(reason)
        }
    }

    /// The reason why the item does not apply to this sample. One declaration that does not match is enough. If none
    /// differs, all must be known.
    private static func outside(_ item: TestItem, _ traits: SampleTraits) -> JudgementReason? {
        guard !item.rules.appliesTo.isEmpty else { return nil }
        var unknown = false
        for (name, values) in item.rules.appliesTo {
            guard let value = traits.value(of: name) else {
                unknown = true
                continue
            }
            if !values.contains(value) { return .notApplicable }
        }
        return unknown ? .variantUnknown : nil
    }

    private static func standard(_ item: TestItem, _ traits: SampleTraits) -> Resolution {
        let usable = item.source.confidence.isUsable
        func found(_ demand: Demand?) -> Resolution {
            demand.map { .demand($0, origin: .standard, usable: usable) } ?? .none(.variantUnknown)
        }
        switch item.requirement {
        case .number(let limits): return found(pick(limits, traits).map(Demand.limit))
        case .gradeAtLeast(let grades): return found(pick(grades, traits).map(Demand.grade))
        case .passFail: return found(.passFail)
        case .absent: return found(.absent)
        case .reportOnly, .anyOf: return .none(.reportOnly)
        case .byClass(let cases): return fitting(cases, item, traits)
        case .atLeastDeclared(let name):
            guard let value = number(name, item, traits), value > .zero else { return .none(.declaredValueMissing) }
            let limit = Limit(
                lower: .init(value, inclusive: true), comparison: item.rules.comparison, rounding: item.rules.rounding)
            return .demand(.limit(limit), origin: .declared(name), usable: usable)
        case .tolerance(let tolerance):
            guard let value = number(tolerance.name, item, traits), tolerance.basis == .absolute || value != .zero
            else {
                return .none(.declaredValueMissing)
            }
            guard let limit = limit(tolerance, around: value, item.rules) else {
                return .none(.tooManyDigits)
            }
            return .demand(.limit(limit), origin: .declared(tolerance.name), usable: usable)
        }
    }

    private static func pick<Value>(_ values: [String: Value], _ traits: SampleTraits) -> Value? {
        values[TestItem.anyVariant] ?? traits.value(of: Declaration.variant).flatMap { values[$0] }
    }

    private static func fitting(_ cases: [ClassCase], _ item: TestItem, _ traits: SampleTraits) -> Resolution {
        var possible: [ClassCase] = []
        var unknown = false
        for one in cases {
            let known = one.when.compactMap { name, values in traits.value(of: name).map { values.contains($0) } }
            if known.contains(false) { continue }
            possible.append(one)
            if known.count < one.when.count { unknown = true }
        }
        guard !unknown else { return .none(.variantUnknown) }
        guard possible.count == 1, let only = possible.first else { return .none(.noCaseFits) }
        if only.demand == .notApplicable { return .none(.notApplicable) }
        let source = only.source ?? item.source
        return .demand(only.demand, origin: .standard, usable: source.confidence.isUsable)
    }

    /// A declared number in the item's unit: `6000`, in the unit of the declaration, or `6 Ah`, `6000mAh`.
    private static func number(_ name: String, _ item: TestItem, _ traits: SampleTraits) -> FixedDecimal? {
        guard let number = traits.declared[name].flatMap(DeclaredNumber.init) else { return nil }
        let stated = traits.declarations.first { $0.name == name }?.unit ?? item.unit
        let units = UnitPair(from: number.unit ?? stated, to: item.measure)
        return units.isConvertible ? units.convert(number.value) : nil
    }

    private static func limit(
        _ tolerance: DeclaredTolerance, around value: FixedDecimal, _ rules: ItemRules
    ) -> Limit? {
        // A share is computed from the magnitude: 5 % below −10 is −10.5.
        guard let magnitude = value.isNegative ? value.negated : value else { return nil }
        var lower: FixedDecimal?
        var upper: FixedDecimal?
        if let minus = tolerance.minus {
            guard let end = Share(minus, tolerance.basis).of(magnitude).flatMap(value.minus) else { return nil }
            lower = end
        }
        if let plus = tolerance.plus {
            guard let end = Share(plus, tolerance.basis).of(magnitude).flatMap(value.plus) else { return nil }
            upper = end
        }
        return Limit(
            lower: lower.map { .init($0, inclusive: true) }, upper: upper.map { .init($0, inclusive: true) },
            comparison: rules.comparison, rounding: rules.rounding)
    }
}

extension Resolution {
    /// Combines the product's own declaration with the standard (SAMR's sampling rules). Beside a mandatory standard,
    /// the declaration applies if it is stricter. Beside a recommended standard, it always applies; without it, the
    /// item is not judged.
    private static func withDeclared(
        _ applied: AppliedRequirement, _ usable: Bool, _ item: TestItem, _ traits: SampleTraits
    ) -> Resolution {
        let standard = Resolution.demand(applied, usable: usable)
        guard let rule = item.rules.declared else { return standard }
        guard let text = traits.declared[rule.name] else {
            return rule.force == .recommended ? .none(.notDeclared) : standard
        }
        guard let own = own(applied.demand, text, rule.name, item, traits) else { return .none(.declaredValueMissing) }
        guard rule.force == .recommended || own.isStricter else { return standard }
        // A declared value that is stricter than an unverified figure may still be less strict than the real standard.
        guard usable || rule.force == .recommended else { return standard }
        // If the standard is recommended, the declaration applies even if the figure of the standard is not verified.
        return .demand(own.demand, origin: .declared(rule.name), usable: true)
    }

    private static func own(
        _ demand: Demand, _ text: String, _ name: String, _ item: TestItem, _ traits: SampleTraits
    ) -> (demand: Demand, isStricter: Bool)? {
        switch demand {
        case .grade(let least):
            return Grade(text).map { (.grade($0), $0 > least) }
        case .limit(let limit):
            guard let value = number(name, item, traits) else { return nil }
            // A stricter declaration does not decide values on which the sources contradict each other.
            if let upper = limit.upper, limit.lower == nil {
                let own = Limit(
                    upper: .init(value, inclusive: upper.inclusive), comparison: limit.comparison,
                    rounding: limit.rounding, undecidedAt: limit.undecidedAt)
                return (.limit(own), value < upper.value)
            }
            if let lower = limit.lower, limit.upper == nil {
                let own = Limit(
                    lower: .init(value, inclusive: lower.inclusive), comparison: limit.comparison,
                    rounding: limit.rounding, undecidedAt: limit.undecidedAt)
                return (.limit(own), value > lower.value)
            }
            return nil
        case .passFail, .absent, .notApplicable: return nil
        }
    }
}
