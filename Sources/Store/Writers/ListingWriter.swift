internal import Domain
internal import GRDB

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Writes the listings of pages: a new row for a new listing, a change for a listing with another content, and nothing
/// but its number for an unchanged one. One writer serves one transaction; its statements are prepared once.
struct ListingWriter {
    /// What one page adds.
    struct Page {
        let id: Int64
        /// The listings that the pull sees first on this page.
        var seen: [Int64] = []
        var repeats: Set<Int64> = []
        var changes = StateChanges()

        init(id: Int64) {
            self.id = id
        }
    }

    enum Outcome {
        case seen
        /// The pull already contained the listing, with the same content.
        case same
        /// The pull already contained the listing, with other content.
        case conflicting
    }

    let database: Database
    private let pull: Int64
    private let now: Int64
    /// The listings of the pull so far.
    var seen: SeenListings
    let find: ByteStatement
    private let state: ByteStatement
    private let insert: ByteStatement
    private let update: ByteStatement
    var versions: VersionWriter
    private let sales: SalesWriter
    private let contradiction: ByteStatement
    private let earlier: EarlierPages

    init(_ database: Database, pull: Int64, seen: SeenListings, at now: Timestamp) throws {
        self.database = database
        self.pull = pull
        self.seen = seen
        self.now = now.milliseconds
        find = try ByteStatement(
            database, "SELECT \(StateColumns.sql), content FROM listing WHERE platform = $1 AND item = $2")
        state = try ByteStatement(database, "SELECT \(StateColumns.sql), content FROM listing WHERE id = $1")
        insert = try ByteStatement(
            database,
            """
            INSERT INTO listing (versionId, product, priceFen, priceUpperFen, priceAfterCouponFen,
                priceAfterCouponUpperFen, salesId, changedAt, changedIn, content, platform, item, firstSeenAt)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (platform, item) DO NOTHING
            """)
        update = try ByteStatement(
            database,
            """
            UPDATE listing SET versionId = $1, product = $2, priceFen = $3, priceUpperFen = $4,
                priceAfterCouponFen = $5, priceAfterCouponUpperFen = $6, salesId = $7, changedAt = $8, changedIn = $9,
                content = $10
            WHERE id = $11
            """)
        versions = try VersionWriter(database)
        sales = try SalesWriter(database)
        earlier = try EarlierPages(database, before: pull)
        contradiction = try ByteStatement(
            database,
            "INSERT INTO pullContradiction (pullId, listingId) VALUES ($1, $2) ON CONFLICT (pullId, listingId) DO NOTHING"
        )
    }

    /// Writes the rows of `content` and adds them to `page`. Returns the outcome of each row, in order.
    mutating func write(_ content: PageContent, to page: inout Page) throws -> [Outcome] {
        let known = try known(content)
        return try content.batch.rows.indices.map { index in
            try write(Row(content, index), known[index], to: &page)
        }
    }

    /// A stored listing as a row of a page finds it.
    fileprivate enum Known {
        case unchanged(Int64)
        case other(Int64, ListingState, attributesDiffer: Bool)
    }

    /// One row of a page.
    struct Row {
        let batch: ListingBatch
        let figures: ListingBatch.Row
        let product: String?
        /// The hashes of attributes and figures.
        let content: ArraySlice<UInt8>

        init(_ page: PageContent, _ index: Int) {
            batch = page.batch
            figures = page.batch.rows[index]
            product = page.products[index]
            content = page.rowHashes[(index * 32)..<(index * 32 + 32)]
        }
    }

    /// The stored listing of each row. Most pages repeat those of the pull before, whose listings are read together; the
    /// others are looked up in the order of their keys, so that reads are close together.
    private func known(_ page: PageContent) throws -> [Known?] {
        var known = [Known?](repeating: nil, count: page.batch.rows.count)
        try page.batch.bytes.withUnsafeBytes { bytes in
            let items = page.batch.rows.map { UnsafeRawBufferPointer(rebasing: bytes[$0.item.range]) }
            try page.rowHashes.withUnsafeBytes { hashes in
                func content(_ index: Int) -> UnsafeRawBufferPointer {
                    UnsafeRawBufferPointer(rebasing: hashes[(index * 32)..<(index * 32 + 32)])
                }
                try earlier.forEach(of: page, items) { index, columns in
                    known[index] = try Known(columns, content(index), product: page.products[index])
                }
                var platform = page.batch.platform
                try platform.withUTF8 { platform in
                    try find.bind(text: UnsafeRawBufferPointer(platform), at: 1)
                    let missing = items.indices.filter { known[$0] == nil }
                    for index in missing.sorted(by: { items[$0].precedes(items[$1]) }) {
                        try find.bind(text: items[index], at: 2)
                        known[index] = try find.first {
                            try Known($0, content(index), product: page.products[index])
                        }
                    }
                }
            }
        }
        return known
    }

    private mutating func write(_ row: Row, _ known: Known?, to page: inout Page) throws -> Outcome {
        switch known {
        case nil:
            guard let listing = try add(row, page: page.id) else {
                // An earlier row of the page has the same item.
                guard let listing = try number(of: row) else {
                    throw StoreError.inconsistent("a listing can be neither found nor created")
                }
                return try writeRepeat(row, listing, to: &page)
            }
            _ = seen.insert(listing)
            page.seen.append(listing)
            return .seen
        case .unchanged(let listing):
            guard seen.insert(listing) else { return try writeRepeat(row, listing, to: &page) }
            page.seen.append(listing)
            return .seen
        case .other(let listing, let before, let attributesDiffer):
            guard seen.insert(listing) else { return try writeRepeat(row, listing, to: &page) }
            page.seen.append(listing)
            let version = attributesDiffer ? try versions.insert(row.figures, row.batch, listing) : before.version
            let after = try state(of: row, version: version, page: page.id)
            try set(listing, after, row.content)
            page.changes.set(listing, before: before, after: after)
            return .seen
        }
    }

    /// The state that `row` states.
    func state(of row: Row, version: Int64, page: Int64) throws -> ListingState {
        let figures = row.figures
        let hasCoupon = figures.priceAfterCoupon > 0
        return ListingState(
            changedIn: page, version: version, product: row.product, price: figures.price,
            priceUpper: figures.priceUpper >= 0 ? figures.priceUpper : nil,
            priceAfterCoupon: hasCoupon ? figures.priceAfterCoupon : nil,
            priceAfterCouponUpper: hasCoupon && figures.priceAfterCouponUpper >= 0
                ? figures.priceAfterCouponUpper : nil,
            sales: try sales.row(of: figures, row.batch),
            changedAt: figures.changedAt == .min ? nil : figures.changedAt)
    }

    /// Inserts a listing. Returns nil if it exists.
    private mutating func add(_ row: Row, page: Int64) throws -> Int64? {
        // The number of the version is written when the number of the listing is known.
        try bind(try state(of: row, version: versions.next, page: page), row.content, to: insert)
        let listing = try row.batch.bytes.withUnsafeBytes { bytes in
            var platform = row.batch.platform
            return try platform.withUTF8 { platform in
                try insert.bind(text: UnsafeRawBufferPointer(platform), at: 11)
                try insert.bind(text: UnsafeRawBufferPointer(rebasing: bytes[row.figures.item.range]), at: 12)
                insert.bind(now, at: 13)
                return try insert.insert()
            }
        }
        if let listing { _ = try versions.insert(row.figures, row.batch, listing) }
        return listing
    }

    /// The number of the listing of `row`; nil if it is not known.
    func number(of row: Row) throws -> Int64? {
        try find.bind(copying: row.batch.platform, at: 1)
        try find.bind(copying: row.batch.text(row.figures.item), at: 2)
        return try find.first { $0.number(StateColumns.id) }
    }

    func set(_ listing: Int64, _ state: ListingState, _ content: ArraySlice<UInt8>) throws {
        try bind(state, content, to: update)
        update.bind(listing, at: 11)
        try update.run()
    }

    private func bind(_ state: ListingState, _ content: ArraySlice<UInt8>, to statement: ByteStatement) throws {
        statement.bind(state.version, at: 1)
        try statement.bind(copying: state.product, at: 2)
        statement.bind(state.price, at: 3)
        statement.bind(state.priceUpper, at: 4)
        statement.bind(state.priceAfterCoupon, at: 5)
        statement.bind(state.priceAfterCouponUpper, at: 6)
        statement.bind(state.sales, at: 7)
        statement.bind(state.changedAt, at: 8)
        statement.bind(state.changedIn, at: 9)
        content.withUnsafeBytes { statement.bind(copying: $0, at: 10) }
    }

    /// A listing that the pull already contained. If title, price or sales differ, none of them is certain; other
    /// attributes, such as a link with another tracking code, do not matter.
    func writeRepeat(_ row: Row, _ listing: Int64, to page: inout Page) throws -> Outcome {
        page.repeats.insert(listing)
        state.bind(listing, at: 1)
        let current = try state.first { columns in
            (state: StateColumns.state(columns), content: columns.bytes(StateColumns.content).map(Array.init) ?? [])
        }
        guard let current else { throw StoreError.inconsistent("listing \(listing) has no row") }
        let own = try database.state(of: listing, current.state, inPull: pull, page: page)
        let isCurrent = own == current.state
        if isCurrent ? current.content.elementsEqual(row.content) : try hasContent(row, listing, own) { return .same }
        var (kept, stated) = (own, try state(of: row, version: own.version, page: own.changedIn))
        (kept.changedAt, stated.changedAt, stated.product) = (nil, nil, kept.product)
        if try kept != stated || versions.title(own.version) != row.batch.text(row.figures.title) {
            contradiction.bind(pull, at: 1)
            contradiction.bind(listing, at: 2)
            try contradiction.run()
        }
        return .conflicting
    }

    private func hasContent(_ row: Row, _ listing: Int64, _ state: ListingState) throws -> Bool {
        try database.listing(listing, in: state).contentHash == Digest.text(row.content)
    }
}

extension ListingWriter.Known {
    /// - Parameter content: the hashes of the row.
    fileprivate init(_ columns: ByteColumns, _ content: UnsafeRawBufferPointer, product: String?) throws {
        guard let kept = columns.bytes(StateColumns.content), kept.count == content.count, let own = kept.baseAddress,
            let other = content.baseAddress
        else { throw StoreError.inconsistent("a listing has no content hash") }
        let hasProduct = columns.bytes(StateColumns.product).map { bytes in
            product?.utf8.elementsEqual(bytes) ?? false
        }
        if memcmp(own, other, content.count) == 0, hasProduct ?? (product == nil) {
            self = .unchanged(columns.number(StateColumns.id))
        } else {
            self = .other(
                columns.number(StateColumns.id), StateColumns.state(columns),
                attributesDiffer: memcmp(own, other, content.count / 2) != 0)
        }
    }
}

/// The columns of `listing` that make a state, in this order.
enum StateColumns {
    static let sql = """
        id, versionId, product, priceFen, priceUpperFen, priceAfterCouponFen, priceAfterCouponUpperFen, salesId,
        changedAt, changedIn
        """
    static let id: Int32 = 0
    static let product: Int32 = 2
    /// Follows the columns of `sql`.
    static let content: Int32 = 10
    /// Follows the content where a statement has it.
    static let item: Int32 = 11

    static func state(_ columns: ByteColumns) -> ListingState {
        ListingState(
            changedIn: columns.number(9), version: columns.number(1), product: columns.text(product),
            price: columns.number(3), priceUpper: columns.optionalNumber(4),
            priceAfterCoupon: columns.optionalNumber(5), priceAfterCouponUpper: columns.optionalNumber(6),
            sales: columns.optionalNumber(7), changedAt: columns.optionalNumber(8))
    }
}

extension UnsafeRawBufferPointer {
    /// Whether this text precedes `other` in SQLite's order of texts.
    fileprivate func precedes(_ other: UnsafeRawBufferPointer) -> Bool {
        guard let own = baseAddress, let others = other.baseAddress else { return count < other.count }
        let order = memcmp(own, others, Swift.min(count, other.count))
        return order == 0 ? count < other.count : order < 0
    }
}
