/// The conditions under which a failure of a general item is a serious hazard. The operator decides them, each with its
/// basis; no source assigns 一般 or 严重 to items.
package struct ItemEscalation: Hashable, Sendable {
    /// The failure is serious if the value is at or above this multiple of the upper limit, or this multiple of the
    /// value is at or below the lower limit.
    package let multiple: FixedDecimal?
    /// Whether the failure is serious if the value is outside the limit by more than its uncertainty.
    package let guarded: Bool
    /// The decision on which this rule is based.
    package let basis: String

    /// The condition of the escalation that a failing result meets.
    package enum Trigger: Hashable, Sendable {
        /// At or beyond the multiple of the upper limit.
        case multiple
        /// At or below the fraction of the lower limit.
        case fraction
        /// Outside the limit by more than the uncertainty.
        case beyondUncertainty
    }

    package init(multiple: FixedDecimal?, guarded: Bool, basis: String) {
        self.multiple = multiple
        self.guarded = guarded
        self.basis = basis
    }
}

/// The conditions under which the failures of one sample, together or with earlier failing samples, are a serious
/// hazard.
package struct EditionEscalation: Hashable, Sendable {
    package struct Group: Hashable, Sendable {
        package let hazardGroup: String
        /// The number of failing items of the group.
        package let items: Int
        package let basis: String

        package init(hazardGroup: String, items: Int, basis: String) {
            self.hazardGroup = hazardGroup
            self.items = items
            self.basis = basis
        }
    }

    package struct Repeat: Hashable, Sendable {
        /// The number of earlier failing samples of the product at the same shop.
        package let findings: Int
        /// The number of days before the purchase of the sample within which they were bought.
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

/// The reason why a hazard is serious although its items alone are general.
package enum EscalationGround: Hashable, Sendable {
    case item(String, ItemEscalation.Trigger, ItemEscalation)
    case group(EditionEscalation.Group, items: [String])
    case repeated(EditionEscalation.Repeat, found: Int)
}

extension HazardClassification {
    /// A failing item, and the condition of its own escalation that it meets.
    package struct Failure: Hashable, Sendable {
        package let item: TestItem
        package let trigger: ItemEscalation.Trigger?

        package init(item: TestItem, trigger: ItemEscalation.Trigger?) {
            self.item = item
            self.trigger = trigger
        }
    }

    /// The hazard class of a failing sample, and the reasons if it is serious although its items are general; nil if
    /// nothing fails.
    ///
    /// - Parameter earlier: the days on which earlier failing samples of the product were bought at the same shop.
    package static func assess(
        _ failures: [Failure], under escalation: EditionEscalation, soldOn: CalendarDay, earlier: [CalendarDay]
    ) -> (hazard: HazardClass, grounds: [EscalationGround])? {
        guard let hazard = classify(failing: failures.map(\.item)) else { return nil }
        guard hazard == .general else { return (hazard, []) }
        var grounds = failures.compactMap { failure -> EscalationGround? in
            guard let trigger = failure.trigger, let rule = failure.item.escalation else { return nil }
            return .item(failure.item.name, trigger, rule)
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
