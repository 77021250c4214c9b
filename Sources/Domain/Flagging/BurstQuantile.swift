/// The fastest-selling share of a product's listings: those with the highest proven daily gains in a snapshot.
package struct BurstQuantile: Hashable, Sendable {
    /// The share of listings that are the fastest, above zero and below one; "0.005" is one in two hundred.
    package var topShare = FixedDecimal(mantissa: 5, scale: 3)
    /// Minimum number of proven gains of the product in a snapshot. With fewer, the share is not used.
    package var minimumListings = 200
    /// A gain below this rate is never a burst.
    package var unitsPerDay: Int64 = 50

    package init() {}

    /// The bound of one product's gains, in units a day; nil if there are too few gains.
    package func bound(ofRates rates: [Int64]) -> BurstBound? {
        guard rates.count >= minimumListings else { return nil }
        var places: Int64 = 1
        for _ in 0..<topShare.scale { places *= 10 }
        let fastest = Int(Int64(rates.count) * topShare.mantissa / places)
        guard fastest >= 1, fastest < rates.count else { return nil }
        // The first value that is not among the fastest. A gain that equals it is not above the bound.
        let next = rates.sorted(by: >)[fastest]
        return BurstBound(above: max(next, unitsPerDay - 1), topShare: topShare, listings: rates.count)
    }
}

/// A daily gain above `above` is among the fastest of its product.
package struct BurstBound: Hashable, Sendable {
    package let above: Int64
    package let topShare: FixedDecimal
    /// The number of proven gains from which it was computed.
    package let listings: Int
}
