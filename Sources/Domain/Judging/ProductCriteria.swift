/// The criteria (实施细则) of one product: how its listings are found and flagged, and what its samples must satisfy.
///
/// Source: 浙市监监〔2025〕14号, annex §1 (items, product standards, method standards, judging rules).
package struct ProductCriteria: Hashable, Sendable {
    /// Our code, the file's name: `childrens-clothing`.
    package let product: String
    /// The product's name in Chinese, as reports and notices write it.
    package let name: String
    package let matching: MatchingRule
    package let flagging: FlaggingThresholds
    package let editions: [CriteriaEdition]
    package let rule: RuleReference

    package init(
        product: String, name: String, matching: MatchingRule, flagging: FlaggingThresholds,
        editions: [CriteriaEdition], rule: RuleReference
    ) {
        self.product = product
        self.name = name
        self.matching = matching
        self.flagging = flagging
        self.editions = editions
        self.rule = rule
    }

    /// The one edition that applies to goods produced on `produced` and sold on `sold`.
    ///
    /// Fails closed: with no edition, or with several that only an unknown production date could tell apart, there is
    /// none.
    package func edition(produced: CalendarDay?, sold: CalendarDay) -> Result<CriteriaEdition, EditionProblem> {
        let onSale = editions.filter { $0.sold.contains(sold) }
        if let produced {
            let fitting = onSale.filter { $0.produced.contains(produced) }
            return fitting.count == 1 ? .success(fitting[0]) : .failure(.noEdition)
        }
        guard let only = onSale.first else { return .failure(.noEdition) }
        return onSale.count == 1 && only.produced.isUnbounded ? .success(only) : .failure(.productionDateUnknown)
    }

    package enum EditionProblem: Error, Hashable, Sendable {
        case noEdition
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

/// A span of days; either end may be open. Both ends belong to it.
package struct DaySpan: Hashable, Sendable {
    package let from: CalendarDay?
    package let until: CalendarDay?

    package init(from: CalendarDay? = nil, until: CalendarDay? = nil) {
        self.from = from
        self.until = until
    }

    package var isUnbounded: Bool {
        from == nil && until == nil
    }

    package func contains(_ day: CalendarDay) -> Bool {
        (from.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true)
    }

    package func overlaps(_ other: DaySpan) -> Bool {
        let starts = [from, other.from].compactMap { $0 }.max()
        let ends = [until, other.until].compactMap { $0 }.min()
        guard let starts, let ends else { return true }
        return starts <= ends
    }
}

/// One edition of a product's criteria: in force by production date and by sale date.
package struct CriteriaEdition: Hashable, Sendable {
    package let identifier: String
    package let produced: DaySpan
    package let sold: DaySpan
    package let items: [TestItem]

    package init(identifier: String, produced: DaySpan, sold: DaySpan, items: [TestItem]) {
        self.identifier = identifier
        self.produced = produced
        self.sold = sold
        self.items = items
    }
}
