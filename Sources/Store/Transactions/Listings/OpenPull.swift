package import Domain
internal import GRDB

extension Store {
    /// Starts the pull of `crawler` for `slot`, or returns the pull that was started before. Pages that are already
    /// stored are kept.
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
            else { throw StoreError.inconsistent("the new pull cannot be read back") }
            let id: Int64 = pull["id"]
            if opened == 1 {
                try database.append(
                    .pullOpened, by: .worker(.pull), on: "pull:\(id)",
                    ["crawler": crawler.identifier, "slot": slot.utc, "rule": crawler.rule.hash], at: now)
            }
            let completedAt: Int64? = pull["completedAt"]
            return PullProgress(
                id: id, isComplete: completedAt != nil, queries: try database.closedPages(of: id))
        }
    }
}
