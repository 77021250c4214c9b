internal import Domain
internal import GRDB

/// Writes records of an old page that could only be read later. Newer pages may have seen their listings in the
/// meantime, so the stated content belongs between two states that are already stored.
struct PastSightings {
    private let database: Database
    private let platform: String
    private let pull: Int64

    init(_ database: Database, pull: Int64, platform: String) {
        self.database = database
        self.pull = pull
        self.platform = platform
    }

    /// Writes the one row of `content`, which belongs to the stored page `pageId`.
    func write(_ content: PageContent, pageId: Int64, _ writer: inout ListingWriter) throws -> ListingWriter.Outcome {
        var page = ListingWriter.Page(id: pageId)
        let row = ListingWriter.Row(content, 0)
        let outcome: ListingWriter.Outcome
        if let listing = try writer.number(of: row), !writer.seen.contains(listing),
            let later = try laterState(of: listing, page: pageId)
        {
            _ = writer.seen.insert(listing)
            page.seen.append(listing)
            try insert(row, listing, later, into: &page, &writer)
            outcome = .seen
        } else {
            outcome = try writer.write(content, to: &page)[0]
        }
        try add(page)
        return outcome
    }

    /// A state that newer pages saw.
    private struct Later {
        /// The current state.
        let current: ListingState
        /// The first page after the old one that contains the listing.
        let nextPage: Int64
    }

    /// Nil if no page after `page` contains the listing.
    private func laterState(of listing: Int64, page: Int64) throws -> Later? {
        let rows = try database.all(
            """
            SELECT g.id, s.seen FROM pull p JOIN pullPage g ON g.pullId = p.id JOIN pageSighting s ON s.pageId = g.id
            WHERE p.platform = $1 AND p.id <> $2 AND g.id > $3 ORDER BY g.id
            """, platform, pull, page)
        for row in rows {
            var isSeen = false
            try ListingSet.forEach((row["seen"] as Blob).bytes) { if $0 == listing { isSeen = true } }
            if isSeen { return Later(current: try database.state(of: listing), nextPage: row["id"]) }
        }
        return nil
    }

    /// Puts the state that `row` states between the states before and after the page.
    private func insert(
        _ row: ListingWriter.Row, _ listing: Int64, _ later: Later, into page: inout ListingWriter.Page,
        _ writer: inout ListingWriter
    ) throws {
        var (earlier, above): (ListingState?, ListingState?) = (later.current, nil)
        while let state = earlier, state.changedIn > page.id {
            above = state
            earlier = try database.changes(of: state.changedIn, only: listing).before(state, of: listing)
        }
        let stated = try self.state(of: row, listing, earlier, page: page.id, &writer)
        if let earlier, earlier.equals(stated) { return }
        if let earlier { page.changes.set(listing, before: earlier, after: stated) }
        guard let earlier, later.nextPage < above?.changedIn ?? .max else {
            // The next page that saw the listing changed it, or saw it for the first time.
            if let above { try database.set(listing, before: stated, after: above) }
            return
        }
        // The next page saw the earlier state again, so it now changes the listing back.
        var again = earlier
        again.changedIn = later.nextPage
        try database.set(listing, before: stated, after: again)
        if let above {
            try database.set(listing, before: again, after: above)
        } else {
            try database.run("UPDATE listing SET changedIn = $1 WHERE id = $2", again.changedIn, listing)
        }
    }

    private func state(
        of row: ListingWriter.Row, _ listing: Int64, _ earlier: ListingState?, page: Int64,
        _ writer: inout ListingWriter
    ) throws -> ListingState {
        let attributes = String(Digest.text(row.content).prefix(32))
        if let earlier, try database.listing(listing, in: earlier).contentHash.hasPrefix(attributes) {
            return try writer.state(of: row, version: earlier.version, page: page)
        }
        return try writer.state(
            of: row, version: try writer.versions.insert(row.figures, row.batch, listing), page: page)
    }

    /// Adds what was written to the stored page.
    private func add(_ page: ListingWriter.Page) throws {
        guard let row = try database.first("SELECT seen, repeats FROM pageSighting WHERE pageId = $1", page.id) else {
            throw StoreError.notFound("page \(page.id)")
        }
        let seen = try Set(ListingSet.listings((row["seen"] as Blob).bytes)).union(page.seen)
        let repeats = try Set(ListingSet.listings((row["repeats"] as Blob).bytes)).union(page.repeats)
        var changes = try database.changes(of: page.id)
        changes.merge(page.changes)
        try database.run(
            "UPDATE pageSighting SET seen = $1, repeats = $2, changes = $3 WHERE pageId = $4",
            Blob(ListingSet.packed(seen)),
            Blob(ListingSet.packed(repeats)), Blob(changes.packed), page.id)
    }
}

extension Database {
    /// What the page changed; for `only`, its change alone.
    func changes(of page: Int64, only: Int64? = nil) throws -> StateChanges {
        let statement = try ByteStatement(cached: self, "SELECT changes FROM pageSighting WHERE pageId = $1")
        statement.bind(page, at: 1)
        return try statement.first { try StateChanges($0.bytes(0).map(Array.init) ?? [], only: only) } ?? StateChanges()
    }

    /// Writes a change of the page `after.changedIn`.
    fileprivate func set(_ listing: Int64, before: ListingState, after: ListingState) throws {
        var changes = try changes(of: after.changedIn)
        changes.set(listing, before: before, after: after)
        try run("UPDATE pageSighting SET changes = $1 WHERE pageId = $2", Blob(changes.packed), after.changedIn)
    }
}
