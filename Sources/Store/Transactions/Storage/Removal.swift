package import Domain
internal import GRDB

/// What one or more transactions removed, or would remove.
package struct Removal: Hashable, Sendable {
    package var rows = 0
    /// The bytes of the removed contents, without the overhead of the database.
    package var bytes: Int64 = 0
    /// The pulls whose listings were removed, in part or as a whole.
    package var pulls: Set<Int64> = []
    /// The number of the last version that was examined.
    package var lastVersion: Int64 = 0

    package init() {}

    package var isEmpty: Bool {
        rows == 0 && pulls.isEmpty
    }

    mutating func add(bytes: Int64) {
        rows += 1
        self.bytes += bytes
    }

    package static func += (left: inout Removal, right: Removal) {
        left.rows += right.rows
        left.bytes += right.bytes
        left.pulls.formUnion(right.pulls)
        left.lastVersion = max(left.lastVersion, right.lastVersion)
    }
}

extension Store {
    /// The most rows that one transaction removes.
    package static let rowsOfARemoval = 10_000

    /// Removes up to `limit` rows of a kind in one transaction, with one event. Returns what was removed; if that is
    /// empty, there is no more. The next call continues a removal that was interrupted.
    ///
    /// Versions are removed by `removeVersions`.
    package func remove(
        _ kind: RetentionKind, _ rules: RetentionRules, limit: Int = rowsOfARemoval, by actor: Actor
    ) async throws -> Removal {
        try await write { database, now in
            guard let since = rules.keptSince(kind, at: now) else { return Removal() }
            let done: Removal =
                switch kind {
                case .sightings: try database.removeSightings(before: since, limit: limit, at: now)
                case .quarantine: try database.removeQuarantine(before: since, limit: limit)
                case .jobs: try database.removeJobs(before: since, limit: limit)
                case .versions: Removal()
                }
            try database.append(done, of: kind, since: since, rules, by: actor, at: now)
            return done
        }
    }
}

extension Database {
    /// Appends the event of a removal; none if nothing was removed.
    func append(
        _ done: Removal, of kind: RetentionKind, since: Timestamp?, _ rules: RetentionRules, by actor: Actor,
        at now: Timestamp
    ) throws {
        guard !done.isEmpty else { return }
        try append(
            .storageRemoved, by: actor, on: "storage:\(kind.rawValue)",
            [
                "rows": String(done.rows), "bytes": String(done.bytes),
                "pulls": done.pulls.sorted().map(String.init).joined(separator: " "),
                "keptSince": since.map { $0.day().text } ?? "", "rule": rules.rule.hash,
            ], at: now)
    }
}
