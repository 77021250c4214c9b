package import Domain
internal import GRDB

extension Store {
    /// The views of a person on a page, oldest first.
    package func savedViews(page: String, of account: Int64) async throws -> [SavedView] {
        try await read { database in
            try database.all(
                "SELECT id, name, query FROM savedView WHERE accountId = $1 AND page = $2 ORDER BY id", account, page
            ).map { row in
                guard let name = ViewName(row["name"]) else {
                    throw StoreError.inconsistent("saved view \(row["id"] as Int64) has no usable name")
                }
                return SavedView(id: row["id"], name: name, query: QueryItems(text: row["query"]))
            }
        }
    }

    /// The names of the columns that a person chose for a page; nil if the person has not chosen.
    package func shownColumns(page: String, of account: Int64) async throws -> [String]? {
        try await read { database in
            try database.first(
                "SELECT columns FROM shownColumns WHERE accountId = $1 AND page = $2", account, page
            ).map { ($0["columns"] as String).split(separator: " ").map(String.init) }
        }
    }
}
