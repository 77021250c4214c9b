/// A number that a laboratory has already rounded, with a mark for the side of the true value (GB/T 8170-2008, clause
/// 3.3.2): `16.50(+)` was cut off, so the true value is greater; `16.50(−)` was rounded up, so it is smaller. For a
/// negative number the mark refers to the magnitude: the true value of −16.5(+) is below −16.5.
///
/// The true value may be any value from `value`, excluded, to half a unit of its last digit beyond it, included.
package struct RoundedNumber: Hashable, Sendable {
    package enum Mark: String, Hashable, Sendable {
        case cutOff = "(+)"
        case raised = "(-)"
    }

    package let value: FixedDecimal
    package let mark: Mark
    /// The possible true value that is furthest from `value`.
    package let furthest: FixedDecimal

    /// Nil if half a unit of the last digit does not fit. Also nil for zero with (−), which has no possible true value.
    package init?(_ value: FixedDecimal, _ mark: Mark) {
        guard value.scale < 18, let tenfold = shifted(value.mantissa, 1) else { return nil }
        guard value.mantissa != 0 || mark == .cutOff else { return nil }
        let outward: Int64 = (value.mantissa < 0) == (mark == .cutOff) ? -5 : 5
        let (far, overflow) = tenfold.addingReportingOverflow(outward)
        guard !overflow else { return nil }
        self.value = value
        self.mark = mark
        furthest = FixedDecimal(mantissa: far, scale: value.scale + 1)
    }

    private init(value: FixedDecimal, mark: Mark, furthest: FixedDecimal) {
        self.value = value
        self.mark = mark
        self.furthest = furthest
    }

    /// Whether the true value is greater than `value`, with its sign.
    package var isReallyAbove: Bool {
        furthest > value
    }

    /// `16.50(+)`.
    package var text: String {
        value.text + mark.rawValue
    }

    /// Rounds further, as if the true value were rounded in one step: 15.5(−) becomes 15, 16.5(+) becomes 17. If there
    /// is no digit to remove, zeros are appended to `value`.
    package func rounded(toScale digits: Int) -> FixedDecimal {
        precondition((0...18).contains(digits), "digits out of range")
        guard digits < value.scale else { return value.rounded(toScale: digits) }
        return FixedDecimal(
            mantissa: roundedCount(value.mantissa, powerOfTen(value.scale - digits), tie), scale: digits)
    }

    /// Rounds to a whole number of units of 10^`exponent`, 0…18; nil if the result does not fit.
    package func rounded(toUnit exponent: Int) -> FixedDecimal? {
        guard (0...18).contains(exponent) else { return nil }
        let unit = Int128(powerOfTen(exponent)) * Int128(powerOfTen(value.scale))
        let count = roundedCount(Int128(value.mantissa), unit, tie)
        return FixedDecimal.fitting(count * Int128(powerOfTen(exponent)), scale: 0)
    }

    private var tie: Tie {
        mark == .cutOff ? .away : .toZero
    }

    /// Converts both ends by the same exact conversion; nil if one of them does not fit.
    func mapped(_ convert: (FixedDecimal) -> FixedDecimal?) -> RoundedNumber? {
        guard let value = convert(value), let furthest = convert(furthest) else { return nil }
        return RoundedNumber(value: value, mark: mark, furthest: furthest)
    }
}
