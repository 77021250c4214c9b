// GB/T 8170-2008, clause 3: below five rounds down, above five rounds up, exactly five rounds to the even digit.
// Negative numbers are rounded by their magnitude. Rounding is done in one step (clause 3.3.1), so each function needs
// the number as it was measured.
extension FixedDecimal {
    /// Rounds to `digits` after the point, 0…18.
    ///
    /// If the number has fewer digits, zeros are appended if they fit.
    package func rounded(toScale digits: Int) -> FixedDecimal {
        precondition((0...18).contains(digits), "digits out of range")
        guard digits < scale else {
            return shifted(mantissa, digits - scale).map { FixedDecimal(mantissa: $0, scale: digits) } ?? self
        }
        let count = roundedCount(mantissa, powerOfTen(scale - digits), .toEven)
        return FixedDecimal(mantissa: count, scale: digits)
    }

    /// Rounds to a whole number of units of 10^`exponent`, −18…18: 2 for hundreds, −3 for thousandths. Nil if the
    /// result does not fit.
    package func rounded(toUnit exponent: Int) -> FixedDecimal? {
        if exponent <= 0 { return exponent < -18 ? nil : rounded(toScale: -exponent) }
        return RoundingInterval(.powerOfTen(exponent)).flatMap(rounded(to:))
    }

    /// Rounds to `digits` significant digits, from 1: 8.53459 to 3 digits is 8.53. Zeros are appended if they fit. Zero
    /// has no significant digit, and stays unchanged.
    package func rounded(toSignificantDigits digits: Int) -> FixedDecimal {
        let present = significantDigits
        guard digits >= 1, mantissa != 0, present != digits else { return self }
        guard present > digits else { return rounded(toScale: min(18, scale + digits - present)) }
        guard let result = rounded(toUnit: present - digits - scale) else { return self }
        // 9.996 becomes 10.0 and not 10.00, because the carry added a digit.
        guard result.significantDigits > digits, result.scale > 0 else { return result }
        return FixedDecimal(mantissa: result.mantissa / 10, scale: result.scale - 1)
    }

    /// Rounds to the nearest multiple of `interval`, and a tie to the even multiple (clauses 3.2 and 3.4: for 0.5 unit
    /// the number is doubled, rounded and halved; for 0.2 unit it is multiplied by five, rounded and divided). Nil if
    /// the result does not fit.
    package func rounded(to interval: RoundingInterval) -> FixedDecimal? {
        let step = interval.step
        let places = max(scale, step.scale)
        let value = Int128(mantissa) * Int128(powerOfTen(places - scale))
        let unit = Int128(step.mantissa) * Int128(powerOfTen(places - step.scale))
        return Self.fitting(roundedCount(value, unit, .toEven) * Int128(step.mantissa), scale: step.scale)
    }
}

/// The rule for a remainder of exactly one half.
enum Tie {
    case toEven
    /// The true value has the greater magnitude: `(+)`.
    case away
    /// The true value has the smaller magnitude: `(−)`.
    case toZero
}

/// The number of `unit`s that is nearest to `value`, by magnitude.
func roundedCount<Number: FixedWidthInteger & SignedInteger>(_ value: Number, _ unit: Number, _ tie: Tie) -> Number {
    let (count, rest) = value.quotientAndRemainder(dividingBy: unit)
    // The comparison avoids doubling, which could overflow.
    let beyond = rest.magnitude
    let missing = unit.magnitude - beyond
    let rises =
        switch tie {
        case _ where beyond != missing: beyond > missing
        case .toEven: count % 2 != 0
        case .away: true
        case .toZero: false
        }
    guard rises else { return count }
    return value < 0 ? count - 1 : count + 1
}
