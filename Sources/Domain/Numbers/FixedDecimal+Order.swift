extension FixedDecimal: Comparable, Hashable {
    // Numbers of the same scale, which limits and values mostly have, compare as integers. Others compare in 128 bits,
    // where Int64 × 10¹⁸ does not overflow.

    package static func == (left: FixedDecimal, right: FixedDecimal) -> Bool {
        if left.scale == right.scale { return left.mantissa == right.mantissa }
        return left.aligned(with: right) == right.aligned(with: left)
    }

    package static func < (left: FixedDecimal, right: FixedDecimal) -> Bool {
        if left.scale == right.scale { return left.mantissa < right.mantissa }
        return left.aligned(with: right) < right.aligned(with: left)
    }

    package func hash(into hasher: inout Hasher) {
        // Equal numbers with different digits (0.5, 0.50) must have the same hash.
        let reduced = reduced
        hasher.combine(reduced.mantissa)
        hasher.combine(reduced.scale)
    }

    private func aligned(with other: FixedDecimal) -> Int128 {
        Int128(mantissa) * Int128(powerOfTen(max(0, other.scale - scale)))
    }
}
