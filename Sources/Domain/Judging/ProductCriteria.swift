/// The criteria (实施细则) of one product: how its listings are found and flagged, and how its samples are judged.
///
/// Source: 浙市监监〔2025〕14号, annex §1 (items, product standards, method standards, judging rules).
package struct ProductCriteria: Hashable, Sendable {
    /// The code of the product, which is the name of the file: `childrens-clothing`.
    package let product: String
    /// The name of the product in Chinese, for reports and notices.
    package let name: String
    /// The class of the product in a classification; nil if the file does not state it.
    package let productClass: ProductClass?
    package let matching: MatchingRule
    package let flagging: FlaggingThresholds
    /// The declarations of samples, in the order of the file; empty if the file does not state them.
    package let declarations: [Declaration]
    package let editions: [CriteriaEdition]
    package let rule: RuleReference

    package init(
        product: String, name: String, productClass: ProductClass? = nil, matching: MatchingRule,
        flagging: FlaggingThresholds, declarations: [Declaration] = [], editions: [CriteriaEdition],
        rule: RuleReference
    ) {
        self.product = product
        self.name = name
        self.productClass = productClass
        self.declarations = declarations
        self.matching = matching
        self.flagging = flagging
        self.editions = editions
        self.rule = rule
    }

    /// The only edition in force for goods produced on `produced` and sold on `sold`.
    ///
    /// Fails if no edition is in force, or if several could be in force because the production date is unknown.
    package func edition(produced: CalendarDay?, sold: CalendarDay) -> Result<CriteriaEdition, EditionProblem> {
        guard let produced else { return editionOfUnknownProduction(sold: sold) }
        // An impossible date must not choose the limits.
        guard produced <= sold else { return .failure(.producedAfterSale) }
        var only: CriteriaEdition?
        for edition in editions where edition.applies(produced: produced, sold: sold) {
            guard only == nil else { return .failure(.noEdition) }
            only = edition
        }
        return only.map { .success($0) } ?? .failure(.noEdition)
    }

    /// The only edition in force on the sale date, if it covers every production date.
    private func editionOfUnknownProduction(sold: CalendarDay) -> Result<CriteriaEdition, EditionProblem> {
        let onSale = editions.filter { $0.mayApply(soldOn: sold) }
        guard let only = onSale.first else { return .failure(.noEdition) }
        let days = only.periods.filter { $0.sold.contains(sold) }.map(\.produced)
        return onSale.count == 1 && DaySpan.coverEverything(days) ? .success(only) : .failure(.productionDateUnknown)
    }

    package enum EditionProblem: Error, Hashable, Sendable {
        case noEdition
        /// The production date cannot be right.
        case producedAfterSale
        case productionDateUnknown
    }
}

/// The rule that made a decision: a file and the hash of its bytes. Stored with every decision.
package struct RuleReference: Hashable, Sendable {
    package let file: String
    package let hash: String

    package init(file: String, hash: String) {
        self.file = file
        self.hash = hash
    }

    /// The name of the file without its folder. Documents show it, because a folder is a path of the server.
    package var fileName: String {
        file.split(separator: "/").last.map(String.init) ?? file
    }
}

/// The class of a product in a classification. The code is opaque: editions of classifications differ, and its digits
/// are not interpreted.
package struct ProductClass: Hashable, Sendable {
    package let code: String
    /// The name of the classification.
    package let system: String
    package let version: String

    package init(code: String, system: String, version: String) {
        self.code = code
        self.system = system
        self.version = version
    }
}
