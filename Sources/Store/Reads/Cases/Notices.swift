package import Domain
internal import GRDB

package struct NoticeRow: Hashable, Sendable {
    package let id: Int64
    package let number: String
    package let enterprise: String
    package let hazard: HazardClass
    package let copiedTo: RegionCode
    package let copies: Int
    package let text: String
    package let issuedAt: Timestamp
    package let servedAt: Timestamp?
    package let proofOfService: String?
    package let isWithdrawn: Bool
    /// Why it was withdrawn: the result was corrected, or the report was withdrawn.
    package let withdrawnReason: String?
}

/// A reminder or a lead, as the local bureau receives it.
package struct ReferralRow: Hashable, Sendable {
    package let id: Int64
    package let kind: ReferralKind
    package let region: RegionCode
    package let enterprise: String
    package let listing: ListingKey
    package let sentence: String
    package let createdAt: Timestamp
    package let isWithdrawn: Bool
    package let withdrawnReason: String?
}

extension Store {
    /// Notices copied to a bureau within `region`, oldest first. With `number`, only that notice.
    package func notices(
        in region: RegionCode, number: String? = nil, after: Int64 = 0, limit: Int
    ) async throws -> [NoticeRow] {
        try await read { database in
            try database.all(
                """
                SELECT * FROM notice WHERE copiedTo LIKE $1 AND (CAST($2 AS TEXT) IS NULL OR number = $2)
                    AND id > $3
                ORDER BY id LIMIT $4
                """, region.prefix + "%", number, after, limit
            ).map { row in
                NoticeRow(
                    id: row["id"], number: row["number"], enterprise: row["enterprise"], hazard: try row.word("hazard"),
                    copiedTo: try row.region("copiedTo"), copies: row["copies"], text: row["text"],
                    issuedAt: row.moment("issuedAt"), servedAt: row.optionalMoment("servedAt"),
                    proofOfService: row["proofOfService"], isWithdrawn: row.optionalMoment("withdrawnAt") != nil,
                    withdrawnReason: row["withdrawnReason"])
            }
        }
    }

    /// Reminders and leads to bureaus within `region`, oldest first.
    package func referrals(in region: RegionCode, after: Int64 = 0, limit: Int) async throws -> [ReferralRow] {
        try await read { database in
            try database.all(
                """
                SELECT f.*, p.sellerName, c.sentence, l.platform, l.item
                FROM referral f JOIN conclusion c ON c.id = f.conclusionId JOIN report r ON r.id = c.reportId
                JOIN sample s ON s.id = r.sampleId JOIN purchase p ON p.id = s.purchaseId
                JOIN purchaseTask t ON t.id = p.taskId JOIN listing l ON l.id = t.listingId
                WHERE f.region LIKE $1 AND f.id > $2 ORDER BY f.id LIMIT $3
                """, region.prefix + "%", after, limit
            ).map { row in
                ReferralRow(
                    id: row["id"], kind: try row.word("kind"), region: try row.region("region"),
                    enterprise: row["sellerName"],
                    listing: row.listingKey, sentence: row["sentence"], createdAt: row.moment("createdAt"),
                    isWithdrawn: row.optionalMoment("withdrawnAt") != nil,
                    withdrawnReason: row["withdrawnReason"])
            }
        }
    }
}
