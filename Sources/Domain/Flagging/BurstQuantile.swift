/// When a listing's sales are high within its own product: the fastest share of the proven daily gains of a snapshot.
package struct BurstQuantile: Hashable, Sendable {
    /// The share of listings that counts as fastest, above zero and below one; "0.005" is one in two hundred.
    package var topShare = FixedDecimal(mantissa: 5, scale: 3)
    /// Number of proven gains of the product in a snapshot below which no share of them is used.
    package var minimumListings = 200
    /// A slower gain is never a burst.
    package var unitsPerDay: Int64 = 50

    package init() {}

    /// The bound of one product's gains in units a day; nil where there are too few.
    package func bound(ofRates rates: [Int64]) -> BurstBound? {
        guard rates.count >= minimumListings else { return nil }
        var places: Int64 = 1
        for _ in 0..<topShare.scale { places *= 10 }
        let fastest = Int(Int64(rates.count) * topShare.mantissa / places)
        guard fastest >= 1, fastest < rates.count else { return nil }
        // The first value that is not among the fastest: a gain that equals it is not above it.
        let next = rates.sorted(by: >)[fastest]
        return BurstBound(above: max(next, unitsPerDay - 1), topShare: topShare, listings: rates.count)
    }
}

/// A daily gain above `above` belongs to the fastest of its product.
package struct BurstBound: Hashable, Sendable {
    package let above: Int64
    package let topShare: FixedDecimal
    /// The number of proven gains it was found in.
    package let listings: Int
}
