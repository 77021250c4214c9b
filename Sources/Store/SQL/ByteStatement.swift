internal import GRDB
internal import GRDBSQLite

/// A statement whose values are bound as they lie in memory: for the one place where a hundred thousand rows a second
/// are written, and a text for each column would cost more than the row.
///
/// Bytes are bound without a copy, so they must stay where they are until `first` has returned; a bound value
/// never outlives one execution. Text is not checked for NUL here: SQLite would end it there, so whoever binds text
/// checks it.
struct ByteStatement {
    private let statement: Statement
    private let database: Database

    init(_ database: Database, _ sql: PortableSQL) throws {
        self.database = database
        statement = try database.makeStatement(sql: sql.forSQLite)
    }

    func bind(_ number: Int64?, at index: Int32) {
        if let number {
            sqlite3_bind_int64(statement.sqliteStatement, index, number)
        } else {
            sqlite3_bind_null(statement.sqliteStatement, index)
        }
    }

    /// Null where the address is nil. An empty text needs an address, too.
    func bind(text: UnsafeRawBufferPointer?, at index: Int32) {
        guard let text, let start = text.baseAddress else {
            sqlite3_bind_null(statement.sqliteStatement, index)
            return
        }
        sqlite3_bind_text(
            statement.sqliteStatement, index, start.assumingMemoryBound(to: CChar.self), Int32(text.count), nil)
    }

    func bind(blob: UnsafeRawBufferPointer, at index: Int32) {
        sqlite3_bind_blob(statement.sqliteStatement, index, blob.baseAddress, Int32(blob.count), nil)
    }

    /// Runs it and gives the first column of the first row; nil where there is no row.
    func first() throws -> Int64? {
        defer { sqlite3_reset(statement.sqliteStatement) }
        let code = sqlite3_step(statement.sqliteStatement)
        if code == SQLITE_DONE { return nil }
        try check(code, is: SQLITE_ROW)
        return sqlite3_column_int64(statement.sqliteStatement, 0)
    }

    private func check(_ code: Int32, is wanted: Int32) throws {
        guard code != wanted else { return }
        throw DatabaseError(
            resultCode: ResultCode(rawValue: sqlite3_extended_errcode(database.sqliteConnection)),
            message: String(cString: sqlite3_errmsg(database.sqliteConnection)))
    }
}
