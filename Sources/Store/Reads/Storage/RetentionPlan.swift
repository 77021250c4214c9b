package import Domain
internal import GRDB

/// What the rules would remove now, and the pulls that are kept although their time is over.
package struct RetentionPlan: Hashable, Sendable {
    package struct KeptPull: Hashable, Sendable {
        package let pull: Int64
        package let crawler: String
        package let slot: Timestamp
        package let reason: SightingRetention.Reason
    }

    package fileprivate(set) var removals: [RetentionKind: Removal] = [:]
    package fileprivate(set) var kept: [KeptPull] = []
}

extension Store {
    /// What `remove` would remove now. Nothing is changed.
    package func retentionPlan(_ rules: RetentionRules) async throws -> RetentionPlan {
        let now = clock.now()
        return try await read { try $0.retentionPlan(rules, at: now) }
    }
}

extension Database {
    fileprivate func retentionPlan(_ rules: RetentionRules, at now: Timestamp) throws -> RetentionPlan {
        var plan = RetentionPlan()
        var removedPages: Set<Int64> = []
        for kind in rules.kinds {
            var removal = Removal()
            switch (kind, rules.keptSince(kind, at: now)) {
            case (.sightings, let since?):
                plan.kept = try keptPulls(before: since)
                let pulls = Set(try removablePulls(before: since))
                removal.pulls = pulls
                for platform in try pulledPlatforms() {
                    for page in try oldestRemovablePages(of: platform, limit: .max, besides: pulls) {
                        removal.add(bytes: page.bytes)
                        removal.pulls.insert(page.pull)
                        removedPages.insert(page.id)
                    }
                }
            case (.versions, _):
                removal = try unusedVersions(
                    versionsInUse(without: removedPages), after: 0, limit: .max
                ) { _ in }
            case (.quarantine, let since?):
                let row = try first(
                    """
                    SELECT COUNT(*) AS n, COALESCE(SUM(length(bytes) + length(context)), 0) AS bytes FROM quarantine
                    WHERE resolvedAt < $1 AND length(bytes) + length(context) > 0
                    """, since.milliseconds)
                removal.rows = row?["n"] ?? 0
                removal.bytes = row?["bytes"] ?? 0
            case (.jobs, let since?):
                for job in try doneJobs(before: since, limit: .max) { removal.add(bytes: job.bytes) }
            default: break
            }
            plan.removals[kind] = removal
        }
        return plan
    }

    /// The pulls before `since` that are kept.
    private func keptPulls(before since: Timestamp) throws -> [RetentionPlan.KeptPull] {
        let retention = SightingRetention(keptSince: since)
        return try pullsToDecide(before: since).compactMap { pull in
            guard let reason = retention.reason(toKeep: pull), reason != .recent else { return nil }
            return RetentionPlan.KeptPull(pull: pull.id, crawler: pull.crawler, slot: pull.slot, reason: reason)
        }
    }
}
