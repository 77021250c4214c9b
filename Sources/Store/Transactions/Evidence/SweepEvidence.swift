package import Domain
internal import GRDB

extension Store {
    /// Whether no row names the file with this hash. The check runs in a write transaction, because only a write
    /// transaction adds a file to the vault. Therefore no row is about to be written for an orphan.
    package func isOrphan(_ hash: String) async throws -> Bool {
        try await write { database, _ in try database.isOrphan(hash) }
    }

    /// Moves a file without a row out of the vault, with an event. Returns false if a row names the file.
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
