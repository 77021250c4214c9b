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
    package let title: String
    package let link: String?
    package let sentence: String
    package let createdAt: Timestamp
    package let isWithdrawn: Bool
    package let withdrawnReason: String?
    package let conclusion: Int64
    package let sample: Int64
    /// The notice of the same conclusion, which is copied to the bureau.
    package let notice: Int64?
    package let noticeNumber: String?
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
            ).map { try $0.noticeRow }
        }
    }

    /// Reminders and leads to bureaus within `region`, oldest first.
    package func referrals(in region: RegionCode, after: Int64 = 0, limit: Int) async throws -> [ReferralRow] {
        try await read { database in
            try database.all(
                """
                \(ReferralRow.select)
                WHERE f.region LIKE $1 AND f.id > $2 ORDER BY f.id LIMIT $3
                """, region.prefix + "%", after, limit
            ).map { try $0.referralRow }
        }
    }
}

extension ReferralRow {
    /// The columns of `Row.referralRow`.
    static let select = """
        SELECT f.*, p.sellerName, c.sentence, l.platform, l.item, l.title, l.link, s.id AS sample, n.id AS noticeId,
            n.number AS noticeNumber
        FROM referral f JOIN conclusion c ON c.id = f.conclusionId JOIN report r ON r.id = c.reportId
        JOIN sample s ON s.id = r.sampleId JOIN purchase p ON p.id = s.purchaseId
        JOIN purchaseTask t ON t.id = p.taskId JOIN fullListing l ON l.id = t.listingId
        LEFT JOIN notice n ON n.conclusionId = f.conclusionId
        """
}

extension Row {
    /// A row of the table `notice`.
    var noticeRow: NoticeRow {
        get throws {
            NoticeRow(
                id: self["id"], number: self["number"], enterprise: self["enterprise"], hazard: try word("hazard"),
                copiedTo: try region("copiedTo"), copies: self["copies"], text: self["text"],
                issuedAt: moment("issuedAt"), servedAt: optionalMoment("servedAt"),
                proofOfService: self["proofOfService"], isWithdrawn: optionalMoment("withdrawnAt") != nil,
                withdrawnReason: self["withdrawnReason"])
        }
    }

    /// A row of `ReferralRow.select`.
    var referralRow: ReferralRow {
        get throws {
            ReferralRow(
                id: self["id"], kind: try word("kind"), region: try region("region"), enterprise: self["sellerName"],
                listing: listingKey, title: self["title"], link: self["link"], sentence: self["sentence"],
                createdAt: moment("createdAt"), isWithdrawn: optionalMoment("withdrawnAt") != nil,
                withdrawnReason: self["withdrawnReason"], conclusion: self["conclusionId"], sample: self["sample"],
                notice: self["noticeId"], noticeNumber: self["noticeNumber"])
        }
    }
}
