package import Domain
internal import GRDB

/// The facts for checking one link again.
package struct RecheckFacts: Sendable {
    package let receipt: Int64
    package let takedown: Int64
    package let listing: ListingKey
    /// The crawler of the latest pull that saw the listing.
    package let crawler: String
    /// The number of checks after this receipt.
    package let checks: Int
    /// Whether an earlier check found that the link is gone.
    package let isGone: Bool
    /// False for a withdrawn takedown, whose link is not checked.
    package let isValid: Bool
}

extension Store {
    package func recheckFacts(receipt id: Int64) async throws -> RecheckFacts {
        try await read { database in
            guard
                let row = try database.first(
                    """
                    SELECT e.takedownId, t.state, l.id AS listingId, l.platform, l.item,
                        (SELECT COUNT(*) FROM recheck c WHERE c.receiptId = r.id) AS checks,
                        (SELECT COUNT(*) FROM recheck c WHERE c.receiptId = r.id AND c.outcome = 'gone') AS gone
                    FROM receipt r JOIN listEntry e ON e.platform = r.platform AND e.sequence = r.sequence
                    JOIN takedown t ON t.id = e.takedownId JOIN listing l ON l.id = t.listingId
                    WHERE r.id = $1
                    """, id)
            else { throw StoreError.notFound("receipt \(id)") }
            let listing: Int64 = row["listingId"]
            guard let pull = try database.lastPulls(of: [listing], on: row["platform"])[listing] else {
                throw StoreError.inconsistent("no stored pull saw listing \(listing)")
            }
            return RecheckFacts(
                receipt: id, takedown: row["takedownId"], listing: row.listingKey,
                crawler: try database.pullHead(pull).crawler,
                checks: row["checks"], isGone: (row["gone"] as Int) > 0,
                isValid: try row.word("state") as TakedownState != .withdrawn)
        }
    }
}
