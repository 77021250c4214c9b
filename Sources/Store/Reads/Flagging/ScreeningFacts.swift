package import Domain
internal import GRDB

package struct ScreeningFacts: Sendable {
    package let pull: Int64
    package let crawler: String
    package let isScreened: Bool
    /// Why flagging of this pull waits for a person. If set, `observations` is empty.
    package let heldReason: String?
    package let observations: [(snapshot: Int64, observation: Screening.Observation)]
}

extension Store {
    /// The matched listings of a completed pull, each with the sales of its last earlier snapshot.
    package func screeningFacts(pull: Int64) async throws -> ScreeningFacts {
        try await read { database in
            let head = try database.pullHead(pull)
            guard head.isComplete else {
                throw StoreError.conflict(.pullNotComplete(pull: pull))
            }
            guard head.heldReason == nil else {
                return ScreeningFacts(
                    pull: pull, crawler: head.crawler, isScreened: head.isScreened, heldReason: head.heldReason,
                    observations: [])
            }
            let earlier = try database.earlierSales(of: pull, head)
            let rows = try database.all(
                """
                SELECT s.*, l.platform, l.item FROM listingSnapshot s JOIN listing l ON l.id = s.listingId
                WHERE s.pullId = $1 AND s.product IS NOT NULL ORDER BY s.id
                """, pull)
            return ScreeningFacts(
                pull: pull, crawler: head.crawler, isScreened: head.isScreened, heldReason: nil,
                observations: rows.map { row in
                    let before = earlier[row["listingId"]] ?? nil
                    return (
                        row["id"],
                        Screening.Observation(
                            listing: row.listing, product: row["product"], seenAt: row.moment("seenAt"),
                            earlier: before, isContradicted: (row["isContradicted"] as Int64) == 1)
                    )
                })
        }
    }

    /// Complete pulls that are not screened and not held.
    package func unscreenedPulls(limit: Int) async throws -> [Int64] {
        try await read { database in
            try database.all(
                """
                SELECT id FROM pull WHERE completedAt IS NOT NULL AND screenedAt IS NULL AND heldReason IS NULL
                ORDER BY slot, id LIMIT $1
                """, limit
            ).map { $0["id"] }
        }
    }
}

extension Database {
    /// The latest earlier snapshot of each matched listing, with or without sales, because a gap in the sales must stay
    /// visible.
    ///
    /// The search goes back pull by pull, at most 90 days, until every listing that is old enough is found. Growth over
    /// a longer time does not show a burst.
    fileprivate func earlierSales(
        of pull: Int64, _ head: PullHead
    ) throws -> [Int64: (sales: SalesFigure, at: Timestamp)?] {
        let wanted = try value(
            """
            SELECT COUNT(*) FROM listingSnapshot s JOIN listing l ON l.id = s.listingId
            WHERE s.pullId = $1 AND s.product IS NOT NULL AND l.firstSeenAt < s.seenAt
            """, pull)
        let pulls = try all(
            """
            SELECT id FROM pull WHERE platform = $1 AND slot < $2 AND slot >= $2 - 7776000000
            ORDER BY slot DESC, id DESC
            """, head.platform, head.slot)
        var latest: [Int64: (sales: SalesFigure, at: Timestamp)?] = [:]
        for row in pulls where latest.count < wanted {
            try addSales(ofEarlier: row["id"], of: pull, to: &latest)
        }
        return latest
    }

    private func addSales(
        ofEarlier earlier: Int64, of pull: Int64, to latest: inout [Int64: (sales: SalesFigure, at: Timestamp)?]
    ) throws {
        let rows = try all(
            """
            SELECT b.listingId, b.seenAt, b.salesLower, b.salesUpper, b.salesWindowDays, b.salesText,
                b.isContradicted
            FROM listingSnapshot a JOIN listingSnapshot b ON b.pullId = $2 AND b.listingId = a.listingId
            WHERE a.pullId = $1 AND a.product IS NOT NULL
            """, pull, earlier)
        for row in rows {
            let listing: Int64 = row["listingId"]
            guard latest.index(forKey: listing) == nil else { continue }
            // The pull also states another figure for the listing, so none is certain.
            let text: String? = (row["isContradicted"] as Int64) == 1 ? nil : row["salesText"]
            let found = text.map { text in
                (
                    sales: SalesFigure(
                        lower: row["salesLower"], upper: row["salesUpper"],
                        window: .init(storedDays: row["salesWindowDays"]), raw: text),
                    at: row.moment("seenAt")
                )
            }
            latest.updateValue(found, forKey: listing)
        }
    }
}
