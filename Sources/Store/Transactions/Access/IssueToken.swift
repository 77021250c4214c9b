package import Domain
internal import GRDB

/// A new token. Its text is shown once and stored nowhere.
package struct IssuedToken: Sendable {
    package let id: Int64
    package let text: String
}

extension Store {
    /// Creates a bearer token of 32 random bytes. Only its SHA-256 is stored.
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
                            .personSpelledDifferently(laboratory: principal.name, known: known))
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
                .tokenIssued, by: actor, on: "token:\(id)",
                [
                    "role": principal.role.rawValue, "name": principal.name,
                    "region": principal.region?.text ?? "", "person": principal.person ?? "",
                    "duty": principal.duty?.rawValue ?? "",
                ], at: now)
            return IssuedToken(id: id, text: text)
        }
    }

    /// Revokes a token at once.
    package func revokeToken(_ id: Int64, by actor: Actor) async throws {
        try await write { database, now in
            let changed = try database.change(
                "UPDATE token SET revokedAt = $1 WHERE id = $2 AND revokedAt IS NULL", now.milliseconds, id)
            guard changed == 1 else { throw StoreError.notFound("valid token \(id)") }
            try database.append(.tokenRevoked, by: actor, on: "token:\(id)", at: now)
        }
    }
}
