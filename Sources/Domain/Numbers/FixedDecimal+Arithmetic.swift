// Exact, or nil where the result does not fit: a sum of several items, a limit widened or narrowed by an uncertainty, a
// multiple of a limit. There is no division: it is not exact.
extension FixedDecimal {
    package func plus(_ other: FixedDecimal) -> FixedDecimal? {
        let places = max(scale, other.scale)
        // Each is below 2⁶³ × 10¹⁸ < 2¹²³, so that their sum fits.
        let sum =
            Int128(mantissa) * Int128(powerOfTen(places - scale))
            + Int128(other.mantissa) * Int128(powerOfTen(places - other.scale))
        return Self.fitting(sum, scale: places)
    }

    package func minus(_ other: FixedDecimal) -> FixedDecimal? {
        other.negated.flatMap(plus)
    }

    package func times(_ other: FixedDecimal) -> FixedDecimal? {
        Self.fitting(Int128(mantissa) * Int128(other.mantissa), scale: scale + other.scale)
    }

    /// Nil only for the smallest mantissa, which no text gives.
    package var negated: FixedDecimal? {
        mantissa == .min ? nil : FixedDecimal(mantissa: -mantissa, scale: scale)
    }

    /// `mantissa` × 10^−`scale`, with as many of its zeros behind the point as fit; nil where other digits would go.
    static func fitting(_ mantissa: Int128, scale: Int) -> FixedDecimal? {
        var mantissa = mantissa
        var scale = scale
        while scale > 18 || Int64(exactly: mantissa) == nil {
            guard scale > 0, mantissa % 10 == 0 else { return nil }
            mantissa /= 10
            scale -= 1
        }
        return Int64(exactly: mantissa).map { FixedDecimal(mantissa: $0, scale: scale) }
    }
}
