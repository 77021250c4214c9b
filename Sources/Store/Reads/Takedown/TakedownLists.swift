package import Domain
internal import GRDB

/// One entry of a platform's list, as the platform sees it.
package struct ListEntryRow: Hashable, Sendable {
    package let sequence: Int64
    package let action: ListAction
    package let item: String
    package let link: String?
    package let title: String
    package let legalBasis: String
    /// Why the takedown was withdrawn; only in an entry that restores the link.
    package let reason: String?
    package let confirmedBy: String
    package let confirmedAt: Timestamp
    package let listedAt: Timestamp
}

/// A takedown as an officer sees it.
package struct TakedownRow: Hashable, Sendable {
    package let id: Int64
    package let listing: ListingKey
    package let title: String
    package let region: RegionCode
    package let state: TakedownState
    package let sentence: String
    package let proposedAt: Timestamp
    package let legalBasis: String?
    package let confirmedBy: String?
    package let sequence: Int64?
    /// The platform's last receipt.
    package let receipt: ReceiptOutcome?
    /// The note in that receipt, such as the reason of a refusal.
    package let receiptNote: String?
    /// The result of the last check of the link.
    package let recheck: RecheckOutcome?
    /// Why it was withdrawn: an officer's reason, or its result was corrected or withdrawn.
    package let withdrawnReason: String?
}

extension Store {
    /// The entries of a platform's list after `sequence`, in order.
    package func takedownList(of platform: String, after sequence: Int64, limit: Int) async throws -> [ListEntryRow] {
        try await read { database in
            try database.all(
                """
                SELECT e.sequence, e.action, e.listedAt, l.item, l.link, l.title, t.legalBasis, t.confirmedBy,
                    t.confirmedAt, t.withdrawnReason
                FROM listEntry e JOIN takedown t ON t.id = e.takedownId JOIN fullListing l ON l.id = t.listingId
                WHERE e.platform = $1 AND e.sequence > $2 ORDER BY e.sequence LIMIT $3
                """, platform, sequence, limit
            ).map { row in
                let action: ListAction = try row.word("action")
                return ListEntryRow(
                    sequence: row["sequence"], action: action, item: row["item"], link: row["link"],
                    title: row["title"], legalBasis: row["legalBasis"],
                    reason: action == .restore ? row["withdrawnReason"] : nil, confirmedBy: row["confirmedBy"],
                    confirmedAt: row.moment("confirmedAt"), listedAt: row.moment("listedAt"))
            }
        }
    }

    /// Takedowns within `region`, oldest first; with `state`, only those in this state.
    package func takedowns(
        in region: RegionCode, state: TakedownState? = nil, after: Int64 = 0, limit: Int
    ) async throws -> [TakedownRow] {
        try await read { database in
            try database.all(
                """
                \(TakedownRow.select)
                WHERE (CAST($1 AS TEXT) IS NULL OR t.state = $1) AND t.region LIKE $2 AND t.id > $3
                ORDER BY t.id LIMIT $4
                """, state?.rawValue, region.prefix + "%", after, limit
            ).map { try $0.takedownRow }
        }
    }
}

extension TakedownRow {
    /// The columns of `Row.takedownRow`.
    static let select = """
        SELECT t.*, l.item, l.title, c.sentence,
            (SELECT e.sequence FROM listEntry e WHERE e.takedownId = t.id AND e.action = 'remove') AS sequence,
            (SELECT r.outcome FROM receipt r JOIN listEntry e
                ON e.platform = r.platform AND e.sequence = r.sequence
             WHERE e.takedownId = t.id ORDER BY r.id DESC LIMIT 1) AS receipt,
            (SELECT r.note FROM receipt r JOIN listEntry e
                ON e.platform = r.platform AND e.sequence = r.sequence
             WHERE e.takedownId = t.id ORDER BY r.id DESC LIMIT 1) AS receiptNote,
            (SELECT k.outcome FROM listEntry e JOIN receipt r ON r.platform = e.platform AND r.sequence = e.sequence
                JOIN recheck k ON k.receiptId = r.id
             WHERE e.takedownId = t.id ORDER BY k.id DESC LIMIT 1) AS recheck
        FROM takedown t JOIN fullListing l ON l.id = t.listingId JOIN conclusion c ON c.id = t.conclusionId
        """
}

extension Row {
    /// A row of `TakedownRow.select`.
    var takedownRow: TakedownRow {
        get throws {
            let receipt: String? = self["receipt"]
            let recheck: String? = self["recheck"]
            return TakedownRow(
                id: self["id"], listing: listingKey, title: self["title"], region: try region("region"),
                state: try word("state"), sentence: self["sentence"], proposedAt: moment("proposedAt"),
                legalBasis: self["legalBasis"], confirmedBy: self["confirmedBy"], sequence: self["sequence"],
                receipt: receipt.flatMap(ReceiptOutcome.init), receiptNote: self["receiptNote"],
                recheck: recheck.flatMap(RecheckOutcome.init), withdrawnReason: self["withdrawnReason"])
        }
    }
}
