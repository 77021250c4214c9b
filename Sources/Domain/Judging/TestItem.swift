/// One item that a laboratory tests (检测项目), with its requirement and its hazard. `docs/reference/criteria-files.md`
/// explains each field.
///
/// A class, so that judgements refer to their item instead of copying it.
package final class TestItem: Sendable {
    package static let anyVariant = "any"

    package let code: String
    /// The name in Chinese, for reports.
    package let name: String
    /// `mg/kg`, `%`, `级`; empty for a plain number and for pass/fail.
    package let unit: String
    /// The parsed `unit`.
    package let measure: UnitOfMeasure
    /// The product standard that sets the limit.
    package let standard: String
    /// The clause of the standard; nil if it is not known.
    package let clause: String?
    /// The method standards; empty for an item that is composed of others.
    package let methods: [String]
    package let requirement: Requirement
    /// The items that are added up to give this one; empty for an item that is measured itself.
    package let sumOf: [String]
    package let rules: ItemRules
    /// The hazard class of a failure (一般 or 严重).
    package let hazard: HazardClass
    /// The reason of the hazard class, in Chinese; nil if the file does not state it.
    package let hazardBasis: String?
    /// How often the item fails among the items of the product; nil if no source states it.
    package let failing: FailingRank?
    /// The name of the hazard group, if several items share one hazard.
    package let hazardGroup: String?
    package let escalation: ItemEscalation?
    package let source: FigureSource
    /// Whether the sample cannot meet while a figure of the item is unverified. If false, the item is only listed.
    package let blocksWhenUnverified: Bool
    /// Whether the item is met by other items, and has no result of its own.
    package let isAlternative: Bool
    /// The Chinese words for the codes in the requirement.
    package let titles: ItemTitles
    /// Whether no sample may be judged by the item, because none of its figures is verified.
    let isWhollyUnverified: Bool
    /// The requirement for all samples, computed once; nil if it differs between samples.
    let settled: Resolution?

    package init(
        code: String, name: String, unit: String, standard: String, clause: String? = nil, methods: [String],
        requirement: Requirement, sumOf: [String] = [], rules: ItemRules = ItemRules(), hazard: HazardClass,
        hazardBasis: String? = nil, failing: FailingRank? = nil, hazardGroup: String? = nil,
        escalation: ItemEscalation? = nil, source: FigureSource, blocksWhenUnverified: Bool = true,
        titles: ItemTitles = .none
    ) {
        self.code = code
        self.name = name
        self.unit = unit
        measure = UnitOfMeasure(unit)
        self.standard = standard
        self.clause = clause
        self.methods = methods
        self.requirement = requirement
        self.sumOf = sumOf
        self.rules = rules
        self.hazard = hazard
        self.hazardBasis = hazardBasis
        self.failing = failing
        self.hazardGroup = hazardGroup
        self.escalation = escalation
        self.source = source
        self.blocksWhenUnverified = blocksWhenUnverified
        if case .anyOf = requirement { isAlternative = true } else { isAlternative = false }
        self.titles = titles
        settled = Resolution.settled(requirement, rules, usable: source.confidence.isUsable)
        if case .byClass(let cases) = requirement {
            isWhollyUnverified = cases.allSatisfy { one in
                one.demand == .notApplicable || !(one.source ?? source).confidence.isUsable
            }
        } else {
            isWhollyUnverified = !source.confidence.isUsable
        }
    }

    package convenience init(
        code: String, name: String, unit: String, standard: String, method: String, requirement: Requirement,
        hazard: HazardClass, source: FigureSource
    ) {
        self.init(
            code: code, name: name, unit: unit, standard: standard, methods: [method], requirement: requirement,
            hazard: hazard, source: source)
    }

    /// The method standards as one text.
    package var method: String {
        methods.joined(separator: ", ")
    }
}

extension TestItem: Hashable {
    package static func == (left: TestItem, right: TestItem) -> Bool {
        if left === right { return true }
        return left.code == right.code && left.name == right.name && left.unit == right.unit
            && left.standard == right.standard && left.clause == right.clause && left.methods == right.methods
            && left.requirement == right.requirement && left.sumOf == right.sumOf && left.rules == right.rules
            && left.hazard == right.hazard && left.hazardBasis == right.hazardBasis && left.failing == right.failing
            && left.hazardGroup == right.hazardGroup && left.escalation == right.escalation
            && left.source == right.source
            && left.blocksWhenUnverified == right.blocksWhenUnverified && left.titles == right.titles
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(code)
        hasher.combine(requirement)
    }
}

extension TestItem {
    /// The requirement for the result of an item. Keys of the dictionaries are variants of the product (the safety
    /// category A, B or C of clothing); `TestItem.anyVariant` is the key for all variants.
    package enum Requirement: Hashable, Sendable {
        /// A number within a limit.
        case number([String: Limit])
        /// A grade that is at least this one.
        case gradeAtLeast([String: Grade])
        /// 合格 or 不合格, as the laboratory decided.
        case passFail
        /// 不得检出.
        case absent
        /// A number that is at least the one that the product declares under this name (`ratedCapacity`).
        case atLeastDeclared(String)
        /// A number within a tolerance of the one that the product declares.
        case tolerance(DeclaredTolerance)
        /// A demand for each class of samples. The classes may use several declarations.
        case byClass([ClassCase])
        /// At least one of these items meets.
        case anyOf([String])
        /// Measured for a sum; it has no requirement of its own.
        case reportOnly
    }

    /// Whether results are grades for at least some samples.
    package var wantsGrade: Bool {
        switch requirement {
        case .gradeAtLeast: true
        case .byClass(let cases): cases.contains { $0.demand.isGrade }
        default: false
        }
    }

    /// Whether the declarations of a sample decide if the item applies. A sample with a requirement then has declared
    /// that it does.
    var isAppliedByDeclarations: Bool {
        if !rules.appliesTo.isEmpty { return true }
        guard case .byClass(let cases) = requirement else { return false }
        return cases.contains { $0.demand == .notApplicable }
    }

    /// The names of the declarations that this item may need.
    package var declaredNames: Set<String> {
        var names = Set(rules.appliesTo.keys)
        switch requirement {
        case .number(let limits): if limits[Self.anyVariant] == nil { names.insert(Declaration.variant) }
        case .gradeAtLeast(let grades): if grades[Self.anyVariant] == nil { names.insert(Declaration.variant) }
        case .atLeastDeclared(let name): names.insert(name)
        case .tolerance(let tolerance): names.insert(tolerance.name)
        case .byClass(let cases): for one in cases { names.formUnion(one.when.keys) }
        case .passFail, .absent, .anyOf, .reportOnly: break
        }
        if let declared = rules.declared { names.insert(declared.name) }
        return names
    }

    /// The values of the declaration `name` that this item distinguishes.
    package func values(of name: String) -> Set<String> {
        var values = rules.appliesTo[name] ?? []
        switch requirement {
        case .number(let limits) where name == Declaration.variant: values.formUnion(limits.keys)
        case .gradeAtLeast(let grades) where name == Declaration.variant: values.formUnion(grades.keys)
        case .byClass(let cases): for one in cases { values.formUnion(one.when[name] ?? []) }
        default: break
        }
        values.remove(Self.anyVariant)
        return values
    }

    /// The items of which this one is composed.
    package var members: [String] {
        if case .anyOf(let codes) = requirement { codes } else { sumOf }
    }
}
