package import Domain
internal import GRDB

/// How far a pull has come.
package struct PullProgress: Hashable, Sendable {
    package let id: Int64
    package let isComplete: Bool
    /// The pages already kept, by query.
    package let pages: [String: [ClosedPage]]

    package struct ClosedPage: Hashable, Sendable {
        package let page: Int
        package let records: Int
        package let statedTotal: Int64?
        package let isLast: Bool
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
            let rows = try database.all(
                "SELECT query, page, records, statedTotal, isLast FROM pullPage WHERE pullId = $1 ORDER BY query, page",
                id)
            let pages = Dictionary(grouping: rows) { row -> String in row["query"] }.mapValues { rows in
                rows.map {
                    PullProgress.ClosedPage(
                        page: $0["page"], records: $0["records"], statedTotal: $0["statedTotal"],
                        isLast: $0["isLast"])
                }
            }
            let completedAt: Int64? = pull["completedAt"]
            return PullProgress(id: id, isComplete: completedAt != nil, pages: pages)
        }
    }
}
