internal import Domain
internal import GRDB

extension Store {
    /// Declares a pull complete, and makes its screening due. Once is enough; later calls change nothing.
    package func completePull(_ pull: Int64) async throws {
        try await write { database, now in
            let changed = try database.change(
                "UPDATE pull SET completedAt = $1 WHERE id = $2 AND completedAt IS NULL", now.milliseconds, pull)
            guard changed == 1 else { return }
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
                ["pages": String(pages), "listings": String(listings), "quarantined": String(quarantined)], at: now)
            try database.enqueue(.screen, key: String(pull), at: now)
        }
    }
}
