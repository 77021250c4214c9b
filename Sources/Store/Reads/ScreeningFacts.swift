package import Domain
internal import GRDB

/// All that screening one pull needs to know.
package struct ScreeningFacts: Sendable {
    package let pull: Int64
    package let crawler: String
    package let isScreened: Bool
    package let observations: [(snapshot: Int64, observation: Screening.Observation)]
}

extension Store {
    /// The matched listings of a completed pull, each with the sales of its last earlier snapshot.
    package func screeningFacts(pull: Int64) async throws -> ScreeningFacts {
        try await read { database in
            guard
                let head = try database.first(
                    "SELECT crawler, screenedAt, completedAt, slot FROM pull WHERE id = $1", pull)
            else { throw StoreError.notFound("pull \(pull)") }
            let completed: Int64? = head["completedAt"]
            guard completed != nil else {
                throw StoreError.conflict("pull \(pull) is not complete; run `sushai pull` again first")
            }
            let slot: Int64 = head["slot"]
            let earlier = try earlierSales(database, pull: pull, slot: slot)
            let rows = try database.all(
                """
                SELECT s.*, l.platform, l.item FROM listingSnapshot s JOIN listing l ON l.id = s.listingId
                WHERE s.pullId = $1 AND s.product IS NOT NULL ORDER BY s.id
                """, pull)
            let screened: Int64? = head["screenedAt"]
            return ScreeningFacts(
                pull: pull, crawler: head["crawler"], isScreened: screened != nil,
                observations: rows.map { row in
                    let before = earlier[row["listingId"]]
                    return (
                        row["id"],
                        Screening.Observation(
                            listing: row.listing, product: row["product"], seenAt: row.moment("seenAt"),
                            earlier: before)
                    )
                })
        }
    }

    /// Pulls that are complete and not yet screened.
    package func unscreenedPulls(limit: Int) async throws -> [Int64] {
        try await read { database in
            try database.all(
                "SELECT id FROM pull WHERE completedAt IS NOT NULL AND screenedAt IS NULL ORDER BY slot, id LIMIT $1",
                limit
            ).map { $0["id"] }
        }
    }
}

private func earlierSales(
    _ database: Database, pull: Int64, slot: Int64
) throws -> [Int64: (sales: SalesFigure, at: Timestamp)] {
    // The latest earlier snapshot of each listing, sales stated or not: a gap must not be bridged unseen.
    let rows = try database.all(
        """
        SELECT s.listingId, s.seenAt, s.salesLower, s.salesUpper, s.salesWindowDays, s.salesText
        FROM listingSnapshot s JOIN pull p ON p.id = s.pullId
        WHERE p.slot < $2 AND s.listingId IN (SELECT listingId FROM listingSnapshot WHERE pullId = $1)
        ORDER BY p.slot, s.id
        """, pull, slot)
    var latest: [Int64: (sales: SalesFigure, at: Timestamp)] = [:]
    for row in rows {
        let text: String? = row["salesText"]
        latest[row["listingId"]] = text.map { text in
            (
                SalesFigure(
                    lower: row["salesLower"], upper: row["salesUpper"],
                    window: .init(storedDays: row["salesWindowDays"]), raw: text),
                row.moment("seenAt")
            )
        }
    }
    return latest
}
