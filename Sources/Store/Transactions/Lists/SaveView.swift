package import Domain
internal import GRDB

/// What a person chose for the own pages. Nobody else sees it and nothing depends on it, so it has no events.
extension Store {
    /// Saves a view. A view with the same name gets the new conditions. Returns its number.
    package func saveView(
        _ name: ViewName, _ query: QueryItems, page: String, of account: Int64
    ) async throws -> Int64 {
        try await write { database, now in
            let others = try database.value(
                "SELECT COUNT(*) FROM savedView WHERE accountId = $1 AND page = $2 AND name <> $3", account, page,
                name.text)
            guard others < SavedView.most else { throw StoreError.conflict(.tooManyViews(most: SavedView.most)) }
            return try database.value(
                """
                INSERT INTO savedView (accountId, page, name, query, savedAt) VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (accountId, page, name) DO UPDATE SET query = excluded.query, savedAt = excluded.savedAt
                RETURNING id
                """, account, page, name.text, query.text, now.milliseconds)
        }
    }

    /// Removes a view of this person. Another person's view is reported as missing.
    package func removeView(_ id: Int64, of account: Int64) async throws {
        try await write { database, _ in
            let removed = try database.change(
                "DELETE FROM savedView WHERE id = $1 AND accountId = $2", id, account)
            guard removed == 1 else { throw StoreError.notFound("saved view \(id)") }
        }
    }

    /// Stores the chosen columns of a page; nil for the usual ones.
    package func showColumns(_ names: [String]?, page: String, of account: Int64) async throws {
        try await write { database, _ in
            guard let names else {
                return try database.run(
                    "DELETE FROM shownColumns WHERE accountId = $1 AND page = $2", account, page)
            }
            try database.run(
                """
                INSERT INTO shownColumns (accountId, page, columns) VALUES ($1, $2, $3)
                ON CONFLICT (accountId, page) DO UPDATE SET columns = excluded.columns
                """, account, page, names.joined(separator: " "))
        }
    }
}
