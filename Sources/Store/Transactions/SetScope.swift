package import Domain
internal import GRDB

extension Store {
    /// Replaces the scope of a laboratory by `entries`. What ends stays in the record, with the moment of its end.
    ///
    /// Gives how many entries are new and how many ended.
    package func setScope(
        of laboratory: String, _ entries: [LaboratoryScope.Entry], by actor: Actor
    ) async throws -> (added: Int, removed: Int) {
        try await write { database, now in
            try database.ensure(laboratory, at: now)
            try database.run(
                "UPDATE laboratory SET hasScope = 1, updatedAt = $1 WHERE name = $2", now.milliseconds, laboratory)
            let known = try database.scopeRows(of: laboratory)
            let wanted = Set(entries)
            var removed = 0
            for (id, entry) in known where !wanted.contains(entry) {
                try database.run("UPDATE laboratoryScope SET removedAt = $1 WHERE id = $2", now.milliseconds, id)
                removed += 1
            }
            let standing = Set(known.map(\.entry))
            var added = 0
            for entry in entries where !standing.contains(entry) {
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
                "laboratory.scope-set", by: actor, on: "laboratory:\(laboratory)",
                ["entries": String(wanted.count), "added": String(added), "removed": String(removed)], at: now)
            return (added, removed)
        }
    }

    /// The scope of a laboratory; nil where none was ever recorded, which is not the same as an empty one.
    package func scopeEntries(of laboratory: String) async throws -> [LaboratoryScope.Entry]? {
        try await read { database in
            try database.hasScope(laboratory) ? database.scopeRows(of: laboratory).map(\.entry) : nil
        }
    }
}

extension Database {
    func scope(of laboratory: String) throws -> LaboratoryScope {
        LaboratoryScope(try hasScope(laboratory) ? scopeRows(of: laboratory).map(\.entry) : nil)
    }

    fileprivate func hasScope(_ laboratory: String) throws -> Bool {
        try value("SELECT COUNT(*) FROM laboratory WHERE name = $1 AND hasScope = 1", laboratory) > 0
    }

    fileprivate func scopeRows(of laboratory: String) throws -> [(id: Int64, entry: LaboratoryScope.Entry)] {
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
