extension UnitOfMeasure {
    /// `value` of this unit in `other`, rounded for display: 479 L/h are about 7.983 L/min. It has four significant
    /// digits, or more if it would otherwise equal one of `others`. Nil if the units do not convert, or the number does
    /// not fit.
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
        // At most 2⁶³ × 86 400. The loop adds digits only to small numbers.
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
    /// The approximate number in another unit, with its sign or mark: `7.983`, `<8.333`; nil if the value is not a
    /// number.
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
