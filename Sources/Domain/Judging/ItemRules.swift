/// The rules by which an item is judged, except its requirement.
package struct ItemRules: Hashable, Sendable {
    package let decision: DecisionRule
    package let detection: DetectionRule
    package let specimens: SpecimenPlan
    /// Declaration → the values for which the item applies; empty if it applies to all samples.
    package let appliesTo: [String: Set<String>]
    package let declared: DeclaredRequirement?
    /// The comparison of numbers if the item has no limit of its own, but is compared with declared values.
    package let comparison: Limit.Comparison
    /// The rounding before a `rounded` comparison; nil if values are rounded to the digits of the limit.
    package let rounding: ResultRounding?
    /// Whether the laboratory may state that the item does not apply to the sample.
    package let allowsNotApplicable: Bool

    package init(
        decision: DecisionRule = .simple, detection: DetectionRule = DetectionRule(),
        specimens: SpecimenPlan = .asReported, appliesTo: [String: Set<String>] = [:],
        declared: DeclaredRequirement? = nil, comparison: Limit.Comparison = .fullValue,
        rounding: ResultRounding? = nil, allowsNotApplicable: Bool = false
    ) {
        self.decision = decision
        self.detection = detection
        self.specimens = specimens
        self.appliesTo = appliesTo
        self.declared = declared
        self.comparison = comparison
        self.rounding = rounding
        self.allowsNotApplicable = allowsNotApplicable
    }
}

/// The rule for measurement uncertainty (ILAC-G8:09/2019). Chinese spot checks use simple acceptance.
package struct DecisionRule: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case simple
        /// Meets only if the value is within the limit by at least U.
        case guardBand
        /// Fails only if the value is outside the limit by more than U.
        case guardedRejection
    }

    package static let simple = DecisionRule(.simple)

    package let kind: Kind
    /// The value of U (95 %) that is used if the laboratory reports none.
    package let uncertainty: Share?

    package init(_ kind: Kind, uncertainty: Share? = nil) {
        self.kind = kind
        self.uncertainty = uncertainty
    }
}

/// An amount, or a share of another figure.
package struct Share: Hashable, Sendable {
    package enum Basis: String, CaseIterable, Sendable {
        case percent
        case absolute
    }

    package let amount: FixedDecimal
    package let basis: Basis

    package init(_ amount: FixedDecimal, _ basis: Basis) {
        self.amount = amount
        self.basis = basis
    }

    /// The amount. A share is computed from `figure`. Nil if the result does not fit 18 digits.
    package func of(_ figure: FixedDecimal) -> FixedDecimal? {
        switch basis {
        case .absolute: amount
        case .percent: figure.times(amount)?.multipliedByPowerOfTen(-2)
        }
    }
}

/// The rule for results below detection.
package struct DetectionRule: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// `<x` may be any value from 0 to x.
        case bounds
        /// The item cannot be judged: the laboratory must report a figure.
        case cannotJudge
        /// In a sum, the result counts as 0. Only if the standard requires it.
        case zero
    }

    package let kind: Kind
    /// The detection limit of the method, in the item's unit.
    package let limit: FixedDecimal?

    package init(_ kind: Kind = .bounds, limit: FixedDecimal? = nil) {
        self.kind = kind
        self.limit = limit
    }
}

/// How many specimens are tested and how many may fail.
package struct SpecimenPlan: Hashable, Sendable {
    /// n; nil if all reported specimens are judged, at least one.
    package let count: Int?
    /// Ac, the maximum number of failing specimens with which the item meets.
    package let accept: Int
    /// Re, the number of failing specimens from which the item fails.
    package let reject: Int

    /// Any failing specimen fails the item: the product supervision rules of SAMR (n units, Ac 0, Re 1).
    package static let asReported = SpecimenPlan(count: nil, accept: 0, reject: 1)

    package init(count: Int?, accept: Int, reject: Int) {
        self.count = count
        self.accept = accept
        self.reject = reject
    }
}

/// How a value that the product declares is combined with the requirement of the standard.
package struct DeclaredRequirement: Hashable, Sendable {
    package enum Force: String, CaseIterable, Sendable {
        /// The standard is mandatory: the stricter of the two requirements applies.
        case mandatory
        /// The standard is recommended: the declared requirement applies. Without a declaration, the item is not
        /// judged.
        case recommended
    }

    package let name: String
    package let force: Force

    package init(name: String, force: Force) {
        self.name = name
        self.force = force
    }
}

/// The number must be at most `minus` below and at most `plus` above the declared one. Nil: no limit on that side.
package struct DeclaredTolerance: Hashable, Sendable {
    package let name: String
    package let minus: FixedDecimal?
    package let plus: FixedDecimal?
    package let basis: Share.Basis

    package init(name: String, minus: FixedDecimal?, plus: FixedDecimal?, basis: Share.Basis) {
        self.name = name
        self.minus = minus
        self.plus = plus
        self.basis = basis
    }
}

/// The requirement for samples whose declarations match `when`.
package struct ClassCase: Hashable, Sendable {
    package let when: [String: Set<String>]
    package let demand: Demand
    /// Nil if the source is that of the item.
    package let source: FigureSource?

    package init(when: [String: Set<String>], demand: Demand, source: FigureSource? = nil) {
        self.when = when
        self.demand = demand
        self.source = source
    }
}

/// The requirement for one result.
package enum Demand: Hashable, Sendable {
    case limit(Limit)
    case grade(Grade)
    case passFail
    case absent
    case notApplicable
}
