/// Two offers are the same goods under two item numbers if their titles are nearly equal, and their price or their
/// picture is equal. Two ranges of prices are equal if both of their bounds are; an unknown bound equals nothing.
package struct TwinRule: Hashable, Sendable {
    /// The minimum Jaccard similarity of the titles' shingles, above zero and at most one.
    package var similarity = FixedDecimal(mantissa: 8, scale: 1)
    /// The maximum number of candidates of one bucket that are compared pair by pair. The others are counted and
    /// reported.
    package var mostInBucket = 200

    package init() {}

    /// Whether `common` of `union` shingles reach the required similarity. The computation is exact.
    func isEnough(common: Int, union: Int) -> Bool {
        var places: Int64 = 1
        for _ in 0..<similarity.scale { places *= 10 }
        return union > 0 && Int64(common) * places >= similarity.mantissa * Int64(union)
    }
}

/// Two offers that are twins, with the proof. `left` and `right` are indices in the searched list.
package struct Twin: Hashable, Sendable {
    package let left: Int
    package let right: Int
    /// The number of shingles in both titles, and the number in either.
    package let common: Int
    package let union: Int
    package let hasSamePrice: Bool
    package let hasSameImage: Bool

    /// The similarity with two decimals, rounded down.
    package var similarityText: String {
        FixedDecimal(mantissa: Int64(common * 100 / max(1, union)), scale: 2).text
    }
}
