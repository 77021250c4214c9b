/// One edition of a product's criteria: in force by production date and by sale date.
///
/// A class, so that what is judged under it refers to it instead of copying it.
package final class CriteriaEdition: Sendable {
    /// Days of production together with days of sale.
    package struct Period: Hashable, Sendable {
        package let produced: DaySpan
        package let sold: DaySpan

        package init(produced: DaySpan = DaySpan(), sold: DaySpan = DaySpan()) {
            self.produced = produced
            self.sold = sold
        }

        package func overlaps(_ other: Period) -> Bool {
            produced.overlaps(other.produced) && sold.overlaps(other.sold)
        }
    }

    package let identifier: String
    /// Where it is in force; at least one.
    package let periods: [Period]
    package let items: [TestItem]
    package let escalation: EditionEscalation
    /// The place of each item's code in `items`.
    private let places: [String: Int]
    let alternatives: [Alternative]

    package init(
        identifier: String, periods: [Period], items: [TestItem], escalation: EditionEscalation = EditionEscalation()
    ) {
        self.identifier = identifier
        self.periods = periods
        self.items = items
        self.escalation = escalation
        places = Dictionary(items.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
        alternatives = Alternative.all(items, places: places)
    }

    package convenience init(identifier: String, produced: DaySpan, sold: DaySpan, items: [TestItem]) {
        self.init(identifier: identifier, periods: [Period(produced: produced, sold: sold)], items: items)
    }

    /// The days of production of the first period.
    package var produced: DaySpan {
        periods.first?.produced ?? DaySpan()
    }

    /// The days of sale of the first period.
    package var sold: DaySpan {
        periods.first?.sold ?? DaySpan()
    }

    /// Whether goods sold on this day may fall under it, whenever they were made.
    package func mayApply(soldOn day: CalendarDay) -> Bool {
        periods.contains { $0.sold.contains(day) }
    }

    /// Whether goods made and sold on these days fall under it.
    func applies(produced: CalendarDay, sold: CalendarDay) -> Bool {
        periods.contains { $0.sold.contains(sold) && $0.produced.contains(produced) }
    }

    func place(of code: String) -> Int? {
        places[code]
    }

    package func item(_ code: String) -> TestItem? {
        places[code].map { items[$0] }
    }
}

extension CriteriaEdition: Hashable {
    package static func == (left: CriteriaEdition, right: CriteriaEdition) -> Bool {
        if left === right { return true }
        return left.identifier == right.identifier && left.periods == right.periods && left.items == right.items
            && left.escalation == right.escalation
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(identifier)
        hasher.combine(items)
    }
}
