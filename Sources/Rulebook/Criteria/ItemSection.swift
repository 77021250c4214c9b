internal import Domain

/// One entry of `items` of an edition.
enum ItemSection {
    /// An item with its positions in the file.
    struct ReadItem {
        let item: TestItem
        let place: Value
    }

    /// - Parameter plan: the specimens of the edition, for items without a plan of their own.
    static func read(
        _ value: Value, _ declarations: Declarations, _ plan: SpecimenPlan?, _ titles: ItemTitles
    ) -> ReadItem? {
        guard let mapping = value.mapping else { return nil }
        let code = mapping.required("code")?.code
        let name = mapping.required("name")?.word
        let unit = mapping.optional("unit")
        let standard = mapping.required("standard")?.word
        let clause = mapping.field("clause", \.quotedText)
        let comparison = mapping.field("comparison") { $0.word(Limit.Comparison.self) }.or(.fullValue)
        let rounding = mapping.field("roundTo", RoundingSection.read)
        let compared = Compared(comparison: comparison ?? .fullValue, rounding: rounding.value)
        let requirement = RequirementSection(mapping, declarations, compared).read(mapping, value)
        let sum = mapping.field("sumOf", CodeList.read)
        let methods = methods(mapping, value)
        let rules = rules(mapping, declarations, plan, compared, requirement)
        let hazard = mapping.required("hazard")?.word(HazardClass.self)
        let basis = mapping.field("hazardBasis", \.word)
        let failing = mapping.field("failing", FailingSection.read)
        let group = mapping.field("hazardGroup", \.word)
        let escalation = mapping.field("escalate", EscalateSection.read)
        let source = mapping.required("source").flatMap { SourceSection.read($0) }
        let unverified = mapping.field("ifUnverified") { $0.word(IfUnverified.self) }.or(.hold)
        mapping.finish()
        guard let code, let name, let standard, let hazard, let source, let requirement, let methods, let rules,
            let unverified, !clause.isFaulty, comparison != nil, !rounding.isFaulty, !sum.isFaulty, !basis.isFaulty,
            !failing.isFaulty, !group.isFaulty, !escalation.isFaulty
        else { return nil }
        let item = TestItem(
            code: code, name: name, unit: unit?.possiblyEmptyText ?? "", standard: standard, clause: clause.value,
            methods: methods, requirement: requirement, sumOf: sum.value ?? [], rules: rules, hazard: hazard,
            hazardBasis: basis.value, failing: failing.value, hazardGroup: group.value, escalation: escalation.value,
            source: source,
            blocksWhenUnverified: unverified == .hold, titles: titles)
        ItemContradictions(item: item, place: value, declarations: declarations).report()
        return ReadItem(item: item, place: value)
    }

    private enum IfUnverified: String, CaseIterable {
        case hold
        case list
    }

    /// The method standards: one, or a list. An item composed of other items needs none.
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
        _ mapping: Mapping, _ declarations: Declarations, _ plan: SpecimenPlan?, _ compared: Compared,
        _ requirement: TestItem.Requirement?
    ) -> ItemRules? {
        let decision = mapping.field("decision", DecisionSection.read).or(.simple)
        let detection = mapping.field("detection", DetectionSection.read).or(DetectionRule())
        let own = mapping.field("specimens", SpecimenSection.read)
        let applies = mapping.field("appliesTo") { WhenSection.read($0, declarations) }.or([:])
        let declared = mapping.field("declaredRequirement") { DeclaredSection.read($0, declarations) }
        let statement = mapping.optional("allowsNotApplicable")
        let allowsNotApplicable = statement?.mustBeTrue("allowsNotApplicable") ?? false
        guard let decision, let detection, let applies, !own.isFaulty, !declared.isFaulty else { return nil }
        // An item that is not measured itself has no specimens.
        let inherited = requirement?.isMeasured ?? true ? plan : nil
        return ItemRules(
            decision: decision, detection: detection, specimens: own.value ?? inherited ?? .asReported,
            appliesTo: applies, declared: declared.value, comparison: compared.comparison,
            rounding: compared.rounding, allowsNotApplicable: allowsNotApplicable)
    }
}

extension TestItem.Requirement {
    /// Whether each specimen has its own verdict.
    var isMeasured: Bool {
        switch self {
        case .anyOf, .reportOnly: false
        default: true
        }
    }
}
