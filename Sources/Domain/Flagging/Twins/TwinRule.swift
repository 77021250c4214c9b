/// When two offers are the same goods under two ids: their titles are nearly the same, and so is their price or their
/// picture.
package struct TwinRule: Hashable, Sendable {
    /// The least Jaccard similarity of the titles' shingles, above zero and at most one.
    package var similarity = FixedDecimal(mantissa: 8, scale: 1)
    /// Candidates of one bucket that are compared pair by pair; what is left out is counted and said.
    package var mostInBucket = 200

    package init() {}

    /// Whether `common` of `union` shingles are enough; exact.
    func isEnough(common: Int, union: Int) -> Bool {
        var places: Int64 = 1
        for _ in 0..<similarity.scale { places *= 10 }
        return union > 0 && Int64(common) * places >= similarity.mantissa * Int64(union)
    }
}

/// Two offers found to be twins, with what proves it. `left` and `right` are places in the list that was searched.
package struct Twin: Hashable, Sendable {
    package let left: Int
    package let right: Int
    /// Shingles that both titles have, and shingles that either has.
    package let common: Int
    package let union: Int
    package let hasSamePrice: Bool
    package let hasSameImage: Bool

    /// The similarity with two decimals, cut off: never more than it is.
    package var similarityText: String {
        FixedDecimal(mantissa: Int64(common * 100 / max(1, union)), scale: 2).text
    }
}
