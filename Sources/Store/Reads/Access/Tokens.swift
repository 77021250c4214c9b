package import Domain
internal import GRDB

/// A token without its text.
package struct TokenRow: Hashable, Sendable {
    package let id: Int64
    package let principal: Principal
    package let createdAt: Timestamp
    package let isRevoked: Bool
}

extension Store {
    package func tokens() async throws -> [TokenRow] {
        try await read { database in
            try database.all("SELECT * FROM token ORDER BY id").map { row in
                TokenRow(
                    id: row["id"], principal: try Principal(row: row),
                    createdAt: row.moment("createdAt"), isRevoked: row.optionalMoment("revokedAt") != nil)
            }
        }
    }

    /// The holder of the valid token with this text.
    package func principal(token text: String) async throws -> Principal? {
        try await holder(ofToken: text)?.principal
    }

    /// The holder of the valid token with this text, and the token's identifier, which may be logged.
    package func holder(ofToken text: String) async throws -> (id: Int64, principal: Principal)? {
        let hash = Digest.sha256(text)
        return try await read { database in
            guard
                let row = try database.first(
                    "SELECT id, role, name, region, person, duty FROM token WHERE hash = $1 AND revokedAt IS NULL",
                    hash)
            else { return nil }
            return (row["id"], try Principal(row: row))
        }
    }
}

extension Principal {
    init(row: Row) throws {
        let region: String? = row["region"]
        let duty: String? = row["duty"]
        self.init(
            role: try row.word("role"), name: row["name"], region: try region.map { _ in try row.region("region") },
            person: row["person"], duty: try duty.map { _ in try row.word("duty") })
    }
}
