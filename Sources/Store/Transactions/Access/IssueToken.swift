package import Domain
internal import GRDB

/// A token that was just made; its text is shown once and kept nowhere.
package struct IssuedToken: Sendable {
    package let id: Int64
    package let text: String
}

extension Store {
    /// Makes a bearer token: 32 random bytes, of which only the SHA-256 is kept.
    package func issueToken(for principal: Principal, by actor: Actor) async throws -> IssuedToken {
        let text = "sushai_" + Digest.sha256(random.bytes(32))
        return try await write { database, now in
            if let person = principal.person {
                for row in try database.all(
                    "SELECT DISTINCT person FROM token WHERE name = $1 AND person IS NOT NULL", principal.name)
                {
                    let known: String = row["person"]
                    guard known == person || known.lowercased() != person.lowercased() else {
                        throw StoreError.conflict(
                            "\(principal.name) knows this person as “\(known)”; write it the same")
                    }
                }
            }
            let id = try database.value(
                """
                INSERT INTO token (hash, role, name, region, createdAt, person, duty)
                VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id
                """,
                Digest.sha256(text), principal.role.rawValue, principal.name, principal.region?.text, now.milliseconds,
                principal.person, principal.duty?.rawValue)
            try database.append(
                "token.issued", by: actor, on: "token:\(id)",
                [
                    "role": principal.role.rawValue, "name": principal.name,
                    "region": principal.region?.text ?? "", "person": principal.person ?? "",
                    "duty": principal.duty?.rawValue ?? "",
                ], at: now)
            return IssuedToken(id: id, text: text)
        }
    }

    /// Ends a token at once.
    package func revokeToken(_ id: Int64, by actor: Actor) async throws {
        try await write { database, now in
            let changed = try database.change(
                "UPDATE token SET revokedAt = $1 WHERE id = $2 AND revokedAt IS NULL", now.milliseconds, id)
            guard changed == 1 else { throw StoreError.notFound("token \(id) in force") }
            try database.append("token.revoked", by: actor, on: "token:\(id)", at: now)
        }
    }

    /// The holder of a token, or nil when no token in force has this text.
    package func principal(token text: String) async throws -> Principal? {
        let hash = Digest.sha256(text)
        return try await read { database in
            guard
                let row = try database.first(
                    "SELECT role, name, region, person, duty FROM token WHERE hash = $1 AND revokedAt IS NULL", hash)
            else { return nil }
            return try Principal(row: row)
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
