internal import GRDB
internal import Synchronization

extension Store {
    /// The steps of the plans of all statements that `body` runs on a store in memory: for proving that none of them walks
    /// a table that grows without end.
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
                // A plan is made before the values are known.
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
