/// What the next year costs at the present rate: the growth between the first and the last measure of at most 30 days.
package struct StorageForecast: Hashable, Sendable {
    /// Over how many days growth is measured.
    package static let days: Int64 = 30

    package let from: CalendarDay
    package let until: CalendarDay
    /// How many bytes the contents of the database grew in this time. Negative if more was removed than added.
    package let databaseGrowth: Int64
    package let evidenceGrowth: Int64

    /// Nil for fewer than two measures: then nothing is known.
    package init?(_ measures: [StorageMeasure]) {
        let sorted = measures.sorted { $0.day < $1.day }
        guard let last = sorted.last else { return nil }
        let since = last.day.adding(days: -Self.days)
        guard let first = sorted.first(where: { $0.day >= since }), first.day < last.day else { return nil }
        from = first.day
        until = last.day
        databaseGrowth = last.usedBytes - first.usedBytes
        evidenceGrowth = last.evidenceBytes - first.evidenceBytes
    }

    private var span: Int64 {
        until.daysSince1970 - from.daysSince1970
    }

    package var databaseBytesPerDay: Int64 {
        databaseGrowth / span
    }

    package var evidenceBytesPerDay: Int64 {
        evidenceGrowth / span
    }

    package var databaseBytesPerYear: Int64 {
        perYear(databaseGrowth)
    }

    package var evidenceBytesPerYear: Int64 {
        perYear(evidenceGrowth)
    }

    private func perYear(_ growth: Int64) -> Int64 {
        let (product, overflow) = growth.multipliedReportingOverflow(by: 365)
        return overflow ? growth / span * 365 : product / span
    }

    /// When a disk runs full.
    package enum Full: Hashable, Sendable {
        /// Nothing grows.
        case never
        case on(CalendarDay)
        /// Later than any plan: in more than a hundred years.
        case farAway
    }

    /// The day on which a disk with `free` bytes is full, if it contains these.
    package func full(free: Int64, database: Bool, evidence: Bool) -> Full {
        let growth = (database ? databaseGrowth : 0) + (evidence ? evidenceGrowth : 0)
        guard growth > 0 else { return .never }
        let days = Double(free) * Double(span) / Double(growth)
        guard days < 36_525 else { return .farAway }
        return .on(until.adding(days: Int64(days)))
    }
}
