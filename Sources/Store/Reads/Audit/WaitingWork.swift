package import Domain
internal import GRDB

/// A kind of work that waits for a person.
package enum WaitingKind: String, CaseIterable, Sendable {
    case proposedTakedowns, unservedNotices, referrals
    /// Flagged listings that nobody has decided on.
    case pendingFlags
    case heldPulls, unscreenedPulls, openAlerts
    case openPurchaseTasks
    /// Uploads of laboratories with rows of held reports.
    case heldUploads
    case uploadsForReview
    /// Entries of a platform's list without a receipt.
    case unansweredEntries
    case deadJobs
    case newAccounts
}

/// How much of one kind waits, and since when.
package struct WaitingWork: Hashable, Sendable {
    package let kind: WaitingKind
    /// At most one more than `most`: then there is more.
    package let count: Int64
    /// The oldest of them.
    package let since: Timestamp?

    package static let most: Int64 = 10_000
}

/// Whose work is counted.
package enum WaitingScope: Hashable, Sendable {
    case everyone
    case region(RegionCode)
    /// A laboratory or a platform.
    case organisation(String)

    fileprivate func value(_ kind: WaitingKind) -> String? {
        switch self {
        case .everyone: nil
        // An upload has samples of many regions, and its officers count those of all laboratories.
        case .region(let region): kind == .heldUploads ? nil : region.prefix + "%"
        case .organisation(let name): name
        }
    }
}

extension Store {
    /// How much waits, in the order of `kinds`. Each count stops at a bound, so that a page never waits for it.
    package func waiting(_ kinds: [WaitingKind], in scope: WaitingScope) async throws -> [WaitingWork] {
        try await read { database in
            try kinds.map { kind in
                guard
                    let row = try database.first(
                        "SELECT COUNT(*) AS waiting, MIN(since) AS since FROM (\(kind.rows) LIMIT $2) w",
                        scope.value(kind), WaitingWork.most + 1)
                else { throw StoreError.inconsistent("a count returned no row") }
                return WaitingWork(kind: kind, count: row["waiting"], since: row.optionalMoment("since"))
            }
        }
    }
}

extension WaitingKind {
    /// The rows that wait, oldest first, with the time since when.
    fileprivate var rows: String {
        switch self {
        case .proposedTakedowns:
            """
            SELECT proposedAt AS since FROM takedown
            WHERE state = 'proposed' AND (CAST($1 AS TEXT) IS NULL OR region LIKE $1) ORDER BY id
            """
        case .unservedNotices:
            """
            SELECT issuedAt AS since FROM notice WHERE servedAt IS NULL AND withdrawnAt IS NULL
                AND (CAST($1 AS TEXT) IS NULL OR copiedTo LIKE $1) ORDER BY id
            """
        case .referrals:
            """
            SELECT createdAt AS since FROM referral
            WHERE withdrawnAt IS NULL AND (CAST($1 AS TEXT) IS NULL OR region LIKE $1) ORDER BY id
            """
        case .pendingFlags:
            "SELECT flaggedAt AS since FROM flaggedListing WHERE state = 'pending' AND flaggedAt >= 0 ORDER BY flaggedAt"
        case .heldPulls:
            "SELECT startedAt AS since FROM pull WHERE heldReason IS NOT NULL ORDER BY id"
        case .unscreenedPulls:
            """
            SELECT completedAt AS since FROM pull
            WHERE completedAt IS NOT NULL AND screenedAt IS NULL AND heldReason IS NULL ORDER BY id
            """
        case .openAlerts:
            "SELECT raisedAt AS since FROM alert WHERE resolvedAt IS NULL ORDER BY id"
        case .openPurchaseTasks:
            "SELECT createdAt AS since FROM purchaseTask WHERE state = 'open' ORDER BY id"
        case .heldUploads:
            """
            SELECT receivedAt AS since FROM labUpload
            WHERE held > 0 AND (CAST($1 AS TEXT) IS NULL OR laboratory = $1) ORDER BY id
            """
        case .uploadsForReview:
            """
            SELECT receivedAt AS since FROM labUpload
            WHERE review = 'pending' AND waiting > 0 AND (CAST($1 AS TEXT) IS NULL OR laboratory = $1) ORDER BY id
            """
        case .unansweredEntries:
            """
            SELECT e.listedAt AS since FROM listEntry e
            WHERE e.action = 'remove' AND (CAST($1 AS TEXT) IS NULL OR e.platform = $1)
                AND NOT EXISTS (SELECT 1 FROM receipt r WHERE r.platform = e.platform AND r.sequence = e.sequence)
                AND NOT EXISTS (SELECT 1 FROM listEntry x WHERE x.takedownId = e.takedownId AND x.action = 'restore')
            ORDER BY e.platform, e.sequence
            """
        case .deadJobs:
            "SELECT updatedAt AS since FROM job WHERE state = 'dead' ORDER BY id"
        case .newAccounts:
            "SELECT createdAt AS since FROM account WHERE mustChangePassword = 1 AND disabledAt IS NULL ORDER BY id"
        }
    }
}
