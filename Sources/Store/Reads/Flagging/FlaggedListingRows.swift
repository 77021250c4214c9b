internal import Domain
internal import GRDB

extension Database {
    /// A flagged listing as its latest flags saw it.
    func flaggedListing(_ id: Int64) throws -> FlaggedListing {
        guard
            let row = try first(
                """
                SELECT f.snapshotId, f.points, f.flaggedAt AS raised, f.state, f.product AS flaggedProduct, l.platform,
                    l.item, n.*, c.gainedAtLeast, c.gainedAtMost, c.gainedMilliseconds, c.gainUnknown, r.decision,
                    r.reason, r.decidedBy, r.decidedAt, f.reviewId, r.snapshotId AS reviewedSnapshot,
                    (SELECT COUNT(*) FROM twin t WHERE t.leftId = f.listingId)
                        + (SELECT COUNT(*) FROM twin t WHERE t.rightId = f.listingId) AS twins
                FROM flaggedListing f JOIN listing l ON l.id = f.listingId JOIN fullSnapshot n ON n.id = f.snapshotId
                LEFT JOIN flagComparison c ON c.snapshotId = f.snapshotId
                LEFT JOIN flagReview r ON r.id = f.reviewId
                WHERE f.listingId = $1
                """, id)
        else { throw StoreError.notFound("flagged listing \(id)") }
        let snapshot: Int64 = row["snapshotId"]
        let flags = try all(
            "SELECT kind, points, figures, reason FROM flag WHERE snapshotId = $1 ORDER BY id", snapshot)
        let kinds = try flags.map {
            FlaggedListing.Kind(kind: try $0.word("kind"), points: $0["points"], reason: $0["reason"])
        }
        return FlaggedListing(
            listing: id, snapshot: snapshot, seen: row.listing, seenAt: row.moment("seenAt"),
            product: row["flaggedProduct"], kinds: kinds, points: row["points"], median: flags.median,
            growth: try row.growth, flaggedAt: row.moment("raised"), state: try row.word("state"),
            review: try row.lastReview, twins: row["twins"])
    }
}

extension [Row] {
    /// The median that a flag for the price states.
    fileprivate var median: String? {
        lazy.compactMap { FlagFigures($0["figures"])?["median"] }.first
    }
}

extension Row {
    /// The columns `gain…` of `flagComparison`; nil without a row.
    var growth: SalesGrowth? {
        get throws {
            let unknown: String? = self["gainUnknown"]
            if let unknown {
                guard let reason = SalesGrowth.Unknown(rawValue: unknown) else {
                    throw StoreError.inconsistent("“\(unknown)” is not a reason for unknown growth")
                }
                return .unknown(reason)
            }
            let lower: Int64? = self["gainedAtLeast"]
            return lower.map {
                .between(lower: $0, upper: self["gainedAtMost"], elapsed: self["gainedMilliseconds"])
            }
        }
    }

    /// The columns of the last review, which are null if there is none.
    var lastReview: FlagReview? {
        get throws {
            let number: Int64? = self["reviewId"]
            guard let number else { return nil }
            return FlagReview(
                number: number, snapshot: self["reviewedSnapshot"], decision: try word("decision"),
                reason: self["reason"], by: try actor("decidedBy"), at: moment("decidedAt"))
        }
    }
}
