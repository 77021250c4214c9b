internal import Domain
internal import GRDB

/// The last sighting of each listing of a pull in the pulls before it.
///
/// The search goes back pull by pull, at most 90 days, until every listing that is old enough is found. Growth over a
/// longer time does not show a burst. Pulls whose listings are removed are left out: what only they saw is not known.
struct EarlierSightings {
    private struct Page {
        let id: Int64
        let fetchedAt: Int64
        let pull: Int64
    }

    private var pages: [Page] = []
    /// Listing → index into `pages`.
    private var found: [Int64: UInt32] = [:]
    private var contradicted: [Int64: Set<Int64>] = [:]

    init(_ database: Database, of pull: Int64, _ head: PullHead) throws {
        var wanted = try database.seenListings(of: pull)
        let pulls = try database.all(
            """
            SELECT id FROM pull WHERE platform = $1 AND slot < $2 AND slot >= $2 - 7776000000 AND sightingsRemovedAt IS NULL
            ORDER BY slot DESC, id DESC
            """, head.platform, head.slot)
        for row in pulls where wanted.count > 0 {
            try add(row["id"], &wanted, database)
        }
    }

    private mutating func add(_ pull: Int64, _ wanted: inout SeenListings, _ database: Database) throws {
        contradicted[pull] = try database.contradictions(of: pull)
        for row in try database.all(
            """
            SELECT g.id, s.seen, g.fetchedAt FROM pullPage g JOIN pageSighting s ON s.pageId = g.id WHERE g.pullId = $1
            """, pull)
        {
            let index = UInt32(pages.count)
            pages.append(Page(id: row["id"], fetchedAt: row["fetchedAt"], pull: pull))
            try ListingSet.forEach((row["seen"] as Blob).bytes) { listing in
                if wanted.remove(listing) { found[listing] = index }
            }
        }
    }

    /// The sales figure of the last earlier sighting, with its time; nil if there was no sighting, or if its figure is
    /// not known or not certain.
    ///
    /// - Parameters:
    ///   - state: the state of the listing in the pull.
    ///   - own: the page of the pull that saw it.
    func sales(
        of listing: Int64, _ state: ListingState, on own: Int64, _ database: Database
    ) throws -> (sales: SalesFigure, at: Timestamp)? {
        guard let page = found[listing].map({ pages[Int($0)] }),
            contradicted[page.pull]?.contains(listing) != true
        else { return nil }
        let current = page.id < own ? state : try database.state(of: listing)
        guard let earlier = try database.state(of: listing, current, after: page.id), let number = earlier.sales,
            let sales = try database.salesFigure(number)
        else { return nil }
        return (sales, Timestamp(milliseconds: page.fetchedAt))
    }
}

extension Database {
    /// A row of `salesFigure`.
    func salesFigure(_ number: Int64) throws -> SalesFigure? {
        try first("SELECT text, lower, upper, windowDays FROM salesFigure WHERE id = $1", number).map { row in
            SalesFigure(
                lower: row["lower"], upper: row["upper"], window: .init(days: row["windowDays"]), raw: row["text"])
        }
    }
}
