package import Domain
internal import GRDB

extension Store {
    /// Whether uploads of the laboratory wait for a reviewer of the laboratory, who must not be the uploader.
    package func hasFourEyes(_ laboratory: String) async throws -> Bool {
        try await read { try $0.hasFourEyes(laboratory) }
    }

    /// What printed documents state about the laboratory.
    package func laboratoryDetails(_ laboratory: String) async throws -> LaboratoryDetails {
        try await read { try $0.laboratoryDetails(laboratory) }
    }

    /// Sets whether later uploads of the laboratory wait for its reviewer, and what documents state about it.
    ///
    /// - Parameters:
    ///   - fourEyes: nil leaves it unchanged.
    ///   - details: nil leaves them unchanged.
    package func setLaboratory(
        _ laboratory: String, fourEyes: Bool? = nil, details: LaboratoryDetails? = nil, by actor: Actor
    ) async throws {
        try await write { database, now in
            try database.ensure(laboratory, at: now)
            if let fourEyes {
                try database.run(
                    "UPDATE laboratory SET fourEyes = $1, updatedAt = $2 WHERE name = $3", fourEyes ? 1 : 0,
                    now.milliseconds, laboratory)
                try database.append(
                    .laboratorySet, by: actor, on: "laboratory:\(laboratory)", ["fourEyes": String(fourEyes)], at: now)
            }
            if let details {
                try database.run(
                    """
                    UPDATE laboratory SET title = $1, address = $2, accreditation = $3, contactPerson = $4,
                        contactPhone = $5, updatedAt = $6
                    WHERE name = $7
                    """, details.title, details.address, details.accreditation, details.contact.person,
                    details.contact.phone, now.milliseconds, laboratory)
                try database.append(
                    .laboratorySet, by: actor, on: "laboratory:\(laboratory)",
                    [
                        "title": details.title ?? "", "address": details.address ?? "",
                        "accreditation": details.accreditation ?? "",
                        "contactPerson": details.contact.person ?? "", "contactPhone": details.contact.phone ?? "",
                    ], at: now)
            }
        }
    }
}

extension Database {
    func hasFourEyes(_ laboratory: String) throws -> Bool {
        try value("SELECT COALESCE(SUM(fourEyes), 0) FROM laboratory WHERE name = $1", laboratory) > 0
    }

    func laboratoryDetails(_ laboratory: String) throws -> LaboratoryDetails {
        guard
            let row = try first(
                """
                SELECT title, address, accreditation, contactPerson, contactPhone FROM laboratory WHERE name = $1
                """, laboratory)
        else { return LaboratoryDetails() }
        return LaboratoryDetails(
            title: row["title"], address: row["address"], accreditation: row["accreditation"],
            contact: Contact(person: row["contactPerson"], phone: row["contactPhone"]))
    }

    /// Creates the row of a laboratory if it is missing.
    func ensure(_ laboratory: String, at now: Timestamp) throws {
        try run(
            """
            INSERT INTO laboratory (name, fourEyes, updatedAt) VALUES ($1, 0, $2) ON CONFLICT (name) DO NOTHING
            """, laboratory, now.milliseconds)
    }
}
