internal import Domain

/// One entry of `items` of an edition.
enum ItemSection {
    /// An item with its places in the file.
    struct Read {
        let item: TestItem
        let place: Value
    }

    /// - Parameter plan: the specimens of the edition, for items without a plan of their own.
    static func read(
        _ value: Value, _ declarations: Declarations, _ plan: SpecimenPlan?, _ titles: ItemTitles
    ) -> Read? {
        guard let mapping = value.mapping else { return nil }
        let code = mapping.required("code")?.code
        let name = mapping.required("name")?.word
        let unit = mapping.optional("unit")
        let standard = mapping.required("standard")?.word
        let clause = mapping.optional("clause").map(\.quotedText)
        let comparison = mapping.optional("comparison").map { $0.word(Limit.Comparison.self) } ?? .fullValue
        let requirement = RequirementSection(mapping, declarations, comparison ?? .fullValue).read(mapping, value)
        let sum = mapping.optional("sumOf").map(CodeList.read)
        let methods = methods(mapping, value)
        let rules = rules(mapping, declarations, plan, comparison ?? .fullValue, requirement)
        let hazard = mapping.required("hazard")?.word(HazardClass.self)
        let group = mapping.optional("hazardGroup").map(\.word)
        let escalation = mapping.optional("escalate").map(EscalateSection.read)
        let source = mapping.required("source").flatMap { SourceSection.read($0) }
        let unverified = mapping.optional("ifUnverified").map { $0.word(IfUnverified.self) } ?? .hold
        mapping.finish()
        guard let code, let name, let standard, let hazard, let source, let requirement, let methods, let rules,
            let unverified, clause != .some(nil), comparison != nil, sum != .some(nil), group != .some(nil),
            escalation != .some(nil)
        else { return nil }
        let item = TestItem(
            code: code, name: name, unit: unit?.possiblyEmptyText ?? "", standard: standard, clause: clause ?? nil,
            methods: methods, requirement: requirement, sumOf: (sum ?? nil) ?? [], rules: rules, hazard: hazard,
            hazardGroup: group ?? nil, escalation: escalation ?? nil, source: source,
            holdsWhenUnverified: unverified == .hold, titles: titles)
        ItemContradictions(item: item, place: value, declarations: declarations).report()
        return Read(item: item, place: value)
    }

    private enum IfUnverified: String, CaseIterable {
        case hold
        case list
    }

    /// The method standards: one, or a list. What is composed of other items needs none.
    private static func methods(_ mapping: Mapping, _ item: Value) -> [String]? {
        guard let value = mapping.optional("method") else {
            if mapping.optional("anyOf") == nil, mapping.optional("sumOf") == nil {
                item.report("no method measures this item: the key “method” is missing")
            }
            return []
        }
        guard value.isList else { return value.word.map { [$0] } }
        let list = value.list ?? []
        if list.isEmpty { value.report("no method measures this item: name at least one method standard") }
        let words = list.compactMap(\.word)
        return words.count == list.count ? words : nil
    }

    private static func rules(
        _ mapping: Mapping, _ declarations: Declarations, _ plan: SpecimenPlan?, _ comparison: Limit.Comparison,
        _ requirement: TestItem.Requirement?
    ) -> ItemRules? {
        let decision = mapping.optional("decision").map(DecisionSection.read) ?? .simple
        let detection = mapping.optional("detection").map(DetectionSection.read) ?? DetectionRule()
        let own = mapping.optional("specimens").map(SpecimenSection.read)
        let applies = mapping.optional("appliesTo").map { WhenSection.read($0, declarations) } ?? [:]
        let declared = mapping.optional("declaredRequirement").map { DeclaredSection.read($0, declarations) }
        guard let decision, let detection, let applies, own != .some(nil), declared != .some(nil) else { return nil }
        // What is not measured by itself has no specimens of its own.
        let inherited = requirement?.isMeasured ?? true ? plan : nil
        return ItemRules(
            decision: decision, detection: detection, specimens: (own ?? nil) ?? inherited ?? .asReported,
            appliesTo: applies, declared: declared ?? nil, comparison: comparison)
    }
}

extension TestItem.Requirement {
    /// Whether each specimen has a verdict of its own.
    var isMeasured: Bool {
        switch self {
        case .anyOf, .reportOnly: false
        default: true
        }
    }
}
