internal import GRDB
internal import GRDBSQLite
internal import Logging

/// Logs each statement that takes longer than a threshold: its text, never its bound values.
///
/// SQLite calls `report` after every statement. Up to a hundred thousand rows a second are written, so `report` must
/// cost little for a fast statement. GRDB's `trace` creates a value for each call, so it is not used.
final class SlowStatements: Sendable {
    private let logger: Logger
    private let threshold: Int64

    init(milliseconds: Int64, logger: Logger) {
        self.logger = logger
        threshold = milliseconds * 1_000_000
    }

    /// Watches a connection. The connection's configuration must keep this object alive.
    func watch(_ database: Database) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_trace_v2(
            database.sqliteConnection, UInt32(SQLITE_TRACE_PROFILE),
            { _, context, statement, nanoseconds in
                guard let context, let statement, let nanoseconds else { return 0 }
                Unmanaged<SlowStatements>.fromOpaque(context).takeUnretainedValue().report(
                    OpaquePointer(statement), nanoseconds.load(as: Int64.self))
                return 0
            }, context)
    }

    private func report(_ statement: OpaquePointer, _ nanoseconds: Int64) {
        guard nanoseconds >= threshold, let text = sqlite3_sql(statement) else { return }
        logger.warning(
            "slow statement",
            metadata: [
                "ms": "\(nanoseconds / 1_000_000)",
                "sql": "\(String(cString: text).split(whereSeparator: \.isWhitespace).joined(separator: " "))",
            ])
    }
}
