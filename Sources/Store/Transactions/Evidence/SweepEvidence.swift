package import Domain
internal import GRDB

extension Store {
    /// Open uploads to which nothing was added since `moment`, the longest still first.
    package func abandonedUploads(before moment: Timestamp, limit: Int) async throws -> [String] {
        try await read { database in
            try database.all(
                "SELECT id FROM evidenceUpload WHERE state = 'open' AND touchedAt < $1 ORDER BY touchedAt, id LIMIT $2",
                moment.milliseconds, limit
            ).map { $0["id"] }
        }
    }

    /// Whether the upload `id` still takes parts.
    package func isOpen(upload id: String) async throws -> Bool {
        try await read { try $0.value("SELECT COUNT(*) FROM evidenceUpload WHERE id = $1 AND state = 'open'", id) == 1 }
    }

    /// Whether a row names the file under `hash`. Asked for within a write transaction: files get their place in the
    /// vault only there, so that one without a row is not about to get one.
    package func isOrphan(_ hash: String) async throws -> Bool {
        try await write { database, _ in try database.isOrphan(hash) }
    }

    /// Takes a file that no row names out of the vault, with an event. False where a row names it after all.
    package func setAsideOrphan(_ hash: String, by actor: Actor) async throws -> Bool {
        let vault = evidence
        return try await write { database, now in
            guard try database.isOrphan(hash) else { return false }
            try vault.setAside(hash)
            try database.append("evidence.orphan-set-aside", by: actor, on: "evidence:\(hash)", at: now)
            return true
        }
    }
}

extension Database {
    fileprivate func isOrphan(_ hash: String) throws -> Bool {
        try value("SELECT COUNT(*) FROM evidence WHERE hash = $1", hash) == 0
    }
}
