/// A span of days that includes both of its ends. Either end may be open.
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

    /// Whether `spans` together contain every day.
    static func coverEverything(_ spans: [DaySpan]) -> Bool {
        let sorted = spans.sorted { ($0.from?.daysSince1970 ?? .min) < ($1.from?.daysSince1970 ?? .min) }
        guard let first = sorted.first, first.from == nil else { return false }
        var end = first.until?.daysSince1970
        for span in sorted.dropFirst() {
            guard let reached = end else { return true }
            guard (span.from?.daysSince1970 ?? .min) <= reached + 1 else { return false }
            end = span.until.map { max($0.daysSince1970, reached) }
        }
        return end == nil
    }
}
