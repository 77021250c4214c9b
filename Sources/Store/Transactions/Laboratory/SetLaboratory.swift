package import Domain
internal import GRDB

extension Store {
    /// How a laboratory wants its uploads handled; the defaults where nothing is set.
    package func laboratorySettings(_ laboratory: String) async throws -> LaboratorySettings {
        try await read { try $0.laboratorySettings(laboratory) }
    }

    /// Sets how a laboratory wants its uploads handled from now on; what is nil stays.
    @discardableResult
    package func setLaboratory(
        _ laboratory: String, fourEyes: Bool? = nil, incomplete: IncompletePolicy? = nil, by actor: Actor
    ) async throws -> LaboratorySettings {
        try await write { database, now in
            let known = try database.laboratorySettings(laboratory)
            let wanted = LaboratorySettings(
                fourEyes: fourEyes ?? known.fourEyes, incomplete: incomplete ?? known.incomplete)
            try database.ensure(laboratory, at: now)
            try database.run(
                "UPDATE laboratory SET fourEyes = $1, incomplete = $2, updatedAt = $3 WHERE name = $4",
                wanted.fourEyes ? 1 : 0, wanted.incomplete.rawValue, now.milliseconds, laboratory)
            try database.append(
                "laboratory.set", by: actor, on: "laboratory:\(laboratory)",
                ["fourEyes": String(wanted.fourEyes), "incomplete": wanted.incomplete.rawValue], at: now)
            return wanted
        }
    }
}

extension Database {
    func laboratorySettings(_ laboratory: String) throws -> LaboratorySettings {
        guard let row = try first("SELECT fourEyes, incomplete FROM laboratory WHERE name = $1", laboratory) else {
            return LaboratorySettings()
        }
        return LaboratorySettings(fourEyes: (row["fourEyes"] as Int) == 1, incomplete: try row.word("incomplete"))
    }

    /// Makes the row of a laboratory where there is none.
    func ensure(_ laboratory: String, at now: Timestamp) throws {
        try run(
            """
            INSERT INTO laboratory (name, fourEyes, incomplete, updatedAt) VALUES ($1, 0, 'pass', $2)
            ON CONFLICT (name) DO NOTHING
            """, laboratory, now.milliseconds)
    }
}
