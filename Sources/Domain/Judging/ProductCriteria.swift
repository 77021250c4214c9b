/// The criteria (实施细则) of one product: how its listings are found and flagged, and what its samples must satisfy.
///
/// Source: 浙市监监〔2025〕14号, annex §1 (items, product standards, method standards, judging rules).
package struct ProductCriteria: Hashable, Sendable {
    /// Our code, the file's name: `childrens-clothing`.
    package let product: String
    /// The product's name in Chinese, as reports and notices write it.
    package let name: String
    /// Its class in a classification of products, where stated.
    package let productClass: ProductClass?
    package let matching: MatchingRule
    package let flagging: FlaggingThresholds
    /// What reports state of their samples, in the order of the file; empty where the file does not state it.
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

    /// The one edition that applies to goods produced on `produced` and sold on `sold`.
    ///
    /// Fails closed: with no edition, or with several that differ only by an unknown production date, there is
    /// none.
    package func edition(produced: CalendarDay?, sold: CalendarDay) -> Result<CriteriaEdition, EditionProblem> {
        guard let produced else { return editionOfUnknownProduction(sold: sold) }
        // A day that cannot be so must not choose the limits.
        guard produced <= sold else { return .failure(.producedAfterSale) }
        var only: CriteriaEdition?
        for edition in editions where edition.applies(produced: produced, sold: sold) {
            guard only == nil else { return .failure(.noEdition) }
            only = edition
        }
        return only.map { .success($0) } ?? .failure(.noEdition)
    }

    /// The one edition on sale, where every day of production falls under it.
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

/// Which rule made a decision: file, and hash of its bytes. Stored with every decision.
package struct RuleReference: Hashable, Sendable {
    package let file: String
    package let hash: String

    package init(file: String, hash: String) {
        self.file = file
        self.hash = hash
    }
}

/// The class of a product in a classification. The code is opaque: editions of classifications differ, and nothing is
/// read out of its digits.
package struct ProductClass: Hashable, Sendable {
    package let code: String
    /// The classification.
    package let system: String
    package let version: String

    package init(code: String, system: String, version: String) {
        self.code = code
        self.system = system
        self.version = version
    }
}
