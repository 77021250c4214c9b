package import Domain
internal import GRDB

extension Store {
    /// Whether no row names the file with this hash. It is asked in a write transaction, because files enter the vault
    /// only in one: a file without a row is not about to get one.
    package func isOrphan(_ hash: String) async throws -> Bool {
        try await write { database, _ in try database.isOrphan(hash) }
    }

    /// Moves a file that no row names out of the vault, with an event. Returns false where a row names it.
    package func setAsideOrphan(_ hash: String, by actor: Actor) async throws -> Bool {
        let vault = evidence
        return try await write { database, now in
            guard try database.isOrphan(hash) else { return false }
            try vault.setAside(hash)
            try database.append(.evidenceOrphanSetAside, by: actor, on: "evidence:\(hash)", at: now)
            return true
        }
    }
}

extension Database {
    fileprivate func isOrphan(_ hash: String) throws -> Bool {
        try value("SELECT COUNT(*) FROM evidence WHERE hash = $1", hash) == 0
    }
}
