package import Domain
internal import GRDB

/// A sampling run with its figures. The frame itself is not read, because it may be large.
package struct SamplingRunRow: Hashable, Sendable {
    /// The number of purchase tasks by state.
    package struct Tasks: Hashable, Sendable {
        package let open: Int
        package let purchased: Int
        package let cancelled: Int

        package var all: Int { open + purchased + cancelled }
    }

    package let id: Int64
    package let name: String
    package let budget: Fen
    package let commitment: String
    package let openedAt: Timestamp
    /// The draw sets both.
    package let seed: String?
    package let drawnAt: Timestamp?
    /// Listings of the frame, and flagged ones that it left out because an officer had ignored their flags.
    package let frame: Int
    package let ignored: Int
    /// The number that the plan wants to buy.
    package let quota: Int
    package let tasks: Tasks

    package var state: RunList.State {
        seed == nil ? .awaitsSeed : tasks.open > 0 ? .buying : .done
    }
}

/// One sampling run.
package struct SamplingRunDetail: Sendable {
    /// The figures of one product.
    package struct Product: Hashable, Sendable {
        package let product: String
        package let quota: Int
        package let framed: Int
        package let drawn: Int
    }

    package let row: SamplingRunRow
    package let products: [Product]
    /// Nil before the draw.
    package let draw: DrawFigures?
    /// What the purchases from sellers within the region of the viewer cost, and how many they are.
    package let paid: (total: Fen, purchases: Int)
    package let events: [ChainedEvent]
}

extension Store {
    /// One page of the sampling runs.
    package func samplingRuns(
        _ query: CaseQuery<RunList>, at place: ListPlace = .start, limit: Int
    ) async throws -> (page: KeysetPage<SamplingRunRow>, count: ListCount) {
        try await read { database in
            var list = KeysetList("samplingRun u", id: "u.id")
            let open = "EXISTS (SELECT 1 FROM purchaseTask t WHERE t.runId = u.id AND t.state = 'open')"
            switch query.state {
            case .awaitsSeed: list.require("u.seed IS NULL")
            case .buying: list.require(open)
            case .done: list.require("u.seed IS NOT NULL AND NOT " + open)
            case nil: break
            }
            return try database.casePage(list, descending: query.order.isDescending, at: place, limit: limit) {
                try database.runRow($0)
            }
        }
    }

    /// - Parameter region: only purchases from sellers within it are in `paid`.
    package func samplingRun(_ id: Int64, in region: RegionCode) async throws -> SamplingRunDetail {
        try await read { database in
            let row = try database.runRow(id)
            let events = try database.latestEvents(of: ["run:\(id)"])
            let paid = try database.first(
                """
                SELECT COUNT(*) AS found, COALESCE(SUM(p.paidFen), 0) AS total
                FROM purchaseTask t JOIN purchase p ON p.taskId = t.id WHERE t.runId = $1 AND p.sellerRegion LIKE $2
                """, id, region.prefix + "%")
            guard let paid else { throw StoreError.inconsistent("a count returned no row") }
            let drawn = events.first { $0.kind == EventKind.runDrawn.rawValue }
            let products = try database.products(ofRun: id)
            return SamplingRunDetail(
                row: row, products: products, draw: drawn.flatMap { Database.figures($0, products) },
                paid: (Fen(paid["total"]), paid["found"]), events: events)
        }
    }
}

extension Database {
    fileprivate func runRow(_ id: Int64) throws -> SamplingRunRow {
        guard
            let row = try first(
                """
                SELECT u.*, (SELECT COUNT(*) FROM frameEntry f WHERE f.runId = u.id) AS frame,
                    (SELECT SUM(q.quota) FROM samplingQuota q WHERE q.runId = u.id) AS quota
                FROM samplingRun u WHERE u.id = $1
                """, id),
            let tasks = try first(
                """
                SELECT COALESCE(SUM(CASE WHEN state = 'open' THEN 1 ELSE 0 END), 0) AS waiting,
                    COALESCE(SUM(CASE WHEN state = 'purchased' THEN 1 ELSE 0 END), 0) AS bought,
                    COALESCE(SUM(CASE WHEN state = 'cancelled' THEN 1 ELSE 0 END), 0) AS dropped
                FROM purchaseTask WHERE runId = $1
                """, id)
        else { throw StoreError.notFound("sampling run \(id)") }
        return SamplingRunRow(
            id: id, name: row["name"], budget: Fen(row["budgetFen"]), commitment: row["commitment"],
            openedAt: row.moment("openedAt"), seed: row["seed"], drawnAt: row.optionalMoment("drawnAt"),
            frame: row["frame"], ignored: row["ignored"], quota: row["quota"] ?? 0,
            tasks: .init(open: tasks["waiting"], purchased: tasks["bought"], cancelled: tasks["dropped"]))
    }

    /// The figures of each product, counted in one walk over the frame.
    fileprivate func products(ofRun id: Int64) throws -> [SamplingRunDetail.Product] {
        var framed: [String: Int] = [:]
        var drawn: [String: Int] = [:]
        try each(
            """
            SELECT f.product, t.id FROM frameEntry f
            LEFT JOIN purchaseTask t ON t.runId = f.runId AND t.listingId = f.listingId WHERE f.runId = $1
            """, values: [id]
        ) { row in
            framed[row[0], default: 0] += 1
            if (row[1] as Int64?) != nil { drawn[row[0], default: 0] += 1 }
            return true
        }
        return try all("SELECT product, quota FROM samplingQuota WHERE runId = $1 ORDER BY product", id).map { row in
            let product: String = row["product"]
            return .init(
                product: product, quota: row["quota"], framed: framed[product] ?? 0, drawn: drawn[product] ?? 0)
        }
    }

    /// What the draw did not do as planned; nil if its event cannot be read.
    fileprivate static func figures(
        _ event: ChainedEvent, _ products: [SamplingRunDetail.Product]
    ) -> DrawFigures? {
        let details = event.details
        guard let open = details["openPrices"].flatMap({ Int($0) }),
            let skipped = details["skippedForBudget"].flatMap({ Int($0) })
        else { return nil }
        let missing = products.filter { $0.drawn < $0.quota }.map { ($0.product, $0.quota - $0.drawn) }
        return DrawFigures(
            openPrices: open, skippedForBudget: skipped, unfilled: Dictionary(uniqueKeysWithValues: missing))
    }
}
