internal import Domain

/// The requirement of an item. It must be stated in exactly one of the possible forms.
struct RequirementSection {
    static let kinds = [
        "limit", "limits", "cases", "gradeAtLeast", "gradesAtLeast", "passFail", "absent", "atLeastDeclared",
        "tolerance", "anyOf", "reportOnly",
    ]

    let declarations: Declarations
    let compared: Compared
    /// The declaration that `limits` and `gradesAtLeast` depend on, and its position if it is written.
    let dimension: (name: String, place: Value?)

    init(_ mapping: Mapping, _ declarations: Declarations, _ compared: Compared) {
        self.declarations = declarations
        self.compared = compared
        let by = mapping.optional("by")
        dimension = (by?.text ?? Declaration.variant, by)
        if let by, mapping.optional("limits") == nil, mapping.optional("gradesAtLeast") == nil {
            by.report("by goes with limits or gradesAtLeast")
        }
    }

    func read(_ mapping: Mapping, _ item: Value) -> TestItem.Requirement? {
        let present = Self.kinds.compactMap { key in mapping.optional(key).map { (key, $0) } }
        guard present.count == 1, let (key, value) = present.first else {
            item.report("write exactly one of " + Self.kinds.joined(separator: ", "))
            return nil
        }
        switch key {
        case "limit": return limit(value)
        case "limits": return limits(value)
        case "cases": return cases(value).map { .byClass($0) }
        case "gradeAtLeast": return value.grade.map { .gradeAtLeast([TestItem.anyVariant: $0]) }
        case "gradesAtLeast": return grades(value)
        case "passFail": return value.mustBeTrue(key) ? .passFail : nil
        case "absent": return value.mustBeTrue(key) ? .absent : nil
        case "reportOnly": return value.mustBeTrue(key) ? .reportOnly : nil
        case "tolerance": return tolerance(value).map { .tolerance($0) }
        case "anyOf": return CodeList.read(value).map { .anyOf($0) }
        default:
            guard let name = value.text else { return nil }
            declarations.requireNumber(name, at: value)
            return .atLeastDeclared(name)
        }
    }

    private func limit(_ value: Value) -> TestItem.Requirement? {
        guard let read = LimitSection.read(value, compared) else { return nil }
        guard let source = read.source else { return .number([TestItem.anyVariant: read.limit]) }
        return .byClass([ClassCase(when: [:], demand: .limit(read.limit), source: source)])
    }

    private func limits(_ value: Value) -> TestItem.Requirement? {
        guard let read = figuresByValue(value, { LimitSection.read($0, compared) }) else { return nil }
        if dimension.name == Declaration.variant, read.allSatisfy({ $1.source == nil }) {
            return .number(Dictionary(uniqueKeysWithValues: read.map { ($0, $1.limit) }))
        }
        return .byClass(
            read.map { ClassCase(when: [dimension.name: [$0]], demand: .limit($1.limit), source: $1.source) })
    }

    private func grades(_ value: Value) -> TestItem.Requirement? {
        guard let read = figuresByValue(value, \.grade) else { return nil }
        if dimension.name == Declaration.variant {
            return .gradeAtLeast(Dictionary(uniqueKeysWithValues: read.map { ($0, $1) }))
        }
        return .byClass(read.map { ClassCase(when: [dimension.name: [$0]], demand: .grade($1)) })
    }

    /// A figure for each value of the dimension.
    private func figuresByValue<Figure>(_ value: Value, _ read: (Value) -> Figure?) -> [(String, Figure)]? {
        guard let members = value.mapping?.members() else { return nil }
        if members.isEmpty { value.report("at least one variant is needed") }
        declarations.requireClass(dimension.name, at: dimension.place ?? value)
        for (name, place) in members { declarations.requireValue(name, of: dimension.name, at: place) }
        let figures = members.compactMap { name, place in read(place).map { (name, $0) } }
        return figures.count == members.count && !figures.isEmpty ? figures : nil
    }

    private func tolerance(_ value: Value) -> DeclaredTolerance? {
        guard let mapping = value.mapping else { return nil }
        let name = mapping.required("of")
        let basis = mapping.required("as")?.word(Share.Basis.self)
        let minus = mapping.field("minus", \.positiveDecimal)
        let plus = mapping.field("plus", \.positiveDecimal)
        mapping.finish()
        if case (.absent, .absent) = (minus, plus) { value.report("a tolerance needs minus, plus or both") }
        guard let place = name, let text = place.text, let basis else { return nil }
        declarations.requireNumber(text, at: place)
        guard !minus.isFaulty, !plus.isFaulty else { return nil }
        return DeclaredTolerance(name: text, minus: minus.value, plus: plus.value, basis: basis)
    }
}

extension RequirementSection {
    private static let demands = ["limit", "gradeAtLeast", "passFail", "absent", "notApplicable"]

    private func cases(_ value: Value) -> [ClassCase]? {
        guard let list = value.list else { return nil }
        if list.isEmpty { value.report("at least one case is needed") }
        let cases = list.compactMap(oneCase)
        guard cases.count == list.count, !cases.isEmpty else { return nil }
        for (index, one) in cases.enumerated() {
            for (earlier, other) in cases[..<index].enumerated() where one.overlaps(other) {
                list[index].report("fits samples that case \(earlier + 1) fits too")
            }
        }
        reportUncovered(cases, value)
        return cases
    }

    private func oneCase(_ value: Value) -> ClassCase? {
        guard let mapping = value.mapping else { return nil }
        let when = mapping.required("when").flatMap { WhenSection.read($0, declarations) }
        let source = mapping.field("source", SourceSection.read)
        let present = Self.demands.compactMap { key in mapping.optional(key).map { (key, $0) } }
        let demand: Demand?
        var own: FigureSource?
        if present.count == 1, let (key, place) = present.first {
            (demand, own) = read(key, place)
        } else {
            value.report("write exactly one of " + Self.demands.joined(separator: ", "))
            demand = nil
        }
        mapping.finish()
        guard let when, let demand, !source.isFaulty else { return nil }
        return ClassCase(when: when, demand: demand, source: own ?? source.value)
    }

    private func read(_ key: String, _ value: Value) -> (Demand?, FigureSource?) {
        switch key {
        case "limit":
            let read = LimitSection.read(value, compared)
            return (read.map { .limit($0.limit) }, read?.source)
        case "gradeAtLeast": return (value.grade.map { .grade($0) }, nil)
        case "passFail": return (value.mustBeTrue(key) ? .passFail : nil, nil)
        case "absent": return (value.mustBeTrue(key) ? .absent : nil, nil)
        default: return (value.mustBeTrue(key) ? .notApplicable : nil, nil)
        }
    }

    /// Reports the first combination of stated values that no case covers.
    private func reportUncovered(_ cases: [ClassCase], _ value: Value) {
        let names = Set(cases.flatMap(\.when.keys)).sorted()
        var combinations: [[String: String]] = [[:]]
        for name in names {
            guard let values = declarations.values(of: name), combinations.count * values.count <= 10_000 else {
                return
            }
            combinations = combinations.flatMap { one in values.map { one.merging([name: $0]) { $1 } } }
        }
        let open = combinations.first { one in
            !cases.contains { $0.when.allSatisfy { name, values in one[name].map(values.contains) ?? false } }
        }
        guard let open else { return }
        let text = open.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
        value.warn("no case for {\(text)}: such a sample cannot be judged")
    }
}

extension ClassCase {
    /// Whether a sample may match both.
    fileprivate func overlaps(_ other: ClassCase) -> Bool {
        when.allSatisfy { name, values in other.when[name].map { !$0.isDisjoint(with: values) } ?? true }
    }
}

/// A list of item codes: the members of a sum or of an alternative.
enum CodeList {
    static func read(_ value: Value) -> [String]? {
        guard let list = value.list else { return nil }
        let codes = list.compactMap(\.text)
        if list.count < 2 { value.report("at least two items are needed") }
        var seen: Set<String> = []
        for (code, place) in zip(codes, list) where codes.count == list.count && !seen.insert(code).inserted {
            place.report("the item \(code) stands twice")
        }
        return codes.count == list.count && codes.count >= 2 ? codes : nil
    }
}
