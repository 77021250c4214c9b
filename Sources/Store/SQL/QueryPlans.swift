internal import GRDB
internal import Synchronization

extension Store {
    /// The plan steps of all statements that `body` executes on a store in memory. Tests use them to prove that no
    /// statement scans a table that grows without limit.
    func plans(of body: () async throws -> Void) async throws -> [String] {
        let seen = SeenStatements()
        try await write { database, _ in
            database.trace { event in
                if case .statement(let statement) = event { seen.note(statement.sql) }
            }
        }
        try await body()
        try await write { database, _ in database.trace(options: []) }
        return try await read { database in
            try seen.all.filter { sql in ["SELECT", "UPDATE", "INSERT"].contains { sql.hasPrefix($0) } }.flatMap {
                sql in
                let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
                // A plan does not depend on the values.
                statement.setUncheckedArguments(StatementArguments())
                return try Row.fetchAll(statement).map { row -> String in row["detail"] }
            }
        }
    }
}

private final class SeenStatements: Sendable {
    private let statements = Mutex<[String]>([])

    func note(_ sql: String) {
        statements.withLock { $0.append(sql) }
    }

    var all: [String] {
        statements.withLock { $0 }
    }
}
