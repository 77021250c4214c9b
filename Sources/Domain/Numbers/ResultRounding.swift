/// How a result is rounded before it is compared with its limit, if the standard does not use the digits of the limit
/// (GB/T 8170-2008, clauses 3.1 to 3.4).
///
/// Indirect, so that the limits of nearly all items, which have none, stay small.
package indirect enum ResultRounding: Hashable, Sendable {
    /// To a multiple of an interval: 0.5, 20.
    case interval(RoundingInterval)
    /// To this number of significant digits, at least 1.
    case significantDigits(Int)

    /// `value` rounded; it is counted in `parts` of its unit, and so is the result. Nil if the result does not fit.
    func rounded(_ value: FixedDecimal, parts: Int64, _ tie: Tie) -> FixedDecimal? {
        guard value.mantissa != 0 else { return value }
        let step: FixedDecimal
        switch self {
        case .interval(let interval): step = interval.step
        case .significantDigits(let digits):
            let last = exponent(of: value, parts: parts) - digits + 1
            // All digits are significant.
            guard last > -18 else { return value }
            guard let unit = FixedDecimal(mantissa: 1, scale: 0).multipliedByPowerOfTen(last) else { return nil }
            step = unit
        }
        let places = max(value.scale, step.scale)
        let counted = Int128(value.mantissa) * Int128(powerOfTen(places - value.scale))
        let size = Int128(step.mantissa) * Int128(powerOfTen(places - step.scale))
        let (unit, overflow) = size.multipliedReportingOverflow(by: Int128(parts))
        // A step that is far above the value.
        guard !overflow else { return .zero }
        let count = roundedCount(counted, unit, tie)
        return FixedDecimal.fitting(count * Int128(step.mantissa) * Int128(parts), scale: step.scale)
    }

    /// The power of ten of the first significant digit of `value` in its whole unit.
    private func exponent(of value: FixedDecimal, parts: Int64) -> Int {
        let magnitude = Int128(value.mantissa.magnitude)
        // 10¹⁹ is above every mantissa.
        var exponent = 18 - value.scale
        while exponent > -36 {
            let places = value.scale + exponent
            let reaches =
                places >= 0
                ? magnitude >= Int128(powerOfTen(places)) * Int128(parts)
                : magnitude * Int128(powerOfTen(min(18, -places))) >= Int128(parts)
            if reaches { break }
            exponent -= 1
        }
        return exponent
    }
}
