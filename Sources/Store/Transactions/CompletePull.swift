internal import Domain
internal import GRDB

extension Store {
    /// Declares a pull complete, and makes its screening due. Once is enough; later calls change nothing.
    ///
    /// Gives how many records the platform stated and did not give; it stands in the event, so a shortfall is no
    /// silence.
    @discardableResult
    package func completePull(_ pull: Int64) async throws -> Int64 {
        try await write { database, now in
            let changed = try database.change(
                "UPDATE pull SET completedAt = $1 WHERE id = $2 AND completedAt IS NULL", now.milliseconds, pull)
            let short = try database.value(
                """
                SELECT COALESCE(SUM(CASE WHEN stated > records THEN stated - records ELSE 0 END), 0) FROM (
                    SELECT MAX(statedTotal) AS stated, SUM(records) AS records FROM pullPage WHERE pullId = $1
                    GROUP BY query) AS queries
                """, pull)
            guard changed == 1 else { return short }
            guard
                let sums = try database.first(
                    """
                    SELECT COUNT(*) AS pages, COALESCE(SUM(listings), 0) AS listings,
                        COALESCE(SUM(quarantined), 0) AS quarantined
                    FROM pullPage WHERE pullId = $1
                    """, pull)
            else { throw StoreError.inconsistent("an aggregate gave no row") }
            let pages: Int64 = sums["pages"]
            let listings: Int64 = sums["listings"]
            let quarantined: Int64 = sums["quarantined"]
            try database.append(
                "pull.completed", by: .worker("pull"), on: "pull:\(pull)",
                [
                    "pages": String(pages), "listings": String(listings), "quarantined": String(quarantined),
                    "short": String(short),
                ], at: now)
            try database.enqueue(.screen, key: String(pull), at: now)
            return short
        }
    }
}
