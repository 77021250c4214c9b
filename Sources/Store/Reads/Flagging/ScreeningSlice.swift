package import Domain
internal import GRDB

/// Matched listings of some pages, in the compact form that the prefilter reads.
package struct ScreeningSlice: Sendable {
    /// A listing and the page of the pull that saw it.
    package struct Place: Hashable, Sendable, BitwiseCopyable {
        package let listing: Int64
        package let page: Int64

        package init(listing: Int64, page: Int64) {
            self.listing = listing
            self.page = page
        }
    }

    package fileprivate(set) var places: [Place] = []
    /// One for each of `places`; the slices refer to `bytes`. Of the texts, only title, category and claims are there.
    package fileprivate(set) var listings: [PartialListing] = []
    package fileprivate(set) var bytes: [UInt8] = []
    /// The product of each of `places`.
    package fileprivate(set) var products: [String] = []
    /// The growth since the last earlier sighting of each of `places`.
    package fileprivate(set) var growth: [SalesGrowth] = []
    package fileprivate(set) var isContradicted: [Bool] = []
    /// Matched listings that a later page changed. They have to be read one by one.
    package fileprivate(set) var changedLater: [Place] = []
}

/// Reads the rows of a slice as bytes.
struct SliceReader {
    private(set) var slice = ScreeningSlice()
    private let database: Database
    private let head: ScreeningHead
    private let rows: ByteStatement
    private let figure: ByteStatement
    private var figures: [Int64: SalesFigure] = [:]

    init(_ database: Database, _ head: ScreeningHead) throws {
        self.database = database
        self.head = head
        rows = try ByteStatement(cached: database, Self.columns)
        figure = try ByteStatement(
            cached: database, "SELECT lower, upper, windowDays FROM salesFigure WHERE id = $1")
    }

    private static let columns: PortableSQL = """
        SELECT l.id, l.changedIn, l.product, l.priceFen, l.priceUpperFen, l.priceAfterCouponFen,
            l.priceAfterCouponUpperFen, l.salesId, f.lower, f.upper, f.windowDays, v.title, v.category, v.shopName,
            v.shopIdentifier, v.link, v.image, v.liveRoom, v.maker, v.makerAddress, v.certificate, v.licence,
            v.creditCode
        FROM listing l JOIN listingVersion v ON v.id = l.versionId LEFT JOIN salesFigure f ON f.id = l.salesId
        WHERE l.id BETWEEN $1 AND $2 ORDER BY l.id
        """

    private struct Page {
        let id: Int64
        let seenAt: Timestamp
        let changes: StateChanges
    }

    /// Adds the matched listings of one page.
    mutating func read(_ id: Int64) throws {
        let found = try database.first(
            """
            SELECT s.seen, s.changes, g.fetchedAt FROM pullPage g JOIN pageSighting s ON s.pageId = g.id WHERE g.id = $1
            """, id)
        guard let row = found else { throw StoreError.notFound("page \(id)") }
        let page = Page(
            id: id, seenAt: row.moment("fetchedAt"), changes: try StateChanges((row["changes"] as Blob).bytes))
        let listings = try ListingSet.listings((row["seen"] as Blob).bytes)
        var start = 0
        while start < listings.count {
            // Listings whose numbers are close are read by one statement.
            var end = start + 1
            while end < listings.count, listings[end] - listings[end - 1] < 4 { end += 1 }
            try read(listings[start..<end], on: page)
            start = end
        }
    }

    private mutating func read(_ listings: ArraySlice<Int64>, on page: Page) throws {
        guard let first = listings.first, let last = listings.last else { return }
        rows.bind(first, at: 1)
        rows.bind(last, at: 2)
        var wanted = listings
        try rows.forEach { columns in
            guard columns.number(0) == wanted.first else { return }
            wanted.removeFirst()
            try add(columns, on: page)
        }
        guard wanted.isEmpty else { throw StoreError.inconsistent("listing \(wanted[wanted.startIndex]) has no row") }
    }

    private mutating func add(_ columns: ByteColumns, on page: Page) throws {
        let place = ScreeningSlice.Place(listing: columns.number(0), page: page.id)
        let changedIn = columns.number(1)
        guard changedIn <= page.id else {
            let state = try database.state(of: place.listing, database.state(of: place.listing), after: page.id)
            if state?.product != nil { slice.changedLater.append(place) }
            return
        }
        guard let product = columns.text(2) else { return }
        let partial = row(columns)
        slice.places.append(place)
        slice.listings.append(PartialListing(partial, in: slice.bytes))
        slice.products.append(product)
        let isContradicted = head.contradicted.contains(place.listing)
        slice.isContradicted.append(isContradicted)
        slice.growth.append(isContradicted ? .unknown(.contradicted) : try growth(columns, place, changedIn, page))
    }

    private mutating func row(_ columns: ByteColumns) -> ListingBatch.Row {
        var row = ListingBatch.Row()
        row.price = columns.number(3)
        row.priceUpper = columns.optionalNumber(4) ?? -1
        if let coupon = columns.optionalNumber(5) {
            row.priceAfterCoupon = coupon
            row.priceAfterCouponUpper = columns.optionalNumber(6) ?? -1
        }
        row.title = keep(columns.bytes(11))
        row.category = keep(columns.bytes(12))
        row.shopName = Self.presence(columns.bytes(13))
        row.shopIdentifier = Self.presence(columns.bytes(14))
        row.link = Self.presence(columns.bytes(15))
        row.image = Self.presence(columns.bytes(16))
        row.room = Self.presence(columns.bytes(17))
        row.maker = keep(columns.bytes(18))
        row.makerAddress = keep(columns.bytes(19))
        row.certificate = keep(columns.bytes(20))
        row.licence = keep(columns.bytes(21))
        row.creditCode = keep(columns.bytes(22))
        return row
    }

    private mutating func keep(_ text: UnsafeRawBufferPointer?) -> TextSlice {
        guard let text else { return .none }
        defer { slice.bytes.append(contentsOf: text) }
        return TextSlice(offset: slice.bytes.count, count: text.count)
    }

    private static func presence(_ text: UnsafeRawBufferPointer?) -> TextSlice {
        text == nil ? .none : TextSlice(offset: 0, count: 0)
    }

    private mutating func growth(
        _ columns: ByteColumns, _ place: ScreeningSlice.Place, _ changedIn: Int64, _ page: Page
    ) throws -> SalesGrowth {
        let now = columns.optionalNumber(8).map {
            SalesFigure(
                lower: $0, upper: columns.optionalNumber(9), window: .init(days: columns.number(10)), raw: "")
        }
        guard now != nil, let before = head.earlier.sighting(of: place.listing) else {
            return SalesGrowth(from: nil, to: now, at: page.seenAt)
        }
        var earlier = now
        if before.page < changedIn || before.page > page.id {
            earlier = try earlierFigure(columns, place, changedIn, page, before.page)
        }
        return SalesGrowth(
            from: earlier.map { ($0, Timestamp(milliseconds: before.fetchedAt)) }, to: now, at: page.seenAt)
    }

    /// The figure after an earlier page, if the listing changed since.
    private mutating func earlierFigure(
        _ columns: ByteColumns, _ place: ScreeningSlice.Place, _ changedIn: Int64, _ page: Page, _ earlier: Int64
    ) throws -> SalesFigure? {
        let state = ListingState(
            changedIn: changedIn, version: 0, price: columns.number(3), sales: columns.optionalNumber(7))
        let before: ListingState? =
            if earlier > page.id {
                try database.state(of: place.listing, database.state(of: place.listing), after: earlier)
            } else if changedIn == page.id, let own = try page.changes.before(state, of: place.listing) {
                own.changedIn <= earlier ? own : try database.state(of: place.listing, own, after: earlier)
            } else {
                try database.state(of: place.listing, state, after: earlier)
            }
        guard let number = before?.sales else { return nil }
        if let known = figures[number] { return known }
        figure.bind(number, at: 1)
        let found = try figure.first {
            SalesFigure(
                lower: $0.number(0), upper: $0.optionalNumber(1), window: .init(days: $0.number(2)), raw: "")
        }
        figures[number] = found
        return found
    }
}
