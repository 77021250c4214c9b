internal import Domain
internal import GRDB

/// The last sighting of each listing of a pull in the pulls before it.
///
/// The search goes back pull by pull, at most 90 days, until every listing that is old enough is found. Growth over a
/// longer time does not show a burst. Pulls whose listings are removed are left out: what only they saw is not known.
struct EarlierSightings: Sendable {
    private struct Page {
        let id: Int64
        let fetchedAt: Int64
        let pull: Int64
    }

    /// The page of a sighting, and its time in milliseconds.
    struct Sighting {
        let page: Int64
        let fetchedAt: Int64
    }

    private var pages: [Page] = []
    /// Listing → index into `pages`, plus one.
    private var found = NumberTable()
    /// Pull → its contradicted listings.
    private var contradicted: [Int64: Set<Int64>] = [:]

    init() {}

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
            pages.append(Page(id: row["id"], fetchedAt: row["fetchedAt"], pull: pull))
            let index = UInt32(pages.count)
            try ListingSet.forEach((row["seen"] as Blob).bytes) { listing in
                if wanted.remove(listing) { found[listing] = index }
            }
        }
    }

    /// The last earlier sighting; nil if there was none, or if its figures are not certain.
    func sighting(of listing: Int64) -> Sighting? {
        let index = found[listing]
        guard index > 0 else { return nil }
        let page = pages[Int(index) - 1]
        guard contradicted[page.pull]?.contains(listing) != true else { return nil }
        return Sighting(page: page.id, fetchedAt: page.fetchedAt)
    }

    /// The sales figure of the last earlier sighting, with its time; nil if it is not known or not certain.
    ///
    /// - Parameters:
    ///   - state: the state of the listing in the pull.
    ///   - own: the page of the pull that saw it.
    func sales(
        of listing: Int64, _ state: ListingState, on own: Int64, _ database: Database
    ) throws -> (sales: SalesFigure, at: Timestamp)? {
        guard let before = sighting(of: listing) else { return nil }
        let current = before.page < own ? state : try database.state(of: listing)
        guard let earlier = try database.state(of: listing, current, after: before.page), let number = earlier.sales,
            let sales = try database.salesFigure(number)
        else { return nil }
        return (sales, Timestamp(milliseconds: before.fetchedAt))
    }
}

extension Database {
    /// A row of `salesFigure`.
    func salesFigure(_ number: Int64) throws -> SalesFigure? {
        let statement = try ByteStatement(
            cached: self, "SELECT text, lower, upper, windowDays FROM salesFigure WHERE id = $1")
        statement.bind(number, at: 1)
        return try statement.first {
            SalesFigure(
                lower: $0.number(1), upper: $0.optionalNumber(2), window: .init(days: $0.number(3)),
                raw: try $0.required(0))
        }
    }
}
