/// The range of one text of a listing in the batch's bytes. `none` means that the feed did not give the text.
package struct TextSlice: Hashable, Sendable {
    package let offset: UInt32
    package let count: UInt32

    package init(offset: Int, count: Int) {
        self.offset = UInt32(truncatingIfNeeded: offset)
        self.count = UInt32(truncatingIfNeeded: count)
    }

    private init() {
        offset = .max
        count = 0
    }

    package static let none = TextSlice()

    package var isNone: Bool {
        offset == .max
    }

    package var range: Range<Int> {
        isNone ? 0..<0 : Int(offset)..<Int(offset) + Int(count)
    }
}

/// Many listings of one platform, stored as bytes and numbers. No object and no `String` is created for a listing until
/// it is needed.
///
/// All texts are valid UTF-8 and within `ListingLimits`. `bytes` may also contain the rest of the page.
package struct ListingBatch: Sendable {
    /// One listing: the ranges of its texts in `bytes`, and its numbers.
    package struct Row: Sendable {
        package var item = TextSlice.none
        package var title = TextSlice.none
        package var shopName = TextSlice.none
        package var shopIdentifier = TextSlice.none
        package var category = TextSlice.none
        /// Without a scheme if the feed gave none; `link(_:)` completes it.
        package var link = TextSlice.none
        package var image = TextSlice.none
        package var room = TextSlice.none
        package var streamer = TextSlice.none
        package var maker = TextSlice.none
        package var makerAddress = TextSlice.none
        package var certificate = TextSlice.none
        package var licence = TextSlice.none
        package var creditCode = TextSlice.none
        package var salesText = TextSlice.none
        /// The whole record, so that it can be read again.
        package var source = TextSlice.none
        /// The lowest price in fen, above zero.
        package var price: Int64 = 0
        /// In fen; equal to the lower bound for one price; −1: no upper bound; 0 only where the price is 0/absent.
        package var priceUpper: Int64 = 0
        /// The lowest price after coupons in fen; 0 if the feed states none.
        package var priceAfterCoupon: Int64 = 0
        /// In fen; equal to the lower bound for one price; −1: no upper bound; 0 only where the price is 0/absent.
        package var priceAfterCouponUpper: Int64 = 0
        /// −1 if no sales are known.
        package var salesLower: Int64 = -1
        /// −1 if the figure has no upper bound.
        package var salesUpper: Int64 = -1
        /// Milliseconds UTC; `Int64.min` if the feed states none.
        package var changedAt = Int64.min

        package init() {}

        /// The displayed price.
        var priceRange: PriceRange {
            PriceRange(lower: price, upper: priceUpper)
        }

        /// The price after coupons; nil if the feed states none.
        var priceRangeAfterCoupon: PriceRange? {
            priceAfterCoupon > 0 ? PriceRange(lower: priceAfterCoupon, upper: priceAfterCouponUpper) : nil
        }

        /// The price that a buyer pays.
        package var payable: PriceRange {
            priceRange.reduced(to: priceRangeAfterCoupon)
        }
    }

    package let platform: String
    package let salesWindow: SalesFigure.Window
    package var bytes: [UInt8]
    package var rows: [Row]

    package init(platform: String, salesWindow: SalesFigure.Window, bytes: [UInt8] = [], rows: [Row] = []) {
        self.platform = platform
        self.salesWindow = salesWindow
        self.bytes = bytes
        self.rows = rows
    }

    /// The text of a slice; nil for `none`.
    package func text(_ slice: TextSlice) -> String? {
        slice.isNone ? nil : String(decoding: bytes[slice.range], as: UTF8.self)
    }

    /// Creates the `Listing` of row `index`.
    package func listing(at index: Int) -> Listing {
        let row = rows[index]
        return Listing(
            key: ListingKey(platform: platform, item: text(row.item) ?? ""), title: text(row.title) ?? "",
            price: row.priceRange, priceAfterCoupon: row.priceRangeAfterCoupon, sales: sales(of: row),
            shopName: text(row.shopName), shopIdentifier: text(row.shopIdentifier),
            category: text(row.category), link: link(row), image: text(row.image),
            changedAt: row.changedAt == .min ? nil : Timestamp(milliseconds: row.changedAt),
            claims: MakerClaims(
                maker: text(row.maker), address: text(row.makerAddress), certificate: text(row.certificate),
                licence: text(row.licence), creditCode: text(row.creditCode)),
            liveRoom: text(row.room).map { LiveRoom(room: $0, streamer: text(row.streamer)) })
    }

    package var listings: [Listing] {
        rows.indices.map(listing(at:))
    }

    /// The sales figure of a row; nil if none is known.
    package func sales(of row: Row) -> SalesFigure? {
        guard row.salesLower >= 0 else { return nil }
        return SalesFigure(
            lower: row.salesLower, upper: row.salesUpper < 0 ? nil : row.salesUpper, window: salesWindow,
            raw: text(row.salesText) ?? "")
    }

    /// The link with its scheme, which feeds omit with or without the slashes.
    package func link(_ row: Row) -> String? {
        text(row.link).map { link in
            if link.hasPrefix("//") { return "https:" + link }
            return link.hasPrefix("http://") || link.hasPrefix("https://") ? link : "https://" + link
        }
    }
}

extension ListingBatch {
    /// Creates a batch from listings, which must all be of one platform.
    package init(_ listings: [Listing]) {
        self.init(
            platform: listings.first?.key.platform ?? "",
            salesWindow: listings.lazy.compactMap(\.sales?.window).first ?? .cumulative)
        for listing in listings { append(listing) }
    }

    package mutating func append(_ listing: Listing) {
        var row = Row()
        row.item = keep(listing.key.item)
        row.title = keep(listing.title)
        row.shopName = keep(listing.shopName)
        row.shopIdentifier = keep(listing.shopIdentifier)
        row.category = keep(listing.category)
        row.link = keep(listing.link)
        row.image = keep(listing.image)
        row.room = keep(listing.liveRoom?.room)
        row.streamer = keep(listing.liveRoom?.streamer)
        row.maker = keep(listing.claims.maker)
        row.makerAddress = keep(listing.claims.address)
        row.certificate = keep(listing.claims.certificate)
        row.licence = keep(listing.claims.licence)
        row.creditCode = keep(listing.claims.creditCode)
        row.salesText = keep(listing.sales?.raw)
        row.price = listing.price.lower.rawValue
        row.priceUpper = listing.price.upper?.rawValue ?? -1
        if let reduced = listing.priceAfterCoupon {
            row.priceAfterCoupon = reduced.lower.rawValue
            row.priceAfterCouponUpper = reduced.upper?.rawValue ?? -1
        }
        row.salesLower = listing.sales?.lower ?? -1
        row.salesUpper = listing.sales?.upper ?? -1
        row.changedAt = listing.changedAt?.milliseconds ?? .min
        rows.append(row)
    }

    private mutating func keep(_ text: String?) -> TextSlice {
        guard let text else { return .none }
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        return TextSlice(offset: start, count: bytes.count - start)
    }
}
