package import Domain
internal import GRDB

/// A receipt of a platform.
package struct ReceiptRow: Hashable, Sendable {
    package let id: Int64
    package let sequence: Int64
    package let outcome: ReceiptOutcome
    package let actedAt: Timestamp
    package let note: String
    package let receivedAt: Timestamp
}

/// One check of a link.
package struct RecheckRow: Hashable, Sendable {
    package let outcome: RecheckOutcome
    package let detail: String
    package let checkedAt: Timestamp
}

/// An entry of a platform's list about one takedown.
package struct TakedownEntry: Hashable, Sendable {
    package let sequence: Int64
    package let action: ListAction
    package let listedAt: Timestamp
}

/// Everything that the page of one takedown shows to an officer.
package struct TakedownDetail: Sendable {
    package let row: TakedownRow
    package let listing: Int64
    package let link: String?
    package let shop: String?
    package let seller: String
    package let confirmedAt: Timestamp?
    package let hazard: HazardClass?
    package let sample: Int64
    package let label: String
    package let reportNumber: String
    /// The sentences about the items that fail.
    package let failing: [String]
    package let notice: (id: Int64, number: String)?
    package let referral: Int64?
    /// In the order of the list.
    package let entries: [TakedownEntry]
    /// Latest first.
    package let receipts: [ReceiptRow]
    /// Latest first.
    package let rechecks: [RecheckRow]
    /// Latest first.
    package let events: [ChainedEvent]
}

extension Store {
    /// One page of the takedowns within `region`.
    package func takedowns(
        _ query: CaseQuery<TakedownList>, in region: RegionCode, at place: ListPlace = .start, limit: Int
    ) async throws -> (page: KeysetPage<TakedownRow>, count: ListCount) {
        try await read { database in
            var list = KeysetList("takedown", id: "id")
            list.require("region", in: region)
            list.require("region", in: query.region)
            list.require("state", equals: query.state?.rawValue)
            list.require("platform", equals: query.platform)
            return try database.casePage(list, descending: query.order.isDescending, at: place, limit: limit) { id in
                try database.takedownRow(id)
            }
        }
    }

    /// A takedown within `region`.
    package func takedownDetail(_ id: Int64, in region: RegionCode) async throws -> TakedownDetail {
        try await read { database in
            let row = try database.takedownRow(id)
            guard region.contains(row.region) else { throw StoreError.notFound("takedown \(id)") }
            guard
                let facts = try database.first(
                    """
                    SELECT t.listingId, t.confirmedAt, t.conclusionId, l.link, l.shopName, c.hazard, r.number,
                        s.id AS sample, s.label, p.sellerName
                    FROM takedown t JOIN fullListing l ON l.id = t.listingId
                    JOIN conclusion c ON c.id = t.conclusionId JOIN report r ON r.id = c.reportId
                    JOIN sample s ON s.id = r.sampleId JOIN purchase p ON p.id = s.purchaseId
                    WHERE t.id = $1
                    """, id)
            else { throw StoreError.inconsistent("takedown \(id) has no sample") }
            let conclusion: Int64 = facts["conclusionId"]
            let notice = try database.first("SELECT id, number FROM notice WHERE conclusionId = $1", conclusion)
            let referral = try database.first("SELECT id FROM referral WHERE conclusionId = $1", conclusion)
            return TakedownDetail(
                row: row, listing: facts["listingId"], link: facts["link"], shop: facts["shopName"],
                seller: facts["sellerName"], confirmedAt: facts.optionalMoment("confirmedAt"),
                hazard: try facts.optionalWord("hazard"), sample: facts["sample"], label: facts["label"],
                reportNumber: facts["number"], failing: try database.failingItems(of: conclusion),
                notice: notice.map { ($0["id"], $0["number"]) }, referral: referral.map { $0["id"] },
                entries: try database.entries(ofTakedown: id), receipts: try database.receipts(ofTakedown: id),
                rechecks: try database.rechecks(ofTakedown: id),
                events: try database.latestEvents(of: ["takedown:\(id)"]))
        }
    }
}

extension Database {
    fileprivate func takedownRow(_ id: Int64) throws -> TakedownRow {
        guard let row = try first("\(TakedownRow.select) WHERE t.id = $1", id) else {
            throw StoreError.notFound("takedown \(id)")
        }
        return try row.takedownRow
    }

    func entries(ofTakedown id: Int64) throws -> [TakedownEntry] {
        try all("SELECT sequence, action, listedAt FROM listEntry WHERE takedownId = $1 ORDER BY sequence", id).map {
            TakedownEntry(sequence: $0["sequence"], action: try $0.word("action"), listedAt: $0.moment("listedAt"))
        }
    }

    func receipts(ofTakedown id: Int64) throws -> [ReceiptRow] {
        try all(
            """
            SELECT r.* FROM listEntry e JOIN receipt r ON r.platform = e.platform AND r.sequence = e.sequence
            WHERE e.takedownId = $1 ORDER BY r.id DESC
            """, id
        ).map { try $0.receiptRow }
    }

    func rechecks(ofTakedown id: Int64) throws -> [RecheckRow] {
        try all(
            """
            SELECT k.outcome, k.detail, k.checkedAt FROM listEntry e
            JOIN receipt r ON r.platform = e.platform AND r.sequence = e.sequence JOIN recheck k ON k.receiptId = r.id
            WHERE e.takedownId = $1 ORDER BY k.id DESC
            """, id
        ).map {
            RecheckRow(outcome: try $0.word("outcome"), detail: $0["detail"], checkedAt: $0.moment("checkedAt"))
        }
    }
}

extension Row {
    /// A row of the table `receipt`.
    var receiptRow: ReceiptRow {
        get throws {
            ReceiptRow(
                id: self["id"], sequence: self["sequence"], outcome: try word("outcome"), actedAt: moment("actedAt"),
                note: self["note"], receivedAt: moment("receivedAt"))
        }
    }
}
