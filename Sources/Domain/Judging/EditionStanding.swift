/// Where an edition stands on a day: whether goods that are sold on this day can be judged by it.
package enum EditionStanding: Hashable, Sendable {
    case inForce
    /// The first day from which goods can be judged by it.
    case begins(CalendarDay)
    /// No goods are judged by it any more.
    case ended
}

extension CriteriaEdition {
    /// An edition for older goods is in force as long as they may be sold.
    package func standing(on day: CalendarDay) -> EditionStanding {
        let open = periods.filter { ($0.sold.until.map { $0 >= day } ?? true) }
        // Goods are produced before they are sold.
        let starts = open.map { [$0.sold.from, $0.produced.from].compactMap(\.self).max() ?? day }
        guard let first = starts.min() else { return .ended }
        return first <= day ? .inForce : .begins(first)
    }
}

extension ProductCriteria {
    package func edition(named identifier: String) -> CriteriaEdition? {
        editions.first { $0.identifier == identifier }
    }

    /// The edition that is shown first: the one for goods that are produced and sold on this day, or else the last one.
    package func usualEdition(on day: CalendarDay) -> CriteriaEdition? {
        if case .success(let edition) = edition(produced: day, sold: day) { return edition }
        return editions.last
    }

    /// The same product with this edition only, for goods of every day. A trial judges by it.
    package func alone(_ edition: CriteriaEdition) -> ProductCriteria {
        ProductCriteria(
            product: product, name: name, productClass: productClass, matching: matching, flagging: flagging,
            declarations: declarations,
            editions: [
                CriteriaEdition(
                    identifier: edition.identifier, periods: [.init()], items: edition.items,
                    escalation: edition.escalation)
            ], rule: rule)
    }
}
