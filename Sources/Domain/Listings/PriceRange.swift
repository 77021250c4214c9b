/// The price of an offer: one price, or the range of prices of its variants.
package struct PriceRange: Hashable, Sendable {
    /// The lowest price.
    package let lower: Fen
    /// The highest price, equal to `lower` for one price; nil if the feed states no highest price (`12.8起`).
    package let upper: Fen?

    package init(lower: Fen, upper: Fen?) {
        self.lower = lower
        self.upper = upper
    }

    /// One price.
    package init(_ price: Fen) {
        self.init(lower: price, upper: price)
    }

    /// Bounds in fen, as `ListingBatch.Row` stores them.
    init(lower: Int64, upper: Int64) {
        self.init(lower: Fen(lower), upper: upper < 0 ? nil : Fen(upper))
    }

    /// Whether the offer has one price, which is known.
    package var isExact: Bool {
        upper == lower
    }

    /// Whether the highest price is known.
    package var isKnown: Bool {
        upper != nil
    }

    /// The price that a buyer pays if the feed states `coupon` as the price after coupons.
    ///
    /// One price after coupons cannot be the price of variants with different prices. It is the price of one variant;
    /// the others cost at most what they cost without coupons.
    func reduced(to coupon: PriceRange?) -> PriceRange {
        guard let coupon else { return self }
        let upper = coupon.isExact && !isExact ? upper : coupon.upper ?? upper
        return PriceRange(lower: coupon.lower, upper: upper)
    }

    /// `¥41.20`, `¥12.80–39.90`, `¥12.80起`.
    package var text: String {
        "¥" + yuanText
    }

    /// `41.20`, `12.80–39.90`, `12.80起`.
    package var yuanText: String {
        guard let upper else { return lower.yuanText + "起" }
        return isExact ? lower.yuanText : lower.yuanText + "–" + upper.yuanText
    }

    /// The form that is hashed: `4120`, `1280-3990`, `1280-`.
    package var hashedText: String {
        isExact ? String(lower.rawValue) : "\(lower.rawValue)-" + (upper.map { String($0.rawValue) } ?? "")
    }
}
