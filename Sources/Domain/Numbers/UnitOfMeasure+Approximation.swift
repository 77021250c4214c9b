extension UnitOfMeasure {
    /// `value` of this unit, stated in `other` with so few digits that people read it, for showing only: 479 L/h are about
    /// 7.983 L/min. Four significant digits, or as many as distinguish it from each of `others`. Nil where the units do not
    /// convert, or the number does not fit.
    func approximate(_ value: FixedDecimal, in other: UnitOfMeasure, unlike others: [FixedDecimal]) -> FixedDecimal? {
        var nearest: FixedDecimal?
        for digits in 4...15 {
            nearest = approximate(value, in: other, significantDigits: digits)
            guard let nearest, others.contains(nearest) else { break }
        }
        return nearest
    }

    private func approximate(
        _ value: FixedDecimal, in other: UnitOfMeasure, significantDigits digits: Int
    ) -> FixedDecimal? {
        guard let from = definition, let to = other.definition, from.quantity == to.quantity else { return nil }
        // At most 2⁶³ × 86 400; the loop adds digits to small numbers only.
        var product = Int128(value.mantissa) * Int128(from.factor)
        var places = value.scale - from.exponent + to.exponent
        while product != 0, (product / Int128(to.factor)).magnitude < UInt128(powerOfTen(digits - 1)) {
            product *= 10
            places += 1
        }
        var count = roundedCount(product, Int128(to.factor), .toEven)
        while places < 0 {
            guard Int64(exactly: count) != nil else { return nil }
            count *= 10
            places += 1
        }
        return FixedDecimal.fitting(count, scale: places)
    }
}

extension MeasuredValue {
    /// The number with the sign of its quality, about as much as it is in another unit: `7.983`, `<8.333`; nil for what is
    /// no number.
    func approximateText(from: UnitOfMeasure, to: UnitOfMeasure, unlike others: [FixedDecimal]) -> String? {
        func near(_ number: FixedDecimal) -> String? {
            from.approximate(number, in: to, unlike: others)?.text
        }
        return switch self {
        case .number(let number): near(number)
        case .rounded(let number): near(number.value).map { $0 + number.mark.rawValue }
        case .below(let bound): near(bound).map { "<" + $0 }
        case .above(let bound): near(bound).map { ">" + $0 }
        default: nil
        }
    }
}
