package import Domain
internal import GRDB

/// What a platform reports about one entry of its list.
package struct ReceiptSubmission: Hashable, Sendable {
    package let sequence: Int64
    package let outcome: ReceiptOutcome
    package let actedAt: Timestamp
    package let note: String

    package init(sequence: Int64, outcome: ReceiptOutcome, actedAt: Timestamp, note: String) {
        self.sequence = sequence
        self.outcome = outcome
        self.actedAt = actedAt
        self.note = note
    }
}

extension Store {
    /// Stores a platform's receipt and makes a check of the link due. The same receipt again changes nothing.
    ///
    /// Returns the receipt's number and whether it is new. An entry of another platform is reported as unknown.
    ///
    /// - Parameter actor: the person of the platform; nil for a token that is not personal.
    package func fileReceipt(
        _ receipt: ReceiptSubmission, from platform: String, by actor: Actor? = nil
    ) async throws -> (id: Int64, isNew: Bool) {
        let hash = Digest.sha256(fields: [
            String(receipt.sequence), receipt.outcome.rawValue, String(receipt.actedAt.milliseconds), receipt.note,
        ])
        return try await write { database, now in
            guard
                let entry = try database.first(
                    "SELECT takedownId, action FROM listEntry WHERE platform = $1 AND sequence = $2", platform,
                    receipt.sequence)
            else { throw StoreError.notFound("entry \(receipt.sequence) on this platform's list") }
            if let known = try database.first(
                "SELECT id FROM receipt WHERE platform = $1 AND sequence = $2 AND contentHash = $3", platform,
                receipt.sequence, hash)
            {
                return (known["id"], false)
            }
            let id = try database.value(
                """
                INSERT INTO receipt (platform, sequence, outcome, actedAt, note, contentHash, receivedAt)
                VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id
                """,
                platform, receipt.sequence, receipt.outcome.rawValue, receipt.actedAt.milliseconds, receipt.note, hash,
                now.milliseconds)
            let takedown: Int64 = entry["takedownId"]
            try database.append(
                .receiptFiled, by: actor ?? .platform(platform), on: "takedown:\(takedown)",
                ["sequence": String(receipt.sequence), "outcome": receipt.outcome.rawValue, "note": receipt.note],
                at: now)
            if entry["action"] == ListAction.remove.rawValue, receipt.outcome != .refused {
                try database.enqueue(.recheck(receipt: id), at: now)
            }
            return (id, true)
        }
    }
}
