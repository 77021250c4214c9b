package import Domain
internal import GRDB

/// How far a pull has come.
package struct PullProgress: Hashable, Sendable {
    package let id: Int64
    package let isComplete: Bool
    /// The pages already kept, by query.
    package let queries: [String: Query]

    /// The pages kept of one query.
    package struct Query: Hashable, Sendable {
        package fileprivate(set) var pages = ClosedSlices()
        /// The largest total that a page stated.
        package fileprivate(set) var statedTotal: Int64?
        /// The cursors and links that the pages gave, in the order of the pages; the last leads on.
        package fileprivate(set) var tokens: [String] = []

        package init() {}
    }
}

extension Store {
    /// Starts the pull of `crawler` for `slot`, or finds the one that was started before. Closed pages stay closed.
    package func openPull(_ crawler: Crawler, slot: Timestamp) async throws -> PullProgress {
        try await write { database, now in
            let opened = try database.change(
                """
                INSERT INTO pull (crawler, platform, slot, ruleFile, ruleHash, startedAt)
                VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (crawler, slot) DO NOTHING
                """,
                crawler.identifier, crawler.platform, slot.milliseconds, crawler.rule.file, crawler.rule.hash,
                now.milliseconds)
            guard
                let pull = try database.first(
                    "SELECT id, completedAt FROM pull WHERE crawler = $1 AND slot = $2", crawler.identifier,
                    slot.milliseconds)
            else { throw StoreError.inconsistent("a pull just opened is not there") }
            let id: Int64 = pull["id"]
            if opened == 1 {
                try database.append(
                    "pull.opened", by: .worker("pull"), on: "pull:\(id)",
                    ["crawler": crawler.identifier, "slot": slot.utc, "rule": crawler.rule.hash], at: now)
            }
            let completedAt: Int64? = pull["completedAt"]
            return PullProgress(
                id: id, isComplete: completedAt != nil, queries: try database.closedPages(of: id))
        }
    }
}

extension Database {
    /// The pages kept of a pull, by query.
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
