package import Domain
internal import GRDB

/// What the pages of the feeds said about a listing, one entry for each change.
package struct ListingHistory: Sendable {
    package struct Entry: Hashable, Sendable {
        /// When the state was seen first.
        package let at: Timestamp
        package let listing: Listing
    }

    /// Why there is no earlier entry.
    package enum End: Hashable, Sendable {
        /// The first entry is the first sighting.
        case firstSeen
        /// The sightings before are removed after their time of retention.
        case removed
        /// There are more entries than were asked for.
        case cut
    }

    /// Latest first.
    package let entries: [Entry]
    package let end: End

    package static let most = 200
}

/// When a listing was seen last.
package enum LastSighting: Hashable, Sendable {
    /// - Parameter missedPulls: later complete pulls of the same feed that did not see it.
    case at(Timestamp, missedPulls: Int)
    /// Later sightings were not searched, because the pulls are too large or removed.
    case notBefore(Timestamp)
}

extension Database {
    func history(of id: Int64, limit: Int) throws -> ListingHistory {
        var entries: [ListingHistory.Entry] = []
        var state = try self.state(of: id)
        while true {
            let at = try value("SELECT fetchedAt FROM pullPage WHERE id = $1", state.changedIn)
            entries.append(
                ListingHistory.Entry(at: Timestamp(milliseconds: at), listing: try listing(id, in: state)))
            guard entries.count < limit else { return ListingHistory(entries: entries, end: .cut) }
            guard let before = try changes(of: state.changedIn, only: id).before(state, of: id) else {
                let kept = try value("SELECT COUNT(*) FROM pageSighting WHERE pageId = $1", state.changedIn)
                return ListingHistory(entries: entries, end: kept > 0 ? .firstSeen : .removed)
            }
            state = before
        }
    }

    /// The last sighting, searched in the latest pulls of the feed that changed the listing last.
    ///
    /// - Parameter page: the page that changed the listing last. It saw the listing, so the search need not go back
    ///   further.
    func lastSighting(of id: Int64, changedIn page: Int64) throws -> LastSighting {
        guard
            let own = try first(
                """
                SELECT g.pullId, g.fetchedAt, p.crawler, p.slot FROM pullPage g JOIN pull p ON p.id = g.pullId
                WHERE g.id = $1
                """, page)
        else { throw StoreError.inconsistent("listing \(id) was changed by page \(page), which is missing") }
        let changedAt = own.moment("fetchedAt")
        var budget = 20_000
        var missed = 0
        for pull in try all(
            """
            SELECT id, completedAt, sightingsRemovedAt FROM pull WHERE crawler = $1 AND slot > $2
            ORDER BY slot DESC LIMIT 100
            """, own["crawler"] as String, own["slot"] as Int64)
        {
            guard pull.optionalMoment("sightingsRemovedAt") == nil else { return .notBefore(changedAt) }
            if let seen = try sighting(of: id, in: pull["id"], &budget) { return .at(seen, missedPulls: missed) }
            guard budget > 0 else { return .notBefore(changedAt) }
            if pull.optionalMoment("completedAt") != nil { missed += 1 }
        }
        return .at(changedAt, missedPulls: missed)
    }

    /// - Parameter budget: the number of pages that may still be read.
    private func sighting(of id: Int64, in pull: Int64, _ budget: inout Int) throws -> Timestamp? {
        var found: Timestamp?
        var left = budget
        try each(
            """
            SELECT s.seen, g.fetchedAt FROM pullPage g JOIN pageSighting s ON s.pageId = g.id WHERE g.pullId = $1
            """, values: [pull]
        ) { row in
            left -= 1
            if try ListingSet.contains(id, (row["seen"] as Blob).bytes) { found = row.moment("fetchedAt") }
            return found == nil && left > 0
        }
        budget = left
        return found
    }
}
