internal import Domain

/// `decision: {rule: guardBand, uncertainty: "10", as: percent}`.
enum DecisionSection {
    static func read(_ value: Value) -> DecisionRule? {
        guard let mapping = value.mapping else { return nil }
        let kind = mapping.required("rule")?.word(DecisionRule.Kind.self)
        let uncertainty = mapping.optional("uncertainty")
        let basis = mapping.optional("as")
        let amount = uncertainty?.positiveDecimal
        let share = basis?.word(Share.Basis.self)
        mapping.finish()
        if (uncertainty == nil) != (basis == nil) { value.report("write uncertainty and as together") }
        guard let kind else { return nil }
        if kind == .simple, let uncertainty { uncertainty.report("the rule simple does not use an uncertainty") }
        guard let amount, let share else { return uncertainty == nil ? DecisionRule(kind) : nil }
        return DecisionRule(kind, uncertainty: Share(amount, share))
    }
}

/// `detection: {rule: bounds, limit: "5"}`.
enum DetectionSection {
    static func read(_ value: Value) -> DetectionRule? {
        guard let mapping = value.mapping else { return nil }
        let kind = mapping.required("rule")?.word(DetectionRule.Kind.self)
        let limit = mapping.field("limit", \.positiveDecimal)
        mapping.finish()
        guard let kind, !limit.isFaulty else { return nil }
        return DetectionRule(kind, limit: limit.value)
    }
}

/// `specimens: {n: 3, Ac: 0, Re: 1}`.
enum SpecimenSection {
    static func read(_ value: Value) -> SpecimenPlan? {
        guard let mapping = value.mapping else { return nil }
        let count = mapping.required("n")
        let accept = mapping.required("Ac")?.integer
        let reject = mapping.required("Re")
        let numbers = (count: count?.integer, reject: reject?.integer)
        mapping.finish()
        guard let place = count, let count = numbers.count, let accept, let reject, let least = numbers.reject else {
            return nil
        }
        // The reports count specimens from 1 to 1000.
        if !(1...1000).contains(count) { place.report("expected 1 to 1000 specimens") }
        if accept >= least { reject.report("Re \(least) must be above Ac \(accept)") }
        if least > count { reject.report("Re \(least) can never be reached by \(count) specimens") }
        return SpecimenPlan(count: count, accept: accept, reject: least)
    }
}

/// `declaredRequirement: {name: declaredLead, force: mandatory}`.
enum DeclaredSection {
    static func read(_ value: Value, _ declarations: Declarations) -> DeclaredRequirement? {
        guard let mapping = value.mapping else { return nil }
        let name = mapping.required("name")
        let force = mapping.field("force") { $0.word(DeclaredRequirement.Force.self) }.or(.mandatory)
        mapping.finish()
        guard let name, let text = name.text, let force else { return nil }
        declarations.requireAny(text, at: name)
        return DeclaredRequirement(name: text, force: force)
    }
}

/// `escalate: {multiple: "3", basis: …}`, `{guarded: true, basis: …}`.
enum EscalateSection {
    static func read(_ value: Value) -> ItemEscalation? {
        guard let mapping = value.mapping else { return nil }
        let place = mapping.optional("multiple")
        let multiple = Field(place, \.decimal)
        let guarded = mapping.optional("guarded")
        let isGuarded = guarded?.mustBeTrue("guarded") ?? false
        let basis = mapping.required("basis")?.word
        mapping.finish()
        if place == nil, guarded == nil { value.report("write multiple or guarded: true") }
        if let place, let multiple = multiple.value, multiple <= FixedDecimal(mantissa: 1, scale: 0) {
            place.report(
                "a multiple of \(multiple.text) is reached by every failure; write more than 1, or hazard: serious")
        }
        guard let basis, !multiple.isFaulty else { return nil }
        return ItemEscalation(multiple: multiple.value, guarded: isGuarded, basis: basis)
    }
}

/// The `escalation` of an edition.
enum EscalationSection {
    static func read(_ value: Value, _ items: [TestItem]) -> EditionEscalation? {
        guard let mapping = value.mapping else { return nil }
        let groups = mapping.optional("groups")
        let list = groups.map { $0.list ?? [] } ?? []
        let repeated = mapping.optional("repeat")
        let rule = Field(repeated, repeatRule)
        mapping.finish()
        if groups == nil, repeated == nil { value.report("write groups, repeat or both") }
        if let groups, list.isEmpty, groups.isList { groups.report("at least one group is needed") }
        let read = list.compactMap { group($0, items) }
        reportRepeats(read, list)
        if let repeated, !items.isEmpty, items.allSatisfy({ $0.hazard == .serious }) {
            repeated.report("every item is serious already; there is nothing to escalate")
        }
        guard read.count == list.count, !rule.isFaulty else { return nil }
        return EditionEscalation(groups: read, repeated: rule.value)
    }

    private static func reportRepeats(_ groups: [EditionEscalation.Group], _ list: [Value]) {
        guard groups.count == list.count else { return }
        var seen: Set<String> = []
        for (group, place) in zip(groups, list) where !seen.insert(group.hazardGroup).inserted {
            place.report("the hazardGroup “\(group.hazardGroup)” stands twice")
        }
    }

    private static func group(_ value: Value, _ items: [TestItem]) -> EditionEscalation.Group? {
        guard let mapping = value.mapping else { return nil }
        let place = mapping.required("hazardGroup")
        let name = place?.word
        let least = mapping.required("items")
        let number = least?.integer
        let basis = mapping.required("basis")?.word
        mapping.finish()
        guard let place, let name, let least, let number, let basis else { return nil }
        if number < 2 { least.report("one failing item is no group; write 2 or more, or hazard: serious at the item") }
        // If the items could not be read, their own mistakes are already reported.
        if !items.isEmpty { reportUnreachable(name, number, place, least, items) }
        return EditionEscalation.Group(hazardGroup: name, items: number, basis: basis)
    }

    private static func reportUnreachable(
        _ name: String, _ number: Int, _ place: Value, _ least: Value, _ items: [TestItem]
    ) {
        let members = items.filter { $0.hazardGroup == name }
        guard !members.isEmpty else {
            let known = Set(items.compactMap(\.hazardGroup)).sorted()
            let meant = Spelling.nearest(to: name, among: known).map { "; did you mean “\($0)”?" } ?? ""
            return place.report("no item has the hazardGroup “\(name)”\(meant)")
        }
        if number > members.count {
            least.report("unreachable: the group “\(name)” has \(members.count) items")
        } else if members.count(where: { $0.hazard == .general }) < number {
            least.report("unreachable: among \(number) failing items of “\(name)” one is serious already")
        }
    }

    private static func repeatRule(_ value: Value) -> EditionEscalation.Repeat? {
        guard let mapping = value.mapping else { return nil }
        let findings = mapping.required("findings")
        let days = mapping.required("days")
        let numbers = (findings?.integer, days?.integer)
        let basis = mapping.required("basis")?.word
        mapping.finish()
        for (place, number) in [(findings, numbers.0), (days, numbers.1)] where number == 0 {
            place?.report("expected 1 or more")
        }
        guard let findings = numbers.0, let days = numbers.1, let basis else { return nil }
        return EditionEscalation.Repeat(findings: findings, days: days, basis: basis)
    }
}
