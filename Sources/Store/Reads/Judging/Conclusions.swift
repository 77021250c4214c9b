internal import GRDB

extension Store {
    /// Conclusions whose consequences have not been drawn yet.
    package func unroutedConclusions(limit: Int) async throws -> [Int64] {
        try await read { database in
            try database.all("SELECT id FROM conclusion WHERE routedAt IS NULL ORDER BY id LIMIT $1", limit)
                .map { $0["id"] }
        }
    }
}
