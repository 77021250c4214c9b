/// One item that a laboratory tests (检测项目), with its limit and its hazard.
package struct TestItem: Hashable, Sendable {
    /// How the result of an item is judged. Keys of the dictionaries are variants of the product (the safety category
    /// A, B or C of clothing); `TestItem.anyVariant` stands for all.
    package enum Requirement: Hashable, Sendable {
        /// A number within a limit.
        case number([String: Limit])
        /// A grade at least as good.
        case gradeAtLeast([String: Grade])
        /// 合格 or 不合格, as the laboratory found.
        case passFail
        /// A number at least as high as what the product itself declares under this name (`ratedCapacity`).
        case atLeastDeclared(String)
    }

    package static let anyVariant = "any"

    package let code: String
    /// In Chinese, as the report writes it.
    package let name: String
    /// `mg/kg`, `%`, `级`; empty for a plain number and for pass/fail.
    package let unit: String
    /// The product standard that sets the limit, with its clause where known.
    package let standard: String
    /// The method standard.
    package let method: String
    package let requirement: Requirement
    /// The hazard class of a failure (一般 or 严重).
    package let hazard: HazardClass
    package let source: FigureSource

    package init(
        code: String, name: String, unit: String, standard: String, method: String, requirement: Requirement,
        hazard: HazardClass, source: FigureSource
    ) {
        self.code = code
        self.name = name
        self.unit = unit
        self.standard = standard
        self.method = method
        self.requirement = requirement
        self.hazard = hazard
        self.source = source
    }
}

extension TestItem {
    /// What must be declared of a sample before this item can be judged: a name, and the values that may stand there;
    /// no values where any number may.
    package var declares: (name: String, values: [String])? {
        switch requirement {
        case .number(let limits): Self.variants(limits.keys)
        case .gradeAtLeast(let grades): Self.variants(grades.keys)
        case .passFail: nil
        case .atLeastDeclared(let name): (name, [])
        }
    }

    private static func variants(_ names: some Collection<String>) -> (name: String, values: [String])? {
        names.contains(anyVariant) ? nil : ("variant", names.sorted())
    }
}

/// Where a figure of the criteria comes from, and how sure it is.
package struct FigureSource: Hashable, Sendable {
    package enum Confidence: String, CaseIterable, Sendable {
        /// Read in the primary text.
        case verified = "V"
        /// Read on a secondary page.
        case secondary = "S"
        /// Recalled only: an operator must confirm it before it is used; never official.
        case recalled = "M"
    }

    package let confidence: Confidence
    package let note: String?

    package init(confidence: Confidence, note: String?) {
        self.confidence = confidence
        self.note = note
    }
}
