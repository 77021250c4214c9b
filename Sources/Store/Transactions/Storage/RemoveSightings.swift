internal import Domain
internal import GRDB

extension Database {
    /// Marks the pulls whose time is over, and removes the listings of up to `limit` of their pages, oldest first.
    ///
    /// A marked pull is not used any more, so its pages can be removed in any number of transactions. The rows of the pull
    /// and of its pages stay.
    func removeSightings(before since: Timestamp, limit: Int, at now: Timestamp) throws -> Removal {
        var removal = Removal()
        for pull in try removablePulls(before: since) {
            try run("UPDATE pull SET sightingsRemovedAt = $1 WHERE id = $2", now.milliseconds, pull)
            removal.pulls.insert(pull)
        }
        for platform in try pulledPlatforms() where removal.rows < limit {
            for page in try oldestRemovablePages(of: platform, limit: limit - removal.rows) {
                // Without its listings, a page cannot be asked for conditionally.
                try run("DELETE FROM pageValidator WHERE pageId = $1", page.id)
                try run("DELETE FROM pageSighting WHERE pageId = $1", page.id)
                removal.add(bytes: page.bytes)
                removal.pulls.insert(page.pull)
            }
        }
        return removal
    }

    func removablePulls(before since: Timestamp) throws -> [Int64] {
        let retention = SightingRetention(keptSince: since)
        return try pullsToDecide(before: since).filter { retention.reason(toKeep: $0) == nil }.map(\.id)
    }
}
