package import Domain
internal import GRDB

/// What became of an import.
package struct ImportSummary: Hashable, Sendable {
    /// Entries in the file.
    package let entries: Int
    /// Entries that say something new.
    package let added: Int
    /// False where the same content was imported before; nothing was changed then.
    package let isNew: Bool
}

extension Store {
    /// Keeps counts of complaints and opinions. The same content again changes nothing; another count of the same
    /// subject, type, window and source holds from then on, the earlier one stays in the record.
    package func importAttention(
        _ counts: [AttentionCount], contentHash: String, by actor: Actor
    ) async throws -> ImportSummary {
        try await importOnce("attention", counts.count, contentHash, by: actor) { database, id in
            for count in counts {
                try database.run(
                    """
                    INSERT INTO attentionCount
                        (importId, about, platform, subject, type, fromDay, untilDay, source, count)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                    """,
                    id, count.subject.kind.rawValue, count.subject.platform ?? "", count.subject.name,
                    count.type.rawValue, count.from.text, count.until.text, count.source, count.count)
            }
            return counts.count
        }
    }

    /// Keeps a list of shops with the years in which their goods failed.
    package func importShopFailures(
        _ failures: [ShopFailure], contentHash: String, by actor: Actor
    ) async throws -> ImportSummary {
        try await importOnce("shop-failures", failures.count, contentHash, by: actor) { database, id in
            var added = 0
            for failure in failures {
                added += try database.change(
                    """
                    INSERT INTO shopFailure (importId, platform, shop, year, source) VALUES ($1, $2, $3, $4, $5)
                    ON CONFLICT (platform, shop, year, source) DO NOTHING
                    """,
                    id, failure.platform, failure.shop, failure.year, failure.source)
            }
            return added
        }
    }

    private func importOnce(
        _ kind: String, _ entries: Int, _ contentHash: String, by actor: Actor,
        _ insert: @Sendable @escaping (Database, Int64) throws -> Int
    ) async throws -> ImportSummary {
        try await write { database, now in
            let known = try database.first(
                "SELECT id FROM supervisionImport WHERE kind = $1 AND contentHash = $2", kind, contentHash)
            guard known == nil else { return ImportSummary(entries: entries, added: 0, isNew: false) }
            let id = try database.value(
                """
                INSERT INTO supervisionImport (kind, contentHash, entries, importedAt) VALUES ($1, $2, $3, $4)
                RETURNING id
                """, kind, contentHash, entries, now.milliseconds)
            let added = try insert(database, id)
            try database.append(
                "supervision.imported", by: actor, on: "import:\(id)",
                [
                    "kind": kind, "content": contentHash, "entries": String(entries), "added": String(added),
                ], at: now)
            return ImportSummary(entries: entries, added: added, isNew: true)
        }
    }
}
