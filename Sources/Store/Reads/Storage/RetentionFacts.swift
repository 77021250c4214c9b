internal import Domain
internal import GRDB

extension Database {
    /// The pulls whose listings are kept, oldest first, with the facts that decide whether they may be removed.
    ///
    /// - Parameter slot: only pulls before it; later ones are kept anyway.
    func pullsToDecide(before slot: Timestamp) throws -> [SightingRetention.Pull] {
        try all(
            """
            SELECT p.*,
                (SELECT COUNT(*) FROM pull l WHERE l.crawler = p.crawler AND l.slot > p.slot
                    AND l.completedAt IS NOT NULL) AS later
            FROM pull p WHERE p.slot < $1 AND p.sightingsRemovedAt IS NULL ORDER BY p.slot, p.id
            """, slot.milliseconds
        ).map { row in
            let (id, crawler, slot): (Int64, String, Timestamp) = (row["id"], row["crawler"], row.moment("slot"))
            let keys: [JobKey] = [.pull(crawler: crawler, slot: slot), .screen(pull: id)]
            return SightingRetention.Pull(
                id: id, crawler: crawler, slot: slot, startedAt: row.moment("startedAt"),
                completedAt: row.optionalMoment("completedAt"), isScreened: row.optionalMoment("screenedAt") != nil,
                isHeld: (row["heldReason"] as String?) != nil, hasSuccessor: (row["later"] as Int) > 0,
                hasOpenJob: try keys.contains { try isOpen($0) })
        }
    }

    private func isOpen(_ key: JobKey) throws -> Bool {
        try value(
            "SELECT COUNT(*) FROM job WHERE kind = $1 AND key = $2 AND state IN ('queued', 'running')",
            key.kind.rawValue, key.text) > 0
    }

    /// Up to `limit` pages of a platform, oldest first, whose listings are not used any more.
    ///
    /// A page is among them only if every page before it is, and if its pull is marked. So the changes of pages can only
    /// be removed from the oldest end: from a kept page, all states since are known.
    ///
    /// - Parameter pulls: pulls that count as marked too.
    func oldestRemovablePages(
        of platform: String, limit: Int, besides pulls: Set<Int64> = []
    ) throws -> [RemovablePage] {
        let rows = try all(
            """
            SELECT s.pageId, p.id AS pull, p.sightingsRemovedAt,
                length(s.seen) + length(s.repeats) + length(s.changes) AS bytes
            FROM pageSighting s JOIN pullPage g ON g.id = s.pageId JOIN pull p ON p.id = g.pullId
            WHERE p.platform = $1 ORDER BY s.pageId LIMIT $2
            """, platform, limit)
        return rows.prefix { row in
            row.optionalMoment("sightingsRemovedAt") != nil || pulls.contains(row["pull"])
        }.map { RemovablePage(id: $0["pageId"], pull: $0["pull"], bytes: $0["bytes"]) }
    }

    /// The platforms that have pages.
    func pulledPlatforms() throws -> [String] {
        try all("SELECT DISTINCT platform FROM pull ORDER BY platform").map { $0["platform"] }
    }
}

/// A page whose listings are not used any more.
struct RemovablePage {
    let id: Int64
    let pull: Int64
    let bytes: Int64
}
