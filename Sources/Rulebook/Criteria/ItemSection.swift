internal import Domain

/// One entry of `items` of an edition.
enum ItemSection {
    /// The ways to state a requirement; each item has exactly one.
    private static let kinds = ["limit", "limits", "gradeAtLeast", "gradesAtLeast", "passFail", "atLeastDeclared"]

    static func read(_ value: Value) -> TestItem? {
        guard let mapping = value.mapping else { return nil }
        let code = mapping.required("code")?.text
        let name = mapping.required("name")?.text
        let unit = mapping.optional("unit")
        let standard = mapping.required("standard")?.text
        let method = mapping.required("method")?.text
        let hazard = mapping.required("hazard")?.word(HazardClass.self)
        let source = mapping.required("source").flatMap(SourceSection.read)
        let requirement = requirement(mapping, value)
        mapping.finish()
        guard let code, let name, let standard, let method, let hazard, let source, let requirement else { return nil }
        if case .number = requirement, unit == nil {
            value.report("a limit needs a unit; write unit: \"\" for a plain number such as pH")
        }
        return TestItem(
            code: code, name: name, unit: unit?.possiblyEmptyText ?? "", standard: standard, method: method,
            requirement: requirement, hazard: hazard, source: source)
    }

    private static func requirement(_ mapping: Mapping, _ item: Value) -> TestItem.Requirement? {
        let present = kinds.compactMap { key in mapping.optional(key).map { (key, $0) } }
        guard present.count == 1, let (key, value) = present.first else {
            item.report("write exactly one of " + kinds.joined(separator: ", "))
            return nil
        }
        switch key {
        case "limit": return LimitSection.read(value).map { .number([TestItem.anyVariant: $0]) }
        case "limits": return variants(value, LimitSection.read).map { .number($0) }
        case "gradeAtLeast": return grade(value).map { .gradeAtLeast([TestItem.anyVariant: $0]) }
        case "gradesAtLeast": return variants(value, grade).map { .gradeAtLeast($0) }
        case "passFail":
            if value.boolean == true { return .passFail }
            value.report("write passFail: true")
            return nil
        default: return value.text.map { .atLeastDeclared($0) }
        }
    }

    private static func variants<Result>(_ value: Value, _ read: (Value) -> Result?) -> [String: Result]? {
        guard let members = value.mapping?.members() else { return nil }
        var results: [String: Result] = [:]
        for (name, value) in members { results[name] = read(value) }
        guard results.count == members.count, !results.isEmpty else {
            if members.isEmpty { value.report("at least one variant is needed") }
            return nil
        }
        return results
    }

    private static func grade(_ value: Value) -> Grade? {
        guard let text = value.quotedText else { return nil }
        guard let grade = Grade(text) else {
            value.report("expected a grade such as \"3\" or \"3-4\"")
            return nil
        }
        return grade
    }
}

/// A limit: `{max: "75"}`, `{min: "4.0", max: "8.5"}`, `{below: "50", undecidedAt: ["50"]}`.
enum LimitSection {
    static func read(_ value: Value) -> Limit? {
        guard let mapping = value.mapping else { return nil }
        let lower = bound(mapping, inclusive: "min", exclusive: "above")
        let upper = bound(mapping, inclusive: "max", exclusive: "below")
        let comparison = mapping.optional("comparison").map { $0.word(Limit.Comparison.self) } ?? .fullValue
        let undecided = mapping.optional("undecidedAt")?.list?.compactMap(decimal) ?? []
        mapping.finish()
        guard let comparison else { return nil }
        guard lower != nil || upper != nil else {
            value.report("a limit needs at least one of min, above, max, below")
            return nil
        }
        if let lower, let upper, lower.value > upper.value {
            value.report("the lower limit \(lower.value.text) is above the upper limit \(upper.value.text)")
        }
        return Limit(lower: lower, upper: upper, comparison: comparison, undecidedAt: undecided)
    }

    private static func bound(_ mapping: Mapping, inclusive: String, exclusive: String) -> Limit.Bound? {
        let open = mapping.optional(exclusive)
        let closed = mapping.optional(inclusive)
        if open != nil, let closed { closed.report("write either \(inclusive) or \(exclusive), not both") }
        if let closed { return decimal(closed).map { .init($0, inclusive: true) } }
        return open.flatMap(decimal).map { .init($0, inclusive: false) }
    }

    private static func decimal(_ value: Value) -> FixedDecimal? {
        guard let text = value.quotedText else { return nil }
        guard let number = FixedDecimal(text) else {
            value.report("“\(text)” is no plain decimal number such as \"0.1\"")
            return nil
        }
        return number
    }
}
