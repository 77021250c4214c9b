// GB/T 8170-2008 clause 3: below five drops, above five rises, five alone goes to the even digit; negatives by their
// magnitude; in one step (clause 3.3.1), which is why each of these takes the number as it was measured.
extension FixedDecimal {
    /// Rounds to `digits` after the point, 0…18.
    ///
    /// A number that does not have more digits than asked for is returned with zeros appended where that fits.
    package func rounded(toScale digits: Int) -> FixedDecimal {
        precondition((0...18).contains(digits), "digits out of range")
        guard digits < scale else {
            return shifted(mantissa, digits - scale).map { FixedDecimal(mantissa: $0, scale: digits) } ?? self
        }
        let count = roundedCount(mantissa, powerOfTen(scale - digits), .toEven)
        return FixedDecimal(mantissa: count, scale: digits)
    }

    /// Rounds to a whole number of units of 10^`exponent`, −18…18: to hundreds with 2, to thousandths with −3. Nil where
    /// the result does not fit.
    package func rounded(toUnit exponent: Int) -> FixedDecimal? {
        if exponent <= 0 { return exponent < -18 ? nil : rounded(toScale: -exponent) }
        return RoundingInterval(.powerOfTen(exponent)).flatMap(rounded(to:))
    }

    /// Rounds to `digits` significant digits, from 1: 8.53 of 8.53459 with 3. Zeros are appended where that fits; zero
    /// itself, which has no significant digit, stays as it is.
    package func rounded(toSignificantDigits digits: Int) -> FixedDecimal {
        let present = significantDigits
        guard digits >= 1, mantissa != 0, present != digits else { return self }
        guard present > digits else { return rounded(toScale: min(18, scale + digits - present)) }
        guard let result = rounded(toUnit: present - digits - scale) else { return self }
        // 9.996 becomes 10.0, not 10.00: the carry brought a digit of its own.
        guard result.significantDigits > digits, result.scale > 0 else { return result }
        return FixedDecimal(mantissa: result.mantissa / 10, scale: result.scale - 1)
    }

    /// Rounds to the nearest multiple of `interval`, a tie to the even multiple (clauses 3.2 and 3.4: 0.5 unit, doubled,
    /// rounded, halved; 0.2 unit likewise with five). Nil where the result does not fit.
    package func rounded(to interval: RoundingInterval) -> FixedDecimal? {
        let step = interval.step
        let places = max(scale, step.scale)
        let value = Int128(mantissa) * Int128(powerOfTen(places - scale))
        let unit = Int128(step.mantissa) * Int128(powerOfTen(places - step.scale))
        return Self.fitting(roundedCount(value, unit, .toEven) * Int128(step.mantissa), scale: step.scale)
    }
}

/// What becomes of a remainder of exactly one half.
enum Tie {
    case toEven
    /// The true value has the greater magnitude: `(+)`.
    case away
    /// The true value has the smaller magnitude: `(−)`.
    case toZero
}

/// How many `unit`s `value` is nearest to; by its magnitude.
func roundedCount<Number: FixedWidthInteger & SignedInteger>(_ value: Number, _ unit: Number, _ tie: Tie) -> Number {
    let (count, rest) = value.quotientAndRemainder(dividingBy: unit)
    // Compared without doubling, which could overflow.
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
