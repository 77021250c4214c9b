package import Domain
internal import Logging
package import Store

/// Removes what the rules of retention do not keep, gives the space back, and measures the storage. It runs once a day.
package struct Retain: Sendable {
    /// The result of one run.
    package struct Summary: Hashable, Sendable {
        package var removals: [RetentionKind: Removal] = [:]
        /// By how many bytes the database file shrank.
        package var givenBack: Int64 = 0
    }

    private let store: Store
    private let rules: RetentionRules
    private let actor: Actor
    private let limit: Int

    /// - Parameter limit: the most rows that one transaction removes.
    package init(
        _ store: Store, rules: RetentionRules, actor: Actor = .worker(.retain), limit: Int = Store.rowsOfARemoval
    ) {
        self.store = store
        self.rules = rules
        self.actor = actor
        self.limit = limit
    }

    /// Removes and gives back. If it is interrupted, the next run continues.
    package func runOnce() async throws -> Summary {
        var summary = Summary()
        for kind in rules.kinds {
            let removed = try await kind == .versions ? removeVersions() : remove(kind)
            if !removed.isEmpty { summary.removals[kind] = removed }
        }
        // Also the space of a run that was interrupted before it gave anything back.
        summary.givenBack = try await store.giveSpaceBack()
        return summary
    }

    /// Runs, and keeps the measure of the day. Returns nil if today is measured already: then all is done.
    package func runDaily() async throws -> Summary? {
        let today = store.clock.now().day()
        guard try await store.storageMeasures(limit: 1).last?.day != today else { return nil }
        let summary = try await runOnce()
        try await store.recordMeasure(store.measureStorage())
        return summary
    }

    private func remove(_ kind: RetentionKind) async throws -> Removal {
        var removed = Removal()
        while true {
            try Task.checkCancellation()
            let step = try await store.remove(kind, rules, limit: limit, by: actor)
            guard !step.isEmpty else { return removed }
            removed += step
        }
    }

    private func removeVersions() async throws -> Removal {
        let used = try await store.versionsInUse()
        var removed = Removal()
        while true {
            try Task.checkCancellation()
            let step = try await store.removeVersions(
                rules, unless: used, after: removed.lastVersion, limit: limit, by: actor)
            guard !step.isEmpty else { return removed }
            removed += step
        }
    }
}
