internal import Domain
internal import GRDB

extension KeysetList {
    /// Adds the conditions on the day of the rows.
    mutating func require(_ days: DayFilter, on column: String, today: CalendarDay) {
        let (from, until) = days.moments(today: today)
        require(column, ">=", from?.milliseconds)
        require(column, "<", until?.milliseconds)
    }

    /// Adds the conditions of a list of quarantined records `q`.
    ///
    /// - Parameter moment: nil for no bound; else later records are left out.
    mutating func require(_ query: OperationQuery<QuarantineList>, today: CalendarDay, until moment: Timestamp? = nil) {
        switch query.state {
        case .waiting: require("q.resolvedAt IS NULL")
        case .read: require("q.resolvedAt IS NOT NULL")
        case nil: break
        }
        require("q.crawler", equals: query[.crawler])
        require("q.code", equals: query[.code])
        require("q.field", equals: query[.field])
        require("q.pullId", "=", query[.pull].flatMap { Int64($0) })
        require(query.days, on: "q.createdAt", today: today)
        require("q.createdAt", "<=", moment?.milliseconds)
    }
}
