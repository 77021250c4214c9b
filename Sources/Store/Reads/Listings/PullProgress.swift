package import Domain
internal import GRDB

package struct PullProgress: Hashable, Sendable {
    package let id: Int64
    package let isComplete: Bool
    /// The stored pages, by query.
    package let queries: [String: Query]

    /// The stored pages of one query.
    package struct Query: Hashable, Sendable {
        package fileprivate(set) var pages = ClosedSlices()
        /// The largest total that a page reported.
        package fileprivate(set) var statedTotal: Int64?
        /// The cursors and links that the pages gave, in the order of the pages. The last one leads to the next page.
        package fileprivate(set) var tokens: [String] = []

        package init() {}
    }
}

extension Store {
    /// The stored pages of a pull, by query, and its slot.
    package func pullProgress(_ pull: Int64) async throws -> (progress: PullProgress, slot: Timestamp) {
        try await read { database in
            let head = try database.pullHead(pull)
            return (
                PullProgress(
                    id: pull, isComplete: head.isComplete, queries: try database.closedPages(of: pull)),
                Timestamp(milliseconds: head.slot)
            )
        }
    }
}

extension Database {
    /// The stored pages of a pull, by query.
    func closedPages(of pull: Int64) throws -> [String: PullProgress.Query] {
        var queries: [String: PullProgress.Query] = [:]
        let rows = try all(
            "SELECT query, page, statedTotal, isLast, nextToken FROM pullPage WHERE pullId = $1 ORDER BY query, page",
            pull)
        for row in rows {
            let stated: Int64? = row["statedTotal"]
            let token: String? = row["nextToken"]
            queries[row["query"], default: .init()].add(
                row["page"], isLast: (row["isLast"] as Int) == 1, stated: stated, token: token)
        }
        return queries
    }
}

extension PullProgress.Query {
    fileprivate mutating func add(_ page: Int, isLast: Bool, stated: Int64?, token: String?) {
        pages.close(page, isLast: isLast)
        if let stated { statedTotal = max(statedTotal ?? 0, stated) }
        if let token { tokens.append(token) }
    }
}
