package import Domain
internal import GRDB

/// One page of a list, in the order of the list.
package struct KeysetPage<Element: Sendable>: Sendable {
    package let rows: [Element]
    /// The first and the last row; nil without rows.
    package let first: ListCursor?
    package let last: ListCursor?
    package let hasPrevious: Bool
    package let hasNext: Bool

    /// The same page with other values of its rows.
    package func map<Other: Sendable>(_ change: (Element) throws -> Other) rethrows -> KeysetPage<Other> {
        KeysetPage<Other>(
            rows: try rows.map(change), first: first, last: last, hasPrevious: hasPrevious, hasNext: hasNext)
    }
}

/// A table that is read page by page. An index begins with `sort` and `id`, so that a page costs as much as the rows that
/// it walks over, wherever it is in the list. The index also has the columns of all conditions.
struct KeysetList {
    /// `flaggedListing`.
    let table: String
    /// The column of the sort values: integers of at least `least`.
    let sort: String
    let least: Int64
    /// The column of the row numbers.
    let id: String
    /// Conditions on columns of the index.
    var conditions = Conditions()
    /// All rows that match, in ascending order, if a search has found them. Then the index is not walked over.
    var found: [ListCursor]?

    /// Adds a condition on an integer. A column that another index begins with is written so that this index is not used:
    /// the rows would have to be sorted then.
    mutating func require(_ column: String, _ comparison: String, _ value: Int64?) {
        guard let value else { return }
        let term = column == sort ? column : "(\(column) + 0)"
        conditions.require("\(term) \(comparison) " + conditions.parameter(value))
    }
}

extension Database {
    /// The cursors of a page of up to `limit` rows.
    ///
    /// A page before a row that would not be full, and a page without rows, are the first page of the list instead.
    func page(
        of list: KeysetList, descending: Bool, at place: ListPlace, limit: Int
    ) throws -> KeysetPage<ListCursor> {
        switch place {
        case .start:
            let rows = try cursors(of: list, descending: descending, after: nil, limit: limit + 1)
            return page(Array(rows.prefix(limit)), hasPrevious: false, hasNext: rows.count > limit)
        case .after(let cursor):
            let rows = try cursors(of: list, descending: descending, after: cursor, limit: limit + 1)
            guard let first = rows.first else {
                return try page(of: list, descending: descending, at: .start, limit: limit)
            }
            let before = try cursors(of: list, descending: !descending, after: first, limit: 1)
            return page(Array(rows.prefix(limit)), hasPrevious: !before.isEmpty, hasNext: rows.count > limit)
        case .before(let cursor):
            let rows = try cursors(of: list, descending: !descending, after: cursor, limit: limit + 1)
            guard rows.count >= limit else {
                return try page(of: list, descending: descending, at: .start, limit: limit)
            }
            let own = Array(rows.prefix(limit).reversed())
            let next = try own.last.map { try cursors(of: list, descending: descending, after: $0, limit: 1) }
            return page(own, hasPrevious: rows.count > limit, hasNext: next?.isEmpty == false)
        }
    }

    private func page(_ rows: [ListCursor], hasPrevious: Bool, hasNext: Bool) -> KeysetPage<ListCursor> {
        KeysetPage(rows: rows, first: rows.first, last: rows.last, hasPrevious: hasPrevious, hasNext: hasNext)
    }

    /// The number of rows, counted up to `bound`; nil to count all.
    func count(of list: KeysetList, bound: Int?) throws -> ListCount {
        if let found = list.found?.count {
            return ListCount(found: bound.map { min(found, $0 + 1) } ?? found, bound: bound)
        }
        var conditions = list.conditions
        conditions.require("\(list.sort) >= " + conditions.parameter(list.least))
        let limit = bound.map { " LIMIT \($0 + 1)" } ?? ""
        let sql: PortableSQL = """
            SELECT COUNT(*) AS found FROM (SELECT 1 FROM \(list.table) \(conditions.clause)\(limit)) AS few
            """
        let rows = try all(sql, values: conditions.values)
        return ListCount(found: rows.first?["found"] ?? 0, bound: bound)
    }

    /// Up to `limit` rows in one direction, after a row.
    func cursors(
        of list: KeysetList, descending: Bool, after cursor: ListCursor?, limit: Int
    ) throws -> [ListCursor] {
        if let found = list.found {
            guard descending else {
                return Array(found.drop { row in cursor.map { row <= $0 } ?? false }.prefix(limit))
            }
            return Array(found.reversed().drop { row in cursor.map { row >= $0 } ?? false }.prefix(limit))
        }
        var conditions = list.conditions
        if let cursor {
            let (value, id) = (conditions.parameter(cursor.value), conditions.parameter(cursor.id))
            conditions.require("(\(list.sort), \(list.id)) \(descending ? "<" : ">") (\(value), \(id))")
        } else {
            conditions.require("\(list.sort) >= " + conditions.parameter(list.least))
        }
        let direction = descending ? " DESC" : ""
        let most = conditions.parameter(limit)
        let sql: PortableSQL = """
            SELECT \(list.sort), \(list.id) FROM \(list.table) \(conditions.clause)
            ORDER BY \(list.sort)\(direction), \(list.id)\(direction) LIMIT \(most)
            """
        return try all(sql, values: conditions.values).map { ListCursor(value: $0[0], id: $0[1]) }
    }
}
