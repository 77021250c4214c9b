internal import Domain
internal import GRDB

/// Keeps `flaggedListing` in step with flags and reviews, and what flagged snapshots were compared with.
struct FlaggedListingWriter {
    private let snapshot: ByteStatement
    private let known: ByteStatement
    private let write: ByteStatement
    private let compare: ByteStatement
    private let now: Timestamp

    init(_ database: Database, at now: Timestamp) throws {
        self.now = now
        snapshot = try ByteStatement(
            cached: database,
            """
            SELECT s.listingId, l.platform, s.product, COALESCE(p.points, 0),
                COALESCE(s.priceAfterCouponFen, s.priceFen), s.seenAt, v.title, l.item, v.shopName, v.shopIdentifier
            FROM listingSnapshot s JOIN listing l ON l.id = s.listingId JOIN listingVersion v ON v.id = s.versionId
            LEFT JOIN flagPriority p ON p.snapshotId = s.id WHERE s.id = $1
            """)
        known = try ByteStatement(
            cached: database,
            """
            SELECT f.snapshotId, s.seenAt, f.kinds, f.state, f.reviewedKinds
            FROM flaggedListing f JOIN listingSnapshot s ON s.id = f.snapshotId WHERE f.listingId = $1
            """)
        write = try ByteStatement(
            cached: database,
            """
            INSERT INTO flaggedListing (listingId, snapshotId, platform, product, kinds, points, priceFen, flaggedAt,
                state, reviewedKinds, searchText)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT (listingId) DO UPDATE SET snapshotId = excluded.snapshotId, product = excluded.product,
                kinds = excluded.kinds, points = excluded.points, priceFen = excluded.priceFen,
                flaggedAt = excluded.flaggedAt, state = excluded.state, reviewedKinds = excluded.reviewedKinds,
                searchText = excluded.searchText
            """)
        compare = try ByteStatement(
            cached: database,
            """
            INSERT INTO flagComparison (snapshotId, cellId, cheaper, units, gainedAtLeast, gainedAtMost,
                gainedMilliseconds, gainUnknown)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (snapshotId) DO NOTHING
            """)
    }

    private struct Row {
        let listing: Int64
        let platform: String
        let product: String
        let points: Int64
        let price: Int64
        let seenAt: Int64
        let text: String
    }

    private struct Known {
        let snapshot: Int64
        let seenAt: Int64
        let kinds: Set<FlagKind>
        let state: FlagReviewState
        let reviewed: Set<FlagKind>
    }

    /// Notes that `kinds` were raised on a snapshot. A snapshot of an older pull changes nothing.
    func note(_ kinds: Set<FlagKind>, on id: Int64) throws {
        snapshot.bind(id, at: 1)
        guard let row = try snapshot.first({ try Self.row($0) }) else {
            throw StoreError.inconsistent("snapshot \(id) is missing")
        }
        known.bind(row.listing, at: 1)
        let before = try known.first { try Self.known($0) }
        guard (before?.seenAt ?? row.seenAt) <= row.seenAt else { return }
        let all = before?.snapshot == id ? kinds.union(before?.kinds ?? []) : kinds
        let state = before?.state.flaggedAgain(reviewed: before?.reviewed ?? [], flagged: all) ?? .pending
        write.bind(row.listing, at: 1)
        write.bind(id, at: 2)
        try write.bind(copying: row.platform, at: 3)
        try write.bind(copying: row.product, at: 4)
        let figures = [all.bits, row.points, row.price, now.milliseconds]
        for (index, figure) in figures.enumerated() { write.bind(figure, at: Int32(index + 5)) }
        try write.bind(copying: state.rawValue, at: 9)
        write.bind(before?.reviewed.bits ?? 0, at: 10)
        try write.bind(copying: row.text, at: 11)
        try write.run()
    }

    /// - Parameter cell: the row of `priceCell`; nil if the price was not compared.
    func insert(_ comparison: FlagComparison, of snapshot: Int64, cell: Int64?) throws {
        compare.bind(snapshot, at: 1)
        compare.bind(cell, at: 2)
        compare.bind(cell == nil ? nil : comparison.cheaper.map { Int64($0) }, at: 3)
        compare.bind(comparison.comparison.price.units, at: 4)
        switch comparison.growth {
        case .unknown(let reason):
            for index: Int32 in 5...7 { compare.bind(nil, at: index) }
            try compare.bind(copying: reason.rawValue, at: 8)
        case .between(let lower, let upper, let elapsed):
            for (index, figure) in [lower, upper, elapsed].enumerated() { compare.bind(figure, at: Int32(index + 5)) }
            try compare.bind(copying: nil, at: 8)
        }
        try compare.run()
    }

    private static func row(_ columns: ByteColumns) throws(StoreError) -> Row {
        Row(
            listing: columns.number(0), platform: try columns.required(1), product: columns.text(2) ?? "",
            points: columns.number(3), price: columns.number(4), seenAt: columns.number(5),
            text: SearchText.joined([columns.text(6), columns.text(7), columns.text(8), columns.text(9)]))
    }

    private static func known(_ columns: ByteColumns) throws -> Known {
        let text = try columns.required(3)
        guard let state = FlagReviewState(rawValue: text) else {
            throw StoreError.inconsistent("“\(text)” is not a state of a review")
        }
        return Known(
            snapshot: columns.number(0), seenAt: columns.number(1), kinds: Set(bits: columns.number(2)), state: state,
            reviewed: Set(bits: columns.number(4)))
    }
}

extension Database {
    /// Stores the prices of comparison cells of a pull. Returns the row of each cell.
    func insert(_ cells: [ComparisonCell: PriceSummary], of pull: Int64) throws -> [ComparisonCell: Int64] {
        var rows: [ComparisonCell: Int64] = [:]
        for (cell, summary) in cells {
            // The prices of an earlier screening of the pull stay, because flags were decided with them.
            try run(
                """
                INSERT INTO priceCell (pullId, product, specification, unit, listings, prices)
                VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (pullId, product, specification, unit) DO NOTHING
                """, pull, cell.product, cell.specification, cell.unit.text, summary.listings, summary.text)
            rows[cell] = try value(
                """
                SELECT id FROM priceCell WHERE pullId = $1 AND product = $2 AND specification = $3 AND unit = $4
                """, pull, cell.product, cell.specification, cell.unit.text)
        }
        return rows
    }
}
