package import Domain
internal import GRDB

extension Store {
    /// Whether uploads of the laboratory wait for a reviewer of the laboratory, who must not be the uploader.
    package func hasFourEyes(_ laboratory: String) async throws -> Bool {
        try await read { try $0.hasFourEyes(laboratory) }
    }

    /// Sets whether later uploads of the laboratory wait for its reviewer.
    package func setLaboratory(_ laboratory: String, fourEyes: Bool, by actor: Actor) async throws {
        try await write { database, now in
            try database.ensure(laboratory, at: now)
            try database.run(
                "UPDATE laboratory SET fourEyes = $1, updatedAt = $2 WHERE name = $3", fourEyes ? 1 : 0,
                now.milliseconds, laboratory)
            try database.append(
                .laboratorySet, by: actor, on: "laboratory:\(laboratory)", ["fourEyes": String(fourEyes)], at: now)
        }
    }
}

extension Database {
    func hasFourEyes(_ laboratory: String) throws -> Bool {
        try value("SELECT COALESCE(SUM(fourEyes), 0) FROM laboratory WHERE name = $1", laboratory) > 0
    }

    /// Creates the row of a laboratory if it is missing.
    func ensure(_ laboratory: String, at now: Timestamp) throws {
        try run(
            """
            INSERT INTO laboratory (name, fourEyes, updatedAt) VALUES ($1, 0, $2) ON CONFLICT (name) DO NOTHING
            """, laboratory, now.milliseconds)
    }
}
