internal import GRDB
internal import GRDBSQLite

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A statement whose values are bound as bytes in memory. It is used where up to a hundred thousand rows a second are
/// written, because a String for each column would cost more than the row.
///
/// Bytes are bound without a copy: they must stay valid until `first` or `insert` returns. Bound values last for one
/// execution.
struct ByteStatement {
    private let statement: Statement
    private let database: Database

    init(_ database: Database, _ sql: PortableSQL) throws {
        self.database = database
        statement = try database.makeStatement(sql: sql.forSQLite)
    }

    /// A statement that the connection keeps for the next use.
    init(cached database: Database, _ sql: PortableSQL) throws {
        self.database = database
        statement = try database.cachedStatement(sql: sql.forSQLite)
    }

    func bind(_ number: Int64?, at index: Int32) {
        if let number {
            sqlite3_bind_int64(statement.sqliteStatement, index, number)
        } else {
            sqlite3_bind_null(statement.sqliteStatement, index)
        }
    }

    /// Binds NULL if the address is nil. An empty text needs an address. Readers reject a text with a NUL and report
    /// its position. Such a text is refused here too, because SQLite would end the text there.
    func bind(text: UnsafeRawBufferPointer?, at index: Int32) throws(StoreError) {
        guard let text, let start = text.baseAddress else {
            sqlite3_bind_null(statement.sqliteStatement, index)
            return
        }
        guard memchr(start, 0, text.count) == nil else {
            throw .inconsistent("a text with a NUL character cannot be stored")
        }
        sqlite3_bind_text(
            statement.sqliteStatement, index, start.assumingMemoryBound(to: CChar.self), Int32(text.count), nil)
    }

    /// Binds NULL if `text` is nil. The text is copied. Use this for short texts that are not adjacent in memory.
    func bind(copying text: String?, at index: Int32) throws(StoreError) {
        guard var text else {
            sqlite3_bind_null(statement.sqliteStatement, index)
            return
        }
        let isWhole = text.withUTF8 { bytes -> Bool in
            // An empty text also needs an address. SQLite reads nothing from it.
            guard let start = bytes.baseAddress, !bytes.isEmpty else {
                sqlite3_bind_text(statement.sqliteStatement, index, "", 0, Self.copying)
                return true
            }
            guard memchr(start, 0, bytes.count) == nil else { return false }
            sqlite3_bind_text(
                statement.sqliteStatement, index, UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self),
                Int32(bytes.count), Self.copying)
            return true
        }
        guard isWhole else { throw .inconsistent("a text with a NUL character cannot be stored") }
    }

    /// SQLITE_TRANSIENT: a C cast that Swift does not import.
    private static let copying = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    func bind(blob: UnsafeRawBufferPointer, at index: Int32) {
        sqlite3_bind_blob(statement.sqliteStatement, index, blob.baseAddress, Int32(blob.count), nil)
    }

    func bind(copying blob: UnsafeRawBufferPointer, at index: Int32) {
        sqlite3_bind_blob(statement.sqliteStatement, index, blob.baseAddress, Int32(blob.count), Self.copying)
    }

    /// Executes the statement and returns the first column of the first row; nil if there is no row.
    func first() throws -> Int64? {
        defer { sqlite3_reset(statement.sqliteStatement) }
        let code = sqlite3_step(statement.sqliteStatement)
        if code == SQLITE_DONE { return nil }
        try check(code, is: SQLITE_ROW)
        return sqlite3_column_int64(statement.sqliteStatement, 0)
    }

    /// Executes the statement and reads its first row; nil if there is none.
    func first<Value>(_ read: (ByteColumns) throws -> Value) throws -> Value? {
        defer { sqlite3_reset(statement.sqliteStatement) }
        let code = sqlite3_step(statement.sqliteStatement)
        if code == SQLITE_DONE { return nil }
        try check(code, is: SQLITE_ROW)
        return try read(ByteColumns(statement.sqliteStatement))
    }

    /// Executes the statement and reads each of its rows.
    func forEach(_ read: (ByteColumns) throws -> Void) throws {
        defer { sqlite3_reset(statement.sqliteStatement) }
        while true {
            let code = sqlite3_step(statement.sqliteStatement)
            if code == SQLITE_DONE { return }
            try check(code, is: SQLITE_ROW)
            try read(ByteColumns(statement.sqliteStatement))
        }
    }

    /// Executes a statement without rows.
    func run() throws {
        defer { sqlite3_reset(statement.sqliteStatement) }
        try check(sqlite3_step(statement.sqliteStatement), is: SQLITE_DONE)
    }

    /// Executes an INSERT of one row. Returns the row's number, or nil if `ON CONFLICT DO NOTHING` inserted nothing.
    /// RETURNING is not used: it creates a temporary table for every row.
    func insert() throws -> Int64? {
        defer { sqlite3_reset(statement.sqliteStatement) }
        try check(sqlite3_step(statement.sqliteStatement), is: SQLITE_DONE)
        return sqlite3_changes(database.sqliteConnection) == 1
            ? sqlite3_last_insert_rowid(database.sqliteConnection) : nil
    }

    private func check(_ code: Int32, is wanted: Int32) throws {
        guard code != wanted else { return }
        throw DatabaseError(
            resultCode: ResultCode(rawValue: sqlite3_extended_errcode(database.sqliteConnection)),
            message: String(cString: sqlite3_errmsg(database.sqliteConnection)))
    }
}

/// The columns of the current row, from 0. They are valid until the next step of the statement.
struct ByteColumns {
    private let statement: OpaquePointer

    fileprivate init(_ statement: OpaquePointer) {
        self.statement = statement
    }

    func number(_ index: Int32) -> Int64 {
        sqlite3_column_int64(statement, index)
    }

    /// Nil for NULL.
    func optionalNumber(_ index: Int32) -> Int64? {
        sqlite3_column_type(statement, index) == SQLITE_NULL ? nil : sqlite3_column_int64(statement, index)
    }

    /// The bytes of a text or BLOB; nil for NULL.
    func bytes(_ index: Int32) -> UnsafeRawBufferPointer? {
        guard let start = sqlite3_column_blob(statement, index) else {
            return sqlite3_column_type(statement, index) == SQLITE_NULL
                ? nil : UnsafeRawBufferPointer(start: nil, count: 0)
        }
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, index)))
    }

    /// Nil for NULL.
    func text(_ index: Int32) -> String? {
        bytes(index).map { String(decoding: $0, as: UTF8.self) }
    }

    /// A text that the schema requires.
    func required(_ index: Int32) throws(StoreError) -> String {
        guard let text = text(index) else { throw .inconsistent("column \(index) has no text") }
        return text
    }
}
