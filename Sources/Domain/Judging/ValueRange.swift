/// All possible true values of a measured value: `20.5` is one value, `<0.01` is every value below it, `16.50(+)` is a
/// narrow span above it, and a sum with members below detection is a span as wide as their detection limits.
///
/// A verdict on a range holds for each of its values. If the values differ, there is no verdict.
package struct ValueRange: Hashable, Sendable {
    /// An end of the range. If it is not `included`, the range contains values arbitrarily near to it.
    package struct End: Hashable, Sendable {
        package let value: FixedDecimal
        package let included: Bool

        package init(_ value: FixedDecimal, included: Bool) {
            self.value = value
            self.included = included
        }
    }

    /// Nil if the range has no lower end.
    package let low: End?
    package let high: End?

    package init(low: End?, high: End?) {
        self.low = low
        self.high = high
    }

    package init(_ value: FixedDecimal) {
        self.init(low: End(value, included: true), high: End(value, included: true))
    }

    package init(_ rounded: RoundedNumber) {
        let near = End(rounded.value, included: false)
        let far = End(rounded.furthest, included: true)
        self.init(low: rounded.isReallyAbove ? near : far, high: rounded.isReallyAbove ? far : near)
    }

    package static func below(_ bound: FixedDecimal) -> ValueRange {
        ValueRange(low: nil, high: End(bound, included: false))
    }

    package static func above(_ bound: FixedDecimal) -> ValueRange {
        ValueRange(low: End(bound, included: false), high: nil)
    }

    /// The range of an amount, which is at least 0: `<5` is 0 to 5. Nil if the range has no such value, or is reported
    /// below 0.
    var amount: ValueRange? {
        // The sign of the mantissa is compared faster than two numbers.
        if let low { return low.value.mantissa >= 0 ? self : nil }
        guard high.map({ $0.value.mantissa > 0 }) ?? true else { return nil }
        return ValueRange(low: End(.zero, included: true), high: high)
    }

    /// The values of the range that are not below 0.
    var notNegative: ValueRange {
        if let low, low.value.mantissa >= 0 { return self }
        return ValueRange(low: End(.zero, included: true), high: high)
    }

    func contains(_ value: FixedDecimal) -> Bool {
        if let low, value < low.value || (value == low.value && !low.included) { return false }
        if let high, value > high.value || (value == high.value && !high.included) { return false }
        return true
    }

    /// Converts both ends by the same exact, increasing conversion; nil if one of them does not fit.
    func mapped(_ convert: (FixedDecimal) -> FixedDecimal?) -> ValueRange? {
        var (low, high) = (low, high)
        if let end = low {
            guard let value = convert(end.value) else { return nil }
            low = End(value, included: end.included)
        }
        if let end = high {
            guard let value = convert(end.value) else { return nil }
            high = End(value, included: end.included)
        }
        return ValueRange(low: low, high: high)
    }

    /// The possible sums of a value of this range and a value of `other`; nil if they do not fit.
    func plus(_ other: ValueRange) -> ValueRange? {
        var sum = ValueRange(low: nil, high: nil)
        if let mine = low, let theirs = other.low {
            guard let value = mine.value.plus(theirs.value) else { return nil }
            sum = ValueRange(low: End(value, included: mine.included && theirs.included), high: nil)
        }
        if let mine = high, let theirs = other.high {
            guard let value = mine.value.plus(theirs.value) else { return nil }
            sum = ValueRange(low: sum.low, high: End(value, included: mine.included && theirs.included))
        }
        return sum
    }
}

/// The permitted range: a limit, or a limit widened by an uncertainty. Values are still rounded to the digits of the
/// limit in the standard.
struct Band {
    var lower: Limit.Bound?
    var upper: Limit.Bound?
    /// The powers of ten of the last digits of the limit in the standard.
    private let lowerExponent: Int
    private let upperExponent: Int
    private let isRounded: Bool
    private let rounding: ResultRounding?
    private let parts: Int64

    init(_ limit: Limit) {
        lower = limit.lower
        upper = limit.upper
        lowerExponent = limit.lower?.exponent ?? 0
        upperExponent = limit.upper?.exponent ?? 0
        isRounded = limit.comparison == .rounded
        rounding = limit.rounding
        parts = limit.parts
    }

    /// The band widened by the uncertainty; nil if it does not fit.
    func widened(by uncertainty: (FixedDecimal) -> FixedDecimal?) -> Band? {
        var band = self
        if let lower {
            guard let value = uncertainty(lower.value).flatMap(lower.value.minus) else { return nil }
            band.lower = .init(value, inclusive: lower.inclusive)
        }
        if let upper {
            guard let value = uncertainty(upper.value).flatMap(upper.value.plus) else { return nil }
            band.upper = .init(value, inclusive: upper.inclusive)
        }
        return band
    }

    /// Meets if every value of `range` is inside the band; fails if none is.
    func verdict(on range: ValueRange) -> Verdict {
        var within = lower != nil || upper != nil
        if let upper {
            let exponent = upperExponent
            if let low = range.low, isOutside(compared(low, exponent, rising: true), upper, above: true) {
                return .fails
            }
            let high = range.high.map { compared($0, exponent, rising: false) }
            within = within && (high.map { isInside($0, upper, above: true) } ?? false)
        }
        if let lower {
            let exponent = lowerExponent
            if let high = range.high, isOutside(compared(high, exponent, rising: false), lower, above: false) {
                return .fails
            }
            let low = range.low.map { compared($0, exponent, rising: true) }
            within = within && (low.map { isInside($0, lower, above: false) } ?? false)
        }
        return within ? .meets : .cannotJudge
    }

    /// The end in the form that is compared: if the limit requires it, rounded to 10^`exponent`. An excluded end means
    /// the values next to it, above it if `rising`. A tie is rounded toward those values, so that the rounded value
    /// occurs in the range.
    private func compared(_ end: ValueRange.End, _ exponent: Int, rising: Bool) -> ValueRange.End {
        let value = end.value
        guard isRounded else { return end }
        let tie: Tie = end.included ? .toEven : (value.mantissa > 0) == rising ? .away : .toZero
        if let rounding {
            return ValueRange.End(rounding.rounded(value, parts: parts, tie) ?? value, included: true)
        }
        // An end without a digit to remove: values next to it round to it.
        guard exponent > -value.scale || parts > 1 else { return ValueRange.End(value, included: true) }
        guard !end.included || parts > 1 else {
            return ValueRange.End(value.rounded(toUnit: exponent) ?? value, included: true)
        }
        let unit = RoundingUnit(exponent, parts: parts, for: value)
        return ValueRange.End(unit?.rounded(value, tie) ?? value, included: true)
    }

    /// Whether every value from `end` away from the permitted side is outside `bound`.
    private func isOutside(_ end: ValueRange.End, _ bound: Limit.Bound, above: Bool) -> Bool {
        if end.value == bound.value { return !end.included || !bound.inclusive }
        return (end.value > bound.value) == above
    }

    /// Whether every value up to `end` is on the permitted side of `bound`.
    private func isInside(_ end: ValueRange.End, _ bound: Limit.Bound, above: Bool) -> Bool {
        if end.value == bound.value { return !end.included || bound.inclusive }
        return (end.value < bound.value) == above
    }
}

/// A power of ten of the item's unit, to which a value counted in parts of that unit is rounded. The caller chooses the
/// tie rule.
private struct RoundingUnit {
    let exponent: Int
    let parts: Int64
    /// The factor that gives the value a digit of this unit.
    let multiplier: Int128
    /// The size of this unit, in units of the last digit of the multiplied value.
    let step: Int128

    init?(_ exponent: Int, parts: Int64, for value: FixedDecimal) {
        let places = value.scale + exponent
        // 10²⁷ × 86 400 and 2⁶³ × 10¹⁸ both fit 128 bits.
        guard (-18...(parts > 1 ? 27 : 36)).contains(places) else { return nil }
        self.exponent = exponent
        self.parts = parts
        multiplier = Int128(powerOfTen(max(0, -places)))
        step =
            Int128(parts) * Int128(powerOfTen(min(max(0, places), 18))) * Int128(powerOfTen(max(0, places - 18)))
    }

    func rounded(_ value: FixedDecimal, _ tie: Tie) -> FixedDecimal? {
        let count = roundedCount(Int128(value.mantissa) * multiplier, step, tie) * Int128(parts)
        if exponent <= 0 { return FixedDecimal.fitting(count, scale: -exponent) }
        return FixedDecimal.fitting(count * Int128(powerOfTen(exponent)), scale: 0)
    }
}

extension Limit.Bound {
    /// The power of ten of the last digit in the standard.
    fileprivate var exponent: Int {
        unit > 0 ? unit : -value.scale
    }
}
