// Exact arithmetic; nil if the result does not fit. Used for sums of items, limits changed by an uncertainty, and
// multiples of limits. There is no division, because it is not exact.
extension FixedDecimal {
    package func plus(_ other: FixedDecimal) -> FixedDecimal? {
        let places = max(scale, other.scale)
        // Each is below 2⁶³ × 10¹⁸ < 2¹²³, so their sum fits.
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

    /// Nil only for the smallest mantissa, which no text can give.
    package var negated: FixedDecimal? {
        mantissa == .min ? nil : FixedDecimal(mantissa: -mantissa, scale: scale)
    }

    /// `mantissa` × 10^−`scale`. Trailing zeros after the point are removed if the number does not fit otherwise; nil
    /// if other digits would be lost.
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
