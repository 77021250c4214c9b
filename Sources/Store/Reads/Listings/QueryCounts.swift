internal import Domain
internal import GRDB

extension Database {
    /// The pages of each query of a pull: what ended them, the stated total, and the distinct items.
    ///
    /// A listing counts once for each query, however often and on whichever pages it appears. A quarantined record has no
    /// identity and counts once by its bytes.
    ///
    /// - Throws: a conflict if the listings of the pages are removed: then nothing can be counted.
    func queryCounts(of pull: Int64) throws -> [PullCertificate.Query] {
        try requireSightings(of: pull)
        let repeated = try repeatedListings(of: pull)
        let refused = try counts(
            all(
                """
                SELECT query, COUNT(DISTINCT bytesHash) AS items FROM quarantine
                WHERE pullId = $1 AND resolvedAt IS NULL AND code NOT IN ($2, $3) GROUP BY query
                """, pull, RecordFault.Code.conflictingRepeat.rawValue, RecordFault.Code.unreadablePage.rawValue))
        let pages = try all(
            """
            SELECT q.query, q.page, q.stated, q.listings, g.endedBy FROM
                (SELECT query, MAX(page) AS page, MAX(statedTotal) AS stated, SUM(listings) AS listings FROM pullPage
                 WHERE pullId = $1 GROUP BY query) AS q
                JOIN pullPage g ON g.pullId = $1 AND g.query = q.query AND g.page = q.page ORDER BY q.query
            """, pull)
        return try pages.map { row in
            let query: String = row["query"]
            let listings: Int64 = row["listings"]
            return PullCertificate.Query(
                query: query, lastPage: row["page"], end: try row.optionalWord("endedBy"), stated: row["stated"],
                distinct: listings + (repeated[query] ?? 0) + (refused[query] ?? 0))
        }
    }

    /// The number of listings of each query that only pages of other queries saw first.
    private func repeatedListings(of pull: Int64) throws -> [String: Int64] {
        let rows = try all(
            """
            SELECT g.query, s.repeats FROM pullPage g JOIN pageSighting s ON s.pageId = g.id
            WHERE g.pullId = $1 AND length(s.repeats) > 0
            """, pull)
        var repeats: [String: Set<Int64>] = [:]
        for row in rows {
            repeats[row["query"], default: []].formUnion(try ListingSet.listings((row["repeats"] as Blob).bytes))
        }
        for (query, listings) in repeats {
            var others = listings
            let pages = try all(
                """
                SELECT s.seen FROM pullPage g JOIN pageSighting s ON s.pageId = g.id WHERE g.pullId = $1 AND g.query = $2
                """, pull, query)
            for row in pages {
                try ListingSet.forEach((row["seen"] as Blob).bytes) { others.remove($0) }
            }
            repeats[query] = others
        }
        return repeats.mapValues { Int64($0.count) }
    }

    private func counts(_ rows: [Row]) -> [String: Int64] {
        Dictionary(uniqueKeysWithValues: rows.map { ($0["query"], $0["items"]) })
    }
}

extension Int64 {
    /// The sum, or the largest number if the sum is larger.
    func addingOrMost(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
