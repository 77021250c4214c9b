internal import Domain
internal import GRDB

extension Store {
    /// Carries out the next part of a decision on many flagged listings: up to `limit` rows in one transaction. Returns
    /// whether the action is finished.
    ///
    /// Each row has its own decision and its own event. A row that may not be changed is noted with its fault and does
    /// not stop the others.
    package func continueFlagReview(bulk id: Int64, limit: Int = 200) async throws -> Bool {
        try await write { database, now in
            let bulk = try database.bulkAction(id)
            guard bulk.finishedAt == nil else { return true }
            guard bulk.page == FlagQuery.page, let decision = FlagDecision(rawValue: bulk.action) else {
                throw StoreError.inconsistent("bulk action \(id) is not a decision on flags")
            }
            let rows = try database.nextRows(of: bulk, limit: limit)
            var (changed, unchanged) = (0, 0)
            for row in rows {
                switch try database.review(row, decision, bulk, at: now) {
                case .changed: changed += 1
                case .unchanged: unchanged += 1
                case .fault(let fault):
                    try database.run(
                        """
                        INSERT INTO bulkRow (bulkId, subject, fault) VALUES ($1, $2, $3)
                        ON CONFLICT (bulkId, subject) DO UPDATE SET fault = excluded.fault
                        """, id, row.listing, fault.rawValue)
                }
            }
            let isFinished = rows.count < limit
            try database.run(
                """
                UPDATE bulkAction SET doneThrough = $1, changed = changed + $2, unchanged = unchanged + $3,
                    finishedAt = $4
                WHERE id = $5
                """,
                rows.last?.listing ?? Int64.max, changed, unchanged, isFinished ? now.milliseconds : nil, id)
            if isFinished { try database.appendEnd(of: id, at: now) }
            return isFinished
        }
    }
}

/// A row of the action, in the order of the numbers of the listings.
private struct BulkListing {
    let listing: Int64
    /// The last decision that the person saw; nil if not stated.
    let seen: Int64?
    /// Nil if the listing is not flagged.
    let flaggedAt: Timestamp?
}

private enum BulkOutcome {
    case changed, unchanged
    case fault(BulkFault)
}

extension Database {
    fileprivate func nextRows(of bulk: BulkActionRow, limit: Int) throws -> [BulkListing] {
        let through = try value("SELECT doneThrough FROM bulkAction WHERE id = $1", bulk.id)
        let rows: [Row]
        if let text = bulk.query {
            guard let query = FlagQuery(stored: text) else {
                throw StoreError.inconsistent("the conditions of bulk action \(bulk.id) cannot be read")
            }
            var list = KeysetList(table: "flaggedListing", sort: "listingId", least: 0, id: "listingId")
            list.conditions.require("listingId", above: through)
            list.require(query, today: bulk.moment.day(), until: bulk.moment)
            for word in SearchText.words(query.text) { list.conditions.require("searchText", contains: word) }
            let most = list.conditions.parameter(limit)
            rows = try all(
                """
                SELECT listingId AS subject, NULL AS seen, flaggedAt FROM flaggedListing \(list.conditions.clause)
                ORDER BY listingId LIMIT \(most)
                """, values: list.conditions.values)
        } else {
            rows = try all(
                """
                SELECT b.subject, b.seen, f.flaggedAt
                FROM bulkRow b LEFT JOIN flaggedListing f ON f.listingId = b.subject
                WHERE b.bulkId = $1 AND b.subject > $2 ORDER BY b.subject LIMIT $3
                """, bulk.id, through, limit)
        }
        return rows.map {
            BulkListing(listing: $0["subject"], seen: $0["seen"], flaggedAt: $0.optionalMoment("flaggedAt"))
        }
    }

    fileprivate func review(
        _ row: BulkListing, _ decision: FlagDecision, _ bulk: BulkActionRow, at now: Timestamp
    ) throws -> BulkOutcome {
        guard let flaggedAt = row.flaggedAt, let facts = try reviewFacts(of: row.listing) else { return .fault(.gone) }
        let request = try FlagReviewRequest(
            decision, reason: bulk.reason, seen: row.seen.map { .review($0) } ?? .unstated)
        let check = FlagReviewCheck(request, by: bulk.requestedBy, facts)
        if check == .unchanged { return .unchanged }
        guard flaggedAt <= bulk.moment else { return .fault(.flaggedAgain) }
        guard facts.last.map({ $0.at <= bulk.moment }) ?? true else { return .fault(.overtaken) }
        switch check {
        case .record, .unchanged:
            _ = try review(row.listing, request, facts, by: bulk.requestedBy, bulk: bulk.id, at: now)
            return .changed
        case .overtaken: return .fault(.overtaken)
        case .flaggedAgain: return .fault(.flaggedAgain)
        case .nothingToUndo: return .fault(.nothingToUndo)
        }
    }

    /// The event of a finished action on many rows.
    func appendEnd(of id: Int64, at now: Timestamp) throws {
        let bulk = try bulkAction(id)
        try append(
            .bulkFinished, by: .worker(.bulk), on: "bulk:\(id)",
            [
                "changed": String(bulk.changed), "unchanged": String(bulk.unchanged), "failed": String(bulk.failed),
                "leftOut": String(bulk.leftOut),
            ], at: now)
    }
}
