package import Domain
internal import GRDB

/// An entry of a platform's list that orders a takedown, with what became of it, as the platform may see it.
package struct PlatformEntry: Hashable, Sendable {
    package let sequence: Int64
    package let item: String
    package let link: String?
    package let title: String
    package let legalBasis: String
    package let confirmedBy: String
    package let confirmedAt: Timestamp
    package let listedAt: Timestamp
    /// The last receipt.
    package let receipt: ReceiptRow?
    /// The last check of the link, without its particulars.
    package let recheck: PlatformCheck?
    /// The entry that restores the link.
    package let restored: TakedownEntry?
}

/// The result of a check, without what was seen.
package struct PlatformCheck: Hashable, Sendable {
    package let outcome: RecheckOutcome
    package let checkedAt: Timestamp
}

extension Store {
    /// One page of a platform's list.
    package func platformEntries(
        _ query: CaseQuery<PlatformList>, of platform: String, at place: ListPlace = .start, limit: Int
    ) async throws -> (page: KeysetPage<PlatformEntry>, count: ListCount) {
        try await read { database in
            let list = Self.list(query, of: platform)
            return try database.casePage(list, descending: query.order.isDescending, at: place, limit: limit) {
                try database.platformEntry($0, of: platform)
            }
        }
    }

    /// The entries of a platform's list that match, up to `limit`, and the number of all of them.
    package func allPlatformEntries(
        _ query: CaseQuery<PlatformList>, of platform: String, limit: Int
    ) async throws -> (rows: [PlatformEntry], count: Int) {
        try await read { database in
            let list = Self.list(query, of: platform)
            let rows = try database.cursors(
                of: list, descending: query.order.isDescending, after: nil, limit: limit
            ).map { try database.platformEntry($0.id, of: platform) }
            return (rows, try database.count(of: list, bound: nil).number)
        }
    }

    /// One entry of a platform's list, with its receipts and checks, latest first. An entry of another platform is
    /// reported as unknown.
    package func platformEntry(
        _ sequence: Int64, of platform: String
    ) async throws -> (entry: PlatformEntry, receipts: [ReceiptRow], checks: [PlatformCheck]) {
        try await read { database in
            guard
                let row = try database.first(
                    "SELECT takedownId FROM listEntry WHERE platform = $1 AND sequence = $2 AND action = 'remove'",
                    platform, sequence)
            else { throw StoreError.notFound("entry \(sequence) on this platform's list") }
            let takedown: Int64 = row["takedownId"]
            return (
                try database.platformEntry(sequence, of: platform), try database.receipts(ofTakedown: takedown),
                try database.rechecks(ofTakedown: takedown).map {
                    PlatformCheck(outcome: $0.outcome, checkedAt: $0.checkedAt)
                }
            )
        }
    }

    /// One page of a platform's receipts, with the titles of their listings.
    package func receipts(
        _ query: CaseQuery<ReceiptList>, of platform: String, at place: ListPlace = .start, limit: Int
    ) async throws -> (page: KeysetPage<(receipt: ReceiptRow, title: String, item: String)>, count: ListCount) {
        try await read { database in
            var list = KeysetList("receipt", id: "id")
            list.require("platform", equals: platform)
            list.require("outcome", equals: query.state?.rawValue)
            return try database.casePage(list, descending: query.order.isDescending, at: place, limit: limit) { id in
                guard
                    let row = try database.first(
                        """
                        SELECT r.*, l.title, l.item FROM receipt r
                        JOIN listEntry e ON e.platform = r.platform AND e.sequence = r.sequence
                        JOIN takedown t ON t.id = e.takedownId JOIN fullListing l ON l.id = t.listingId WHERE r.id = $1
                        """, id)
                else { throw StoreError.notFound("receipt \(id)") }
                return (try row.receiptRow, row["title"], row["item"])
            }
        }
    }

    private static func list(_ query: CaseQuery<PlatformList>, of platform: String) -> KeysetList {
        var list = KeysetList("listEntry e", id: "e.sequence")
        list.require("e.platform", equals: platform)
        list.require("e.action = 'remove'")
        let receipt = "EXISTS (SELECT 1 FROM receipt r WHERE r.platform = e.platform AND r.sequence = e.sequence)"
        let restored = "EXISTS (SELECT 1 FROM listEntry x WHERE x.takedownId = e.takedownId AND x.action = 'restore')"
        switch query.state {
        case .waiting: list.require("NOT \(receipt) AND NOT \(restored)")
        case .answered: list.require("\(receipt) AND NOT \(restored) AND \(PlatformEntry.recheck) IS NULL")
        case .stillThere: list.require("NOT \(restored) AND \(PlatformEntry.recheck) = 'still-there'")
        case .gone: list.require("NOT \(restored) AND \(PlatformEntry.recheck) = 'gone'")
        case .restored: list.require(restored)
        case nil: break
        }
        return list
    }
}

extension PlatformEntry {
    /// SQL: the result of the last check of entry `e`.
    fileprivate static let recheck = """
        (SELECT k.outcome FROM recheck k WHERE k.id = (
            SELECT MAX(m.id) FROM receipt r JOIN recheck m ON m.receiptId = r.id
            WHERE r.platform = e.platform AND r.sequence = e.sequence))
        """
}

extension Database {
    fileprivate func platformEntry(_ sequence: Int64, of platform: String) throws -> PlatformEntry {
        guard
            let row = try first(
                """
                SELECT e.takedownId, e.sequence, e.listedAt, l.item, l.link, l.title, t.legalBasis, t.confirmedBy,
                    t.confirmedAt
                FROM listEntry e JOIN takedown t ON t.id = e.takedownId JOIN fullListing l ON l.id = t.listingId
                WHERE e.platform = $1 AND e.sequence = $2 AND e.action = 'remove'
                """, platform, sequence)
        else { throw StoreError.notFound("entry \(sequence) on this platform's list") }
        let takedown: Int64 = row["takedownId"]
        let receipt = try first(
            "SELECT * FROM receipt WHERE platform = $1 AND sequence = $2 ORDER BY id DESC LIMIT 1", platform, sequence)
        return PlatformEntry(
            sequence: row["sequence"], item: row["item"], link: row["link"], title: row["title"],
            legalBasis: row["legalBasis"], confirmedBy: row["confirmedBy"], confirmedAt: row.moment("confirmedAt"),
            listedAt: row.moment("listedAt"), receipt: try receipt?.receiptRow,
            recheck: try rechecks(ofTakedown: takedown).first.map {
                PlatformCheck(outcome: $0.outcome, checkedAt: $0.checkedAt)
            }, restored: try entries(ofTakedown: takedown).first { $0.action == .restore })
    }
}
