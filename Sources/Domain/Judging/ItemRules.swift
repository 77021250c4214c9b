/// How an item is judged, apart from its requirement.
package struct ItemRules: Hashable, Sendable {
    package let decision: DecisionRule
    package let detection: DetectionRule
    package let specimens: SpecimenPlan
    /// The values of each declaration for which the item applies; empty where it applies to all samples.
    package let appliesTo: [String: Set<String>]
    package let declared: DeclaredRequirement?
    /// How a number is compared where the item sets no limit of its own (against declared values).
    package let comparison: Limit.Comparison

    package init(
        decision: DecisionRule = .simple, detection: DetectionRule = DetectionRule(),
        specimens: SpecimenPlan = .asReported, appliesTo: [String: Set<String>] = [:],
        declared: DeclaredRequirement? = nil, comparison: Limit.Comparison = .fullValue
    ) {
        self.decision = decision
        self.detection = detection
        self.specimens = specimens
        self.appliesTo = appliesTo
        self.declared = declared
        self.comparison = comparison
    }
}

/// How measurement uncertainty counts (ILAC-G8:09/2019). Chinese spot checks use simple acceptance.
package struct DecisionRule: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case simple
        /// Meets only where the value is within the limit by at least U.
        case guardBand
        /// Fails only where the value is beyond the limit by more than U.
        case guardedRejection
    }

    package static let simple = DecisionRule(.simple)

    package let kind: Kind
    /// U (95 %) where the laboratory reports none.
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

    /// The amount itself, of `figure` where it is a share; nil where that does not fit 18 digits.
    package func of(_ figure: FixedDecimal) -> FixedDecimal? {
        switch basis {
        case .absolute: amount
        case .percent: figure.times(amount)?.multipliedByPowerOfTen(-2)
        }
    }
}

/// What “below detection” means.
package struct DetectionRule: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// `<x` is any value from 0 to x.
        case bounds
        /// The laboratory must give a figure.
        case cannotJudge
        /// 0, in a sum, where the standard requires it.
        case zero
    }

    package let kind: Kind
    /// The detection limit that the method states, in the item's unit.
    package let limit: FixedDecimal?

    package init(_ kind: Kind = .bounds, limit: FixedDecimal? = nil) {
        self.kind = kind
        self.limit = limit
    }
}

/// How many specimens are tested and how many may fail.
package struct SpecimenPlan: Hashable, Sendable {
    /// n; nil: as many as are reported, at least one.
    package let count: Int?
    /// Ac.
    package let accept: Int
    /// Re.
    package let reject: Int

    /// Any failing specimen fails the item: the product supervision rules of SAMR (n units, Ac 0, Re 1).
    package static let asReported = SpecimenPlan(count: nil, accept: 0, reject: 1)

    package init(count: Int?, accept: Int, reject: Int) {
        self.count = count
        self.accept = accept
        self.reject = reject
    }
}

/// What the product declares for an item, and how this relates to the standard's requirement.
package struct DeclaredRequirement: Hashable, Sendable {
    package enum Force: String, CaseIterable, Sendable {
        /// A mandatory standard: the stricter of the two counts.
        case mandatory
        /// A recommended standard: the declared requirement counts; without one, the item is not judged.
        case recommended
    }

    package let name: String
    package let force: Force

    package init(name: String, force: Force) {
        self.name = name
        self.force = force
    }
}

/// A number within `minus` below and `plus` above the declared one; a missing end is open.
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

/// What is required of samples whose declarations fit `when`.
package struct ClassCase: Hashable, Sendable {
    package let when: [String: Set<String>]
    package let demand: Demand
    /// Nil: the source of the item.
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
