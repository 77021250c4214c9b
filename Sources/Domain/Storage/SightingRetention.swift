/// Whether the listings of the pages of a pull may be removed.
///
/// The rows of the pull and of its pages, their hashes and the certificate are always kept: they prove what was pulled.
/// Snapshots of flagged listings are kept too.
package struct SightingRetention: Hashable, Sendable {
    /// The facts about a pull.
    package struct Pull: Hashable, Sendable {
        package let id: Int64
        package let crawler: String
        package let slot: Timestamp
        package let startedAt: Timestamp
        /// Nil if pages are missing.
        package let completedAt: Timestamp?
        package let isScreened: Bool
        /// Whether its flagging waits for a person.
        package let isHeld: Bool
        /// Whether a later pull of the same crawler is complete.
        package let hasSuccessor: Bool
        /// Whether a job for its pages or its flags is queued or running.
        package let hasOpenJob: Bool

        package init(
            id: Int64, crawler: String, slot: Timestamp, startedAt: Timestamp, completedAt: Timestamp?,
            isScreened: Bool,
            isHeld: Bool, hasSuccessor: Bool, hasOpenJob: Bool
        ) {
            self.id = id
            self.crawler = crawler
            self.slot = slot
            self.startedAt = startedAt
            self.completedAt = completedAt
            self.isScreened = isScreened
            self.isHeld = isHeld
            self.hasSuccessor = hasSuccessor
            self.hasOpenJob = hasOpenJob
        }
    }

    /// Why a pull is kept.
    package enum Reason: String, CaseIterable, Sendable {
        /// Its period is not over.
        case recent
        /// Its flagging waits for a person.
        case held
        /// It is not flagged yet.
        case unscreened
        /// A job for it is queued or running.
        case inWork = "in-work"
        /// Pages are missing, and no later pull of the crawler is complete: it may still be continued.
        case incomplete
    }

    /// Pulls before this moment may be removed.
    package let keptSince: Timestamp

    package init(keptSince: Timestamp) {
        self.keptSince = keptSince
    }

    /// Why `pull` is kept; nil if its listings may be removed.
    package func reason(toKeep pull: Pull) -> Reason? {
        let latest = max(pull.slot, pull.startedAt, pull.completedAt ?? pull.startedAt)
        if latest >= keptSince { return .recent }
        if pull.isHeld { return .held }
        if pull.hasOpenJob { return .inWork }
        if pull.completedAt == nil { return pull.hasSuccessor ? nil : .incomplete }
        return pull.isScreened ? nil : .unscreened
    }
}
