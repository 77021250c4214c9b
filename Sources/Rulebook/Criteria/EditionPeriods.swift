internal import Domain

/// Checks the validity periods of the editions of a file: no day belongs to two editions, and there is no gap.
struct EditionPeriods {
    private struct PlacedPeriod {
        let edition: Int
        let period: CriteriaEdition.Period
        let place: Value
    }

    private let editions: [EditionSection.ReadEdition]
    private let entries: [PlacedPeriod]

    init(_ editions: [EditionSection.ReadEdition]) {
        self.editions = editions
        entries = editions.enumerated().flatMap { number, edition in
            edition.periods.map { PlacedPeriod(edition: number, period: $0.period, place: $0.place) }
        }
    }

    func report() {
        for (index, entry) in entries.enumerated() {
            for other in entries[..<index] where entry.period.overlaps(other.period) {
                entry.place.report("overlaps edition “\(name(other.edition))” in production and sale dates")
            }
        }
        reportNames()
        reportGaps(of: \.produced, along: \.sold, "production")
        reportGaps(of: \.sold, along: \.produced, "sale")
    }

    private func name(_ edition: Int) -> String {
        editions[edition].identifier ?? ""
    }

    private func reportNames() {
        var seen: Set<String> = []
        for edition in editions {
            guard let name = edition.identifier, !seen.insert(name).inserted else { continue }
            edition.place.report("the edition “\(name)” stands twice")
        }
    }

    /// A gap: days that belong to no edition, between days that belong to one, for the same other conditions.
    private func reportGaps(
        of span: KeyPath<CriteriaEdition.Period, DaySpan>, along other: KeyPath<CriteriaEdition.Period, DaySpan>,
        _ what: String
    ) {
        let days = Set(entries.flatMap { changeDays($0.period[keyPath: other]) }).sorted()
        var reported: Set<Int> = []
        for day in days.isEmpty ? [CalendarDay(daysSince1970: 0)] : days {
            let fitting = entries.enumerated().filter { $1.period[keyPath: other].contains(day) }.sorted {
                start($0.element.period[keyPath: span]) < start($1.element.period[keyPath: span])
            }
            var end: Int64?
            for (index, entry) in fitting {
                let covered = entry.period[keyPath: span]
                if let end, end < Int64.max, start(covered) > end + 1, reported.insert(index).inserted {
                    entry.place.warn(
                        "no edition for \(what) from \(CalendarDay(daysSince1970: end + 1).text) until "
                            + CalendarDay(daysSince1970: start(covered) - 1).text)
                }
                end = max(end ?? .min, covered.until?.daysSince1970 ?? .max)
            }
        }
    }

    /// The days on which the editions in force change.
    private func changeDays(_ span: DaySpan) -> [CalendarDay] {
        var days: [CalendarDay] = []
        if let from = span.from { days += [from, CalendarDay(daysSince1970: from.daysSince1970 - 1)] }
        if let until = span.until { days += [until, CalendarDay(daysSince1970: until.daysSince1970 + 1)] }
        return days
    }

    private func start(_ span: DaySpan) -> Int64 {
        span.from?.daysSince1970 ?? .min
    }
}
