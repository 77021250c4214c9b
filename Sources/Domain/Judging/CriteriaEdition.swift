/// One edition of a product's criteria. The production date and the sale date of the goods decide whether it is in
/// force.
///
/// A class, so that judgements refer to their edition instead of copying it.
package final class CriteriaEdition: Sendable {
    /// A span of production days combined with a span of sale days.
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
    /// The periods in which the edition is in force; at least one.
    package let periods: [Period]
    package let items: [TestItem]
    package let escalation: EditionEscalation
    /// Item code → index in `items`.
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

    /// Whether the edition may be in force for goods sold on this day. Their production date is not considered.
    package func mayApply(soldOn day: CalendarDay) -> Bool {
        periods.contains { $0.sold.contains(day) }
    }

    /// Whether the edition is in force for goods with these dates.
    func applies(produced: CalendarDay, sold: CalendarDay) -> Bool {
        periods.contains { $0.sold.contains(sold) && $0.produced.contains(produced) }
    }

    func place(of code: String) -> Int? {
        places[code]
    }

    /// The index of an item, sought first at `expected` and the next items: reports mostly keep the order of the form.
    func place(of code: String, near expected: Int) -> Int? {
        if places.count == items.count {
            for place in expected..<min(expected + 4, items.count) where items[place].code == code { return place }
        }
        return places[code]
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
