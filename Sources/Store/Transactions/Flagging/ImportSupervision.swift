package import Domain
internal import GRDB

package struct ImportSummary: Hashable, Sendable {
    /// The number of entries in the file.
    package let entries: Int
    /// The number of new entries.
    package let added: Int
    /// False if the same content was imported before. Then nothing was changed.
    package let isNew: Bool
}

extension Store {
    /// Stores counts of complaints and opinions. Importing the same content again changes nothing. A new count of the
    /// same subject, type, window and source replaces the earlier one, which stays in the record.
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

    /// Stores a list of shops with the years in which their goods failed.
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
                .supervisionImported, by: actor, on: "import:\(id)",
                [
                    "kind": kind, "content": contentHash, "entries": String(entries), "added": String(added),
                ], at: now)
            return ImportSummary(entries: entries, added: added, isNew: true)
        }
    }
}
