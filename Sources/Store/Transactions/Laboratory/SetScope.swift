package import Domain
internal import GRDB

extension Store {
    /// Replaces the scope of a laboratory by `entries`. Entries that end stay in the record, with the time of their
    /// end. After this call the scope is checked, even if an officer waived the check before.
    ///
    /// Returns the numbers of new and ended entries. If both are zero, nothing is written.
    package func setScope(
        of laboratory: String, _ entries: [LaboratoryScope.Entry], by actor: Actor
    ) async throws -> (added: Int, removed: Int) {
        try await write { database, now in
            let wanted = Set(entries)
            if case .recorded(let known) = try database.scopeState(of: laboratory), Set(known) == wanted {
                return (0, 0)
            }
            try database.ensure(laboratory, at: now)
            try database.run(
                """
                UPDATE laboratory SET hasScope = 1, scopeWaiver = NULL, scopeWaivedBy = NULL, updatedAt = $1
                WHERE name = $2
                """, now.milliseconds, laboratory)
            let known = try database.scopeRows(of: laboratory)
            var removed = 0
            for (id, entry) in known where !wanted.contains(entry) {
                try database.run("UPDATE laboratoryScope SET removedAt = $1 WHERE id = $2", now.milliseconds, id)
                removed += 1
            }
            var standing = Set(known.map(\.entry))
            var added = 0
            for entry in entries where standing.insert(entry).inserted {
                try database.run(
                    """
                    INSERT INTO laboratoryScope (laboratory, kind, name, fromDay, untilDay, addedAt)
                    VALUES ($1, $2, $3, $4, $5, $6)
                    """,
                    laboratory, entry.kind.rawValue, entry.name, entry.span.from?.text, entry.span.until?.text,
                    now.milliseconds)
                added += 1
            }
            try database.append(
                .scopeSet, by: actor, on: "laboratory:\(laboratory)",
                ["entries": String(wanted.count), "added": String(added), "removed": String(removed)], at: now)
            return (added, removed)
        }
    }
}

extension Database {
    func scopeRows(of laboratory: String) throws -> [(id: Int64, entry: LaboratoryScope.Entry)] {
        try all(
            "SELECT * FROM laboratoryScope WHERE laboratory = $1 AND removedAt IS NULL ORDER BY kind, name, id",
            laboratory
        ).map { row in
            let from: String? = row["fromDay"]
            let until: String? = row["untilDay"]
            let span = DaySpan(
                from: try from.map { _ in try row.day("fromDay") },
                until: try until.map { _ in try row.day("untilDay") })
            return (row["id"], LaboratoryScope.Entry(try row.word("kind"), row["name"], span: span))
        }
    }
}
