package import Domain
internal import GRDB

/// A link to look at again.
package struct RecheckFacts: Sendable {
    package let receipt: Int64
    package let takedown: Int64
    package let listing: ListingKey
    /// The crawler that saw the listing last.
    package let crawler: String
    /// How often it has been looked at after this receipt.
    package let checks: Int
    /// Whether it was found gone.
    package let isGone: Bool
    /// Whether the takedown still stands; what was withdrawn is not looked at any more.
    package let stands: Bool
}

extension Store {
    package func recheckFacts(receipt id: Int64) async throws -> RecheckFacts {
        try await read { database in
            guard
                let row = try database.first(
                    """
                    SELECT e.takedownId, t.state, l.platform, l.item,
                        (SELECT p.crawler FROM pull p JOIN listingSnapshot s ON s.pullId = p.id AND s.listingId = l.id
                         WHERE p.platform = l.platform ORDER BY s.id DESC LIMIT 1) AS crawler,
                        (SELECT COUNT(*) FROM recheck c WHERE c.receiptId = r.id) AS checks,
                        (SELECT COUNT(*) FROM recheck c WHERE c.receiptId = r.id AND c.outcome = 'gone') AS gone
                    FROM receipt r JOIN listEntry e ON e.platform = r.platform AND e.sequence = r.sequence
                    JOIN takedown t ON t.id = e.takedownId JOIN listing l ON l.id = t.listingId
                    WHERE r.id = $1
                    """, id)
            else { throw StoreError.notFound("receipt \(id)") }
            return RecheckFacts(
                receipt: id, takedown: row["takedownId"], listing: row.listingKey, crawler: row["crawler"],
                checks: row["checks"], isGone: (row["gone"] as Int) > 0,
                stands: try row.word("state") as TakedownState != .withdrawn)
        }
    }

    /// Keeps what the link showed. One that is still there is looked at again after a day, up to thirty times.
    package func recordRecheck(_ facts: RecheckFacts, outcome: RecheckOutcome, detail: String) async throws {
        try await write { database, now in
            let ordinal = facts.checks + 1
            let added = try database.change(
                """
                INSERT INTO recheck (receiptId, ordinal, takedownId, outcome, detail, checkedAt)
                VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (receiptId, ordinal) DO NOTHING
                """,
                facts.receipt, ordinal, facts.takedown, outcome.rawValue, detail, now.milliseconds)
            guard added == 1 else { return }
            try database.append(
                "link.rechecked", by: .worker("recheck"), on: "takedown:\(facts.takedown)",
                ["outcome": outcome.rawValue, "detail": detail, "check": String(ordinal)], at: now)
            let key = facts.checks == 0 ? "\(facts.receipt)" : "\(facts.receipt):\(facts.checks)"
            try database.settle(.recheck, key: key, at: now)
            if outcome == .stillThere, ordinal < 30 {
                try database.enqueue(
                    .recheck, key: "\(facts.receipt):\(ordinal)", runAfter: now.adding(seconds: 86_400), at: now)
            }
        }
    }
}
