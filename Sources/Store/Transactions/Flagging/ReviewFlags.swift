package import Domain
internal import GRDB

/// A recorded decision on the flags of a listing.
package struct RecordedReview: Hashable, Sendable {
    package let listing: Int64
    package let key: ListingKey
    package let review: FlagReview
    /// False if the listing had the same decision by the same person.
    package let isNew: Bool
    /// After a decision to ignore: the runs whose frames were frozen before with this listing, and are not drawn yet.
    package let frozenIn: [String]
}

extension Store {
    /// Records a decision on the flags of a listing.
    ///
    /// - Throws: a conflict if someone else decided after the person looked, if the listing was flagged again since, or if
    ///   there is nothing to take back.
    package func reviewFlags(
        of listing: Int64, _ request: FlagReviewRequest, by actor: Actor
    ) async throws -> RecordedReview {
        try await write { database, now in
            guard let facts = try database.reviewFacts(of: listing) else {
                throw StoreError.notFound("flagged listing \(listing)")
            }
            return try database.review(listing, request, facts, by: actor, at: now)
        }
    }

    /// Records a decision on the listing of a flag. The flag must be one of the listing's latest ones.
    package func reviewFlag(
        _ flag: Int64, _ request: FlagReviewRequest, by actor: Actor
    ) async throws -> RecordedReview {
        try await write { database, now in
            guard
                let row = try database.first(
                    """
                    SELECT s.id, s.listingId FROM flag f JOIN listingSnapshot s ON s.id = f.snapshotId WHERE f.id = $1
                    """, flag),
                let facts = try database.reviewFacts(of: row["listingId"])
            else { throw StoreError.notFound("flag \(flag)") }
            return try database.review(
                row["listingId"], request.about(snapshot: row["id"]), facts, by: actor, at: now)
        }
    }
}

extension Database {
    /// What is known of a flagged listing; nil if it is not flagged.
    func reviewFacts(of listing: Int64) throws -> FlagReviewFacts? {
        try first(
            """
            SELECT f.snapshotId, f.state, f.reviewId, r.snapshotId AS reviewedSnapshot, r.decision, r.reason,
                r.decidedBy, r.decidedAt
            FROM flaggedListing f LEFT JOIN flagReview r ON r.id = f.reviewId WHERE f.listingId = $1
            """, listing
        ).map { row in
            FlagReviewFacts(snapshot: row["snapshotId"], state: try row.word("state"), last: try row.lastReview)
        }
    }

    /// Records a decision if it may be recorded.
    func review(
        _ listing: Int64, _ request: FlagReviewRequest, _ facts: FlagReviewFacts, by actor: Actor, bulk: Int64? = nil,
        at now: Timestamp
    ) throws -> RecordedReview {
        let key = try self.key(of: listing)
        switch FlagReviewCheck(request, by: actor, facts) {
        case .record:
            let review = try record(request, on: listing, facts.snapshot, by: actor, bulk: bulk, at: now)
            let frozen = request.decision == .ignore ? try undrawnRuns(with: listing) : []
            return RecordedReview(listing: listing, key: key, review: review, isNew: true, frozenIn: frozen)
        case .unchanged:
            guard let last = facts.last else { throw StoreError.inconsistent("listing \(listing) has no review") }
            return RecordedReview(listing: listing, key: key, review: last, isNew: false, frozenIn: [])
        case .overtaken(let last):
            throw StoreError.conflict(
                .reviewOvertaken(listing: listing, last.decision, by: last.by, at: last.at))
        case .flaggedAgain: throw StoreError.conflict(.flaggedAgain(listing: listing))
        case .nothingToUndo: throw StoreError.conflict(.nothingToUndo(listing: listing))
        }
    }

    private func key(of listing: Int64) throws -> ListingKey {
        guard let row = try first("SELECT platform, item FROM listing WHERE id = $1", listing) else {
            throw StoreError.notFound("listing \(listing)")
        }
        return row.listingKey
    }

    private func record(
        _ request: FlagReviewRequest, on listing: Int64, _ snapshot: Int64, by actor: Actor, bulk: Int64?,
        at now: Timestamp
    ) throws -> FlagReview {
        let number = try value(
            """
            INSERT INTO flagReview (snapshotId, decision, reason, decidedBy, decidedAt) VALUES ($1, $2, $3, $4, $5)
            RETURNING id
            """, snapshot, request.decision.rawValue, request.reason, actor.text, now.milliseconds)
        try run(
            "UPDATE flaggedListing SET state = $1, reviewId = $2, reviewedKinds = kinds WHERE listingId = $3",
            request.decision.state.rawValue, number, listing)
        try append(
            .flagReviewed, by: actor, on: "listing:\(listing)",
            [
                "review": String(number), "snapshot": String(snapshot), "decision": request.decision.rawValue,
                "reason": request.reason ?? "", "bulk": bulk.map { String($0) } ?? "",
            ], at: now)
        return FlagReview(
            number: number, snapshot: snapshot, decision: request.decision, reason: request.reason, by: actor, at: now)
    }

    /// The names of the runs whose frozen frames contain a listing, and that are not drawn yet.
    private func undrawnRuns(with listing: Int64) throws -> [String] {
        try all(
            """
            SELECT u.name FROM frameEntry f JOIN samplingRun u ON u.id = f.runId
            WHERE f.listingId = $1 AND u.drawnAt IS NULL ORDER BY u.id
            """, listing
        ).map { $0["name"] }
    }
}
