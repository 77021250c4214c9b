internal import Domain
internal import GRDB

extension KeysetList {
    /// A list in the order of the row numbers.
    ///
    /// - Parameter tables: the table of the rows with its joins, from which `id` is a column.
    init(_ tables: String, id: String) {
        self.init(table: tables, sort: id, least: 0, id: id)
    }

    /// Adds the condition that a division is within `region`; nil and the whole country are no condition.
    mutating func require(_ column: String, in region: RegionCode?) {
        guard let prefix = region?.prefix, !prefix.isEmpty else { return }
        conditions.require(column + " LIKE " + conditions.parameter(prefix + "%"))
    }

    mutating func require(_ column: String, equals value: String?) {
        conditions.require(column, equals: value)
    }

    /// Adds a condition without values.
    mutating func require(_ condition: String) {
        conditions.require(condition)
    }
}

extension Database {
    /// A page of a list of cases with its number of rows.
    func casePage<Row: Sendable>(
        _ list: KeysetList, descending: Bool, at place: ListPlace, limit: Int, _ row: (Int64) throws -> Row
    ) throws -> (page: KeysetPage<Row>, count: ListCount) {
        let page = try page(of: list, descending: descending, at: place, limit: limit).map { try row($0.id) }
        return (page, try count(of: list, bound: ListCount.bound))
    }

    /// The events of several things, latest first.
    func latestEvents(of subjects: [String], limit: Int = 50) throws -> [ChainedEvent] {
        let found = try subjects.flatMap { subject in
            try all("SELECT * FROM event WHERE subject = $1 ORDER BY sequence DESC LIMIT $2", subject, limit)
        }
        return Array(found.map(\.chainedEvent).sorted { $0.sequence > $1.sequence }.prefix(limit))
    }
}
