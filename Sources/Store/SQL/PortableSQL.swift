internal import GRDB

/// A statement in the subset that SQLite 3.40 and PostgreSQL 15 share, with PostgreSQL's numbered parameters (`$1`).
///
/// SQLite reads `$1` as a name and numbers names by first use, so it would swap `$2, $1`. `$1` is therefore rewritten
/// to `?1`, which is an index.
struct PortableSQL: ExpressibleByStringLiteral, ExpressibleByStringInterpolation, Sendable {
    let text: String

    init(stringLiteral text: String) {
        self.text = text
    }

    /// The statement with `?n` for `$n`. Text between quotes is not changed.
    var forSQLite: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var insideQuotes = false
        for byte in text.utf8 {
            if byte == UInt8(ascii: "'") { insideQuotes.toggle() }
            bytes.append(byte == UInt8(ascii: "$") && !insideQuotes ? UInt8(ascii: "?") : byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

typealias SQLValue = any DatabaseValueConvertible

/// The values of a statement. SQLite ends a text at NUL, so the stored text would differ from the hashed one. Readers
/// reject such text and report its position; other such texts are refused here.
private func arguments(_ values: [SQLValue?]) throws -> StatementArguments {
    for case let text as String in values where text.utf8.contains(0) {
        throw StoreError.inconsistent("a text with a NUL character cannot be stored")
    }
    return StatementArguments(values)
}

extension Database {
    /// Executes a statement without a result.
    func run(_ sql: PortableSQL, _ values: SQLValue?...) throws {
        try cachedStatement(sql: sql.forSQLite).execute(arguments: arguments(values))
    }

    /// Executes a statement and returns the number of changed rows.
    func change(_ sql: PortableSQL, _ values: SQLValue?...) throws -> Int {
        try cachedStatement(sql: sql.forSQLite).execute(arguments: arguments(values))
        return changesCount
    }

    func all(_ sql: PortableSQL, _ values: SQLValue?...) throws -> [Row] {
        try Row.fetchAll(cachedStatement(sql: sql.forSQLite), arguments: arguments(values))
    }

    /// The same for a statement with a variable number of values.
    func all(_ sql: PortableSQL, values: [SQLValue?]) throws -> [Row] {
        try Row.fetchAll(cachedStatement(sql: sql.forSQLite), arguments: arguments(values))
    }

    /// Reads the rows of a statement one by one, until `body` returns false. A row is valid only within `body`.
    func each(_ sql: PortableSQL, values: [SQLValue?], _ body: (Row) throws -> Bool) throws {
        let rows = try Row.fetchCursor(makeStatement(sql: sql.forSQLite), arguments: arguments(values))
        while let row = try rows.next(), try body(row) {}
    }

    func first(_ sql: PortableSQL, _ values: SQLValue?...) throws -> Row? {
        try Row.fetchOne(cachedStatement(sql: sql.forSQLite), arguments: arguments(values))
    }

    /// The first column of the one row that an `INSERT … RETURNING` or an aggregate returns.
    func value(_ sql: PortableSQL, _ values: SQLValue?...) throws -> Int64 {
        guard let row = try Row.fetchOne(cachedStatement(sql: sql.forSQLite), arguments: arguments(values))
        else { throw StoreError.inconsistent("a statement returned no row although one is required") }
        return row[0]
    }
}
