package import Domain
internal import GRDB

/// One pull, as an operator sees it.
package struct PullRow: Hashable, Sendable {
    package let id: Int64
    package let crawler: String
    package let slot: Timestamp
    package let pages: Int
    package let listings: Int
    package let repeated: Int
    package let quarantined: Int
    package let flags: Int
    package let isComplete: Bool
    package let isScreened: Bool
    /// Why flagging waits for a person.
    package let heldReason: String?
    /// The verdict of its certificate; nil if no certificate was issued.
    package let verdict: PullCertificate.Verdict?
}

extension Store {
    /// Pulls, newest first.
    package func pulls(limit: Int) async throws -> [PullRow] {
        try await read { database in
            try database.all(
                """
                SELECT p.id, p.crawler, p.slot, p.completedAt, p.screenedAt, p.heldReason,
                    (SELECT c.verdict FROM pullCertificate c WHERE c.pullId = p.id) AS verdict,
                    (SELECT COUNT(*) FROM pullPage g WHERE g.pullId = p.id) AS pages,
                    (SELECT COALESCE(SUM(g.listings), 0) FROM pullPage g WHERE g.pullId = p.id) AS listings,
                    (SELECT COALESCE(SUM(g.repeated), 0) FROM pullPage g WHERE g.pullId = p.id) AS repeated,
                    (SELECT COUNT(*) FROM quarantine q WHERE q.pullId = p.id
                        AND q.resolvedAt IS NULL) AS quarantined,
                    (SELECT COUNT(*) FROM flag f JOIN listingSnapshot s ON s.id = f.snapshotId
                     WHERE s.pullId = p.id) AS flags
                FROM pull p ORDER BY p.slot DESC, p.id DESC LIMIT $1
                """, limit
            ).map { row in
                let verdict: String? = row["verdict"]
                return PullRow(
                    id: row["id"], crawler: row["crawler"], slot: row.moment("slot"), pages: row["pages"],
                    listings: row["listings"], repeated: row["repeated"], quarantined: row["quarantined"],
                    flags: row["flags"], isComplete: row.optionalMoment("completedAt") != nil,
                    isScreened: row.optionalMoment("screenedAt") != nil, heldReason: row["heldReason"],
                    verdict: verdict.flatMap(PullCertificate.Verdict.init))
            }
        }
    }
}
