package import Domain
internal import GRDB

package struct PullProgress: Hashable, Sendable {
    package let id: Int64
    package let isComplete: Bool
    /// The stored pages, by query.
    package let queries: [String: Query]

    /// The stored pages of one query.
    package struct Query: Hashable, Sendable {
        package fileprivate(set) var pages = ClosedSlices()
        /// What ended the pages; nil while it is not known.
        package fileprivate(set) var end: FeedEnd?
        /// The smallest and the largest total that a page stated.
        package fileprivate(set) var totals: ClosedRange<Int64>?
        /// The cursors and links that the pages gave, in the order of the pages. The last one leads to the next page.
        package fileprivate(set) var tokens: [String] = []
        /// The records of the first page.
        package fileprivate(set) var firstRecords = 0
        /// The page with the highest number.
        package fileprivate(set) var last: EndOfFeed.Page?

        package init() {}
    }
}

/// The items of the stored pages of one query: numbers of items, and the bytes of quarantined records.
package struct PulledItems: Sendable {
    package let items: [String]
    package let records: [[UInt8]]
}

extension Store {
    /// The stored pages of a pull, by query, and its slot.
    package func pullProgress(_ pull: Int64) async throws -> (progress: PullProgress, slot: Timestamp) {
        try await read { database in
            let head = try database.pullHead(pull)
            return (
                PullProgress(
                    id: pull, isComplete: head.isComplete, queries: try database.closedPages(of: pull)),
                Timestamp(milliseconds: head.slot)
            )
        }
    }

    /// The items of the stored pages of `query`, each once.
    package func pulledItems(of query: String, pull: Int64) async throws -> PulledItems {
        try await read { database in
            var listings: Set<Int64> = []
            try database.requireSightings(of: pull)
            for row in try database.all(
                """
                SELECT s.seen, s.repeats FROM pullPage g JOIN pageSighting s ON s.pageId = g.id
                WHERE g.pullId = $1 AND g.query = $2
                """, pull, query)
            {
                listings.formUnion(try ListingSet.listings((row["seen"] as Blob).bytes))
                listings.formUnion(try ListingSet.listings((row["repeats"] as Blob).bytes))
            }
            let item = try ByteStatement(database, "SELECT item FROM listing WHERE id = $1")
            let items = try listings.sorted().compactMap { listing in
                item.bind(listing, at: 1)
                return try item.first { $0.text(0) } ?? nil
            }
            let records = try database.all(
                """
                SELECT bytes FROM quarantine WHERE pullId = $1 AND query = $2 AND resolvedAt IS NULL
                    AND code NOT IN ($3, $4)
                """, pull, query, RecordFault.Code.conflictingRepeat.rawValue,
                RecordFault.Code.unreadablePage.rawValue)
            return PulledItems(
                items: items, records: records.map { ($0["bytes"] as Blob).bytes })
        }
    }
}

extension Database {
    /// The stored pages of a pull, by query.
    func closedPages(of pull: Int64) throws -> [String: PullProgress.Query] {
        var queries: [String: PullProgress.Query] = [:]
        let rows = try all(
            """
            SELECT query, page, records, statedTotal, saysMore, isLast, endedBy, nextToken FROM pullPage
            WHERE pullId = $1 ORDER BY query, page
            """, pull)
        for row in rows { try queries[row["query"], default: .init()].add(row) }
        return queries
    }
}

extension PullProgress.Query {
    /// Adds a page whose number is higher than those of the pages before.
    fileprivate mutating func add(_ row: Row) throws {
        let total: Int64? = row["statedTotal"]
        let token: String? = row["nextToken"]
        let records: Int = row["records"]
        if last == nil { firstRecords = records }
        pages.close(row["page"], isLast: (row["isLast"] as Int) == 1)
        end = try row.optionalWord("endedBy")
        if let total { totals = min(totals?.lowerBound ?? total, total)...max(totals?.upperBound ?? total, total) }
        if let token { tokens.append(token) }
        last = EndOfFeed.Page(
            records: records, fresh: min(records, 1), total: total, saysMore: (row["saysMore"] as Int?).map { $0 == 1 },
            hasNext: token != nil)
    }
}
