package import Domain
internal import GRDB

/// A flagged listing as a row of the list: what its latest flags saw.
package struct FlaggedListing: Hashable, Sendable {
    /// One flag in short.
    package struct Kind: Hashable, Sendable {
        package let kind: FlagKind
        /// Nil for a flag without points.
        package let points: Int?
        package let reason: String
    }

    package let listing: Int64
    package let snapshot: Int64
    /// The listing in the kept snapshot.
    package let seen: Listing
    package let seenAt: Timestamp
    package let product: String
    /// In the order in which they were raised.
    package let kinds: [Kind]
    package let points: Int
    /// The median of the comparison cell, as the flag for a low price states it, in yuan.
    package let median: String?
    /// Nil for a flag of an earlier version, which did not keep it.
    package let growth: SalesGrowth?
    package let flaggedAt: Timestamp
    package let state: FlagReviewState
    /// The last decision.
    package let review: FlagReview?
    /// The number of other listings that were found to be the same goods.
    package let twins: Int
}

extension Store {
    /// One page of the flagged listings that match `query`, and their number up to the bound of lists.
    package func flaggedListings(
        _ query: FlagQuery, at place: ListPlace = .start, limit: Int
    ) async throws -> (page: KeysetPage<FlaggedListing>, count: ListCount) {
        let today = clock.now().day()
        return try await read { database in
            let list = try database.flaggedListings(query, today: today, until: nil)
            let page = try database.page(
                of: list, descending: query.order.isDescending, at: place, limit: limit
            ).map { try database.flaggedListing($0.id) }
            return (page, try database.count(of: list, bound: ListCount.bound))
        }
    }

    /// The numbers of up to `limit` flagged listings that match `query`, in its order.
    ///
    /// - Parameter moment: listings that were flagged later are left out.
    package func flaggedNumbers(_ query: FlagQuery, limit: Int, until moment: Timestamp) async throws -> [Int64] {
        let today = moment.day()
        return try await read { database in
            let list = try database.flaggedListings(query, today: today, until: moment)
            return try database.cursors(
                of: list, descending: query.order.isDescending, after: nil, limit: limit
            ).map(\.id)
        }
    }

    /// The flagged listings with these numbers, in their order. Numbers that are not flagged are left out.
    package func flaggedListings(_ numbers: [Int64]) async throws -> [FlaggedListing] {
        try await read { database in
            try numbers.compactMap { number in
                let known = try database.value("SELECT COUNT(*) FROM flaggedListing WHERE listingId = $1", number)
                return known == 0 ? nil : try database.flaggedListing(number)
            }
        }
    }

    /// The number of flagged listings that match `query`, counted up to `bound`; nil to count all.
    package func countFlaggedListings(
        _ query: FlagQuery, bound: Int? = ListCount.bound, until moment: Timestamp? = nil
    ) async throws -> ListCount {
        let today = (moment ?? clock.now()).day()
        return try await read { database in
            try database.count(of: database.flaggedListings(query, today: today, until: moment), bound: bound)
        }
    }

    /// The rows before and after a listing in a list; nil at its ends.
    package func neighbours(
        of listing: Int64, in query: FlagQuery
    ) async throws -> (previous: Int64?, next: Int64?) {
        let today = clock.now().day()
        return try await read { database in
            let list = try database.flaggedListings(query, today: today, until: nil)
            let sql: PortableSQL = "SELECT \(list.sort) FROM flaggedListing WHERE listingId = $1"
            guard let row = try database.first(sql, listing) else { return (nil, nil) }
            let cursor = ListCursor(value: row[0], id: listing)
            func next(_ descending: Bool) throws -> Int64? {
                try database.cursors(of: list, descending: descending, after: cursor, limit: 1).first?.id
            }
            return (try next(!query.order.isDescending), try next(query.order.isDescending))
        }
    }

    /// The number of flagged listings that wait for a decision, counted up to the bound of lists, and the time of the
    /// oldest flag among them.
    package func pendingFlags() async throws -> (count: ListCount, oldest: Timestamp?) {
        try await read { database in
            let found = try database.value(
                """
                SELECT COUNT(*) FROM (SELECT 1 FROM flaggedListing WHERE state = 'pending' AND flaggedAt >= 0
                    LIMIT $1) AS few
                """, ListCount.bound + 1)
            let oldest = try database.first(
                """
                SELECT flaggedAt FROM flaggedListing WHERE state = 'pending' AND flaggedAt >= 0
                ORDER BY flaggedAt LIMIT 1
                """)
            return (ListCount(found: Int(found), bound: ListCount.bound), oldest?.moment("flaggedAt"))
        }
    }
}

extension Database {
    /// The list that matches a query.
    ///
    /// - Parameter today: the day that `近 7 天` ends with.
    func flaggedListings(_ query: FlagQuery, today: CalendarDay, until moment: Timestamp?) throws -> KeysetList {
        var list = KeysetList(
            table: "flaggedListing", sort: query.order.key.column, least: 0, id: "listingId")
        list.require(query, today: today, until: moment)
        let words = SearchText.words(query.text)
        if !words.isEmpty { list.found = try found(query, containing: words, by: list.sort, today, until: moment) }
        return list
    }

    /// The flagged listings that match a query and whose texts contain all words. The rows are read one after the other:
    /// the texts are shorter than any index of all their parts.
    private func found(
        _ query: FlagQuery, containing words: [String], by sort: String, _ today: CalendarDay, until moment: Timestamp?
    ) throws -> [ListCursor] {
        var list = KeysetList(table: "flaggedListing", sort: "listingId", least: 0, id: "listingId")
        list.conditions.require("listingId", above: 0)
        list.require(query, today: today, until: moment)
        for word in words { list.conditions.require("searchText", contains: word) }
        let sql: PortableSQL = "SELECT \(sort), listingId FROM flaggedListing \(list.conditions.clause)"
        var found: [ListCursor] = []
        try each(sql, values: list.conditions.values) { row in
            found.append(ListCursor(value: row[0], id: row[1]))
            return true
        }
        return found.sorted()
    }
}

extension KeysetList {
    /// Adds the conditions of a query, but for its words.
    mutating func require(_ query: FlagQuery, today: CalendarDay, until moment: Timestamp?) {
        conditions.require("state", equals: query.state?.rawValue)
        conditions.require("platform", among: query.platforms)
        conditions.require("product", among: query.products)
        if !query.kinds.isEmpty { conditions.require("(kinds & \(conditions.parameter(query.kinds.bits))) <> 0") }
        let days = query.days.moments(today: today)
        require("flaggedAt", ">=", days.from?.milliseconds)
        require("flaggedAt", "<", days.until?.milliseconds)
        require("flaggedAt", "<=", moment?.milliseconds)
        require("points", ">=", query.priority.map { Int64($0) })
    }
}

extension FlagQuery.SortKey {
    fileprivate var column: String {
        switch self {
        case .priority: "points"
        case .price: "priceFen"
        case .day: "flaggedAt"
        }
    }
}
