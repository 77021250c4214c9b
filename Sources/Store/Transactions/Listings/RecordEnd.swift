package import Domain
internal import GRDB

extension Store {
    /// Records that the pages of a query end with `page`, and what ended them.
    package func recordEnd(_ end: FeedEnd, pull: Int64, query: String, page: Int) async throws {
        try await write { database, now in
            let changed = try database.change(
                "UPDATE pullPage SET isLast = 1, endedBy = $1 WHERE pullId = $2 AND query = $3 AND page = $4",
                end.rawValue, pull, query, page)
            guard changed == 1 else { throw StoreError.notFound("page \(page) of pull \(pull)") }
            try database.append(
                .queryEnded, by: .worker(.pull), on: "pull:\(pull)",
                ["query": query, "page": String(page), "end": end.rawValue], at: now)
        }
    }
}
