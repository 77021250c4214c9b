/// A number that a laboratory has rounded already, with the sign that gives the side (GB/T 8170-2008 clause 3.3.2):
/// `16.50(+)` was cut off and is really more, `16.50(−)` was raised and is really less. Of a negative number the sign
/// means the magnitude: −16.5(+) is really below −16.5.
///
/// It stands for every value from `value` itself, excluded, to half a unit of its last digit beyond, included.
package struct RoundedNumber: Hashable, Sendable {
    package enum Mark: String, Hashable, Sendable {
        case cutOff = "(+)"
        case raised = "(-)"
    }

    package let value: FixedDecimal
    package let mark: Mark
    /// The value furthest from `value` that it may really be.
    package let furthest: FixedDecimal

    /// Nil where half a unit of the last digit does not fit, and for zero raised, which has no such true value.
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

    /// Whether the true value is above `value` as numbers go.
    package var isReallyAbove: Bool {
        furthest > value
    }

    /// `16.50(+)`.
    package var text: String {
        value.text + mark.rawValue
    }

    /// Rounds on, as if the true value were rounded in one step: 15.5(−) becomes 15, 16.5(+) becomes 17. Where it has no
    /// digit to lose, `value` with zeros appended.
    package func rounded(toScale digits: Int) -> FixedDecimal {
        precondition((0...18).contains(digits), "digits out of range")
        guard digits < value.scale else { return value.rounded(toScale: digits) }
        return FixedDecimal(
            mantissa: roundedCount(value.mantissa, powerOfTen(value.scale - digits), tie), scale: digits)
    }

    /// The same to a whole number of units of 10^`exponent`, 0…18; nil where the result does not fit.
    package func rounded(toUnit exponent: Int) -> FixedDecimal? {
        guard (0...18).contains(exponent) else { return nil }
        let unit = Int128(powerOfTen(exponent)) * Int128(powerOfTen(value.scale))
        let count = roundedCount(Int128(value.mantissa), unit, tie)
        return FixedDecimal.fitting(count * Int128(powerOfTen(exponent)), scale: 0)
    }

    private var tie: Tie {
        mark == .cutOff ? .away : .toZero
    }

    /// Both ends through the same exact conversion; nil where one of them does not fit.
    func mapped(_ convert: (FixedDecimal) -> FixedDecimal?) -> RoundedNumber? {
        guard let value = convert(value), let furthest = convert(furthest) else { return nil }
        return RoundedNumber(value: value, mark: mark, furthest: furthest)
    }
}
