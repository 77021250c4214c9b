/// When the failure of a general item is a serious hazard. Decisions of the operator, each with its basis; no source
/// assigns 一般 or 严重 to items.
package struct ItemEscalation: Hashable, Sendable {
    /// At or beyond this multiple of the upper limit, or at or below this fraction of the lower one.
    package let multiple: FixedDecimal?
    /// Outside the limit by more than the uncertainty.
    package let guarded: Bool
    /// The decision that says so.
    package let basis: String

    package init(multiple: FixedDecimal?, guarded: Bool, basis: String) {
        self.multiple = multiple
        self.guarded = guarded
        self.basis = basis
    }
}

/// When the failures of one sample together, or with earlier ones, are a serious hazard.
package struct EditionEscalation: Hashable, Sendable {
    package struct Group: Hashable, Sendable {
        package let hazardGroup: String
        /// So many failing items of the group.
        package let items: Int
        package let basis: String

        package init(hazardGroup: String, items: Int, basis: String) {
            self.hazardGroup = hazardGroup
            self.items = items
            self.basis = basis
        }
    }

    package struct Repeat: Hashable, Sendable {
        /// So many earlier failing samples of the product at the same shop…
        package let findings: Int
        /// …bought within so many days before.
        package let days: Int
        package let basis: String

        package init(findings: Int, days: Int, basis: String) {
            self.findings = findings
            self.days = days
            self.basis = basis
        }
    }

    package let groups: [Group]
    package let repeated: Repeat?

    package init(groups: [Group] = [], repeated: Repeat? = nil) {
        self.groups = groups
        self.repeated = repeated
    }
}

/// What makes the failure of one result as grave as the item's escalation asks for.
package enum Gravity: Hashable, Sendable {
    /// At or beyond the multiple of the upper limit.
    case multiple
    /// At or below the fraction of the lower limit.
    case fraction
    /// Outside the limit by more than the uncertainty.
    case beyondUncertainty
}

/// Why a hazard is serious though its items alone are general.
package enum EscalationGround: Hashable, Sendable {
    case grave(item: String, Gravity, ItemEscalation)
    case group(EditionEscalation.Group, items: [String])
    case repeated(EditionEscalation.Repeat, found: Int)
}

extension HazardClassification {
    /// What fails in a sample: the item, and what of its own escalation applies.
    package struct Failure: Hashable, Sendable {
        package let item: TestItem
        package let gravity: Gravity?

        package init(item: TestItem, gravity: Gravity?) {
            self.item = item
            self.gravity = gravity
        }
    }

    /// The class of a failing sample, and what made it graver than its items; nil when nothing fails.
    ///
    /// - Parameter earlier: the days on which earlier failing samples of the product were bought at the same shop.
    package static func assess(
        _ failures: [Failure], under escalation: EditionEscalation, soldOn: CalendarDay, earlier: [CalendarDay]
    ) -> (hazard: HazardClass, grounds: [EscalationGround])? {
        guard let gravest = classify(failing: failures.map(\.item)) else { return nil }
        guard gravest == .general else { return (gravest, []) }
        var grounds = failures.compactMap { failure -> EscalationGround? in
            guard let gravity = failure.gravity, let rule = failure.item.escalation else { return nil }
            return .grave(item: failure.item.name, gravity, rule)
        }
        for group in escalation.groups {
            let failing = failures.filter { $0.item.hazardGroup == group.hazardGroup }
            if failing.count >= group.items { grounds.append(.group(group, items: failing.map(\.item.name))) }
        }
        if let rule = escalation.repeated {
            let first = soldOn.daysSince1970 - Int64(rule.days)
            let found = earlier.count { $0 <= soldOn && $0.daysSince1970 >= first }
            if found >= rule.findings { grounds.append(.repeated(rule, found: found)) }
        }
        return (grounds.isEmpty ? .general : .serious, grounds)
    }
}
