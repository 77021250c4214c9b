internal import Domain

/// What the store knows of a listing since one page: its attributes (by version), its product and its figures.
struct ListingState: Hashable {
    /// The page that set this state.
    var changedIn: Int64
    var version: Int64
    var product: String?
    var price: Int64
    var priceUpper: Int64?
    var priceAfterCoupon: Int64?
    var priceAfterCouponUpper: Int64?
    /// The row of `salesFigure`; nil if no sales are known.
    var sales: Int64?
    /// Milliseconds UTC.
    var changedAt: Int64?

    /// Whether both are the same but for the page.
    func equals(_ other: ListingState) -> Bool {
        var other = other
        other.changedIn = changedIn
        return self == other
    }
}

extension ListingState {
    var priceRange: PriceRange {
        PriceRange(lower: Fen(price), upper: priceUpper.map(Fen.init))
    }

    var priceRangeAfterCoupon: PriceRange? {
        priceAfterCoupon.map { PriceRange(lower: Fen($0), upper: priceAfterCouponUpper.map(Fen.init)) }
    }
}
