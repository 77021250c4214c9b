import Domain

@testable import Store

/// Statements that bypass the store's methods, for changes that these methods never make.
extension Store {
    func raw(_ sql: PortableSQL) async throws {
        try await write { database, _ in try database.run(sql) }
    }

    /// The number returned by a statement of one row and one column.
    func number(_ sql: PortableSQL) async throws -> Int64 {
        try await read { try $0.value(sql) }
    }

    /// Why the database refuses a statement, or “accepted”.
    func refusal(of sql: PortableSQL) async -> String {
        do {
            try await raw(sql)
            return "accepted"
        } catch {
            return "\(error)"
        }
    }

    /// All events so far, each as `actor kind subject`.
    func log() async throws -> [String] {
        try await events(subject: nil, limit: 100_000).map { "\($0.actor) \($0.kind) \($0.subject)" }
    }
}
