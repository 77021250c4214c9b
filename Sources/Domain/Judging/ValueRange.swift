/// All possible true values of a measured one: `20.5` is one, `<0.01` all below it, `16.50(+)` a narrow span above it, a
/// sum with members below detection a span as wide as their detection limits.
///
/// A verdict on a range holds for each of its values; otherwise there is no verdict.
package struct ValueRange: Hashable, Sendable {
    /// An end of the range. If it is not `included`, the range comes arbitrarily near to it.
    package struct End: Hashable, Sendable {
        package let value: FixedDecimal
        package let included: Bool

        package init(_ value: FixedDecimal, included: Bool) {
            self.value = value
            self.included = included
        }
    }

    /// Nil: no end.
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

    func contains(_ value: FixedDecimal) -> Bool {
        if let low, value < low.value || (value == low.value && !low.included) { return false }
        if let high, value > high.value || (value == high.value && !high.included) { return false }
        return true
    }

    /// Both ends through the same exact, rising conversion; nil where one of them does not fit.
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

    /// What the sum of a value of this and one of `other` may be; nil where it does not fit.
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

/// What a range is compared with: a limit, or a limit widened by an uncertainty. Rounding still goes to the digits of the limit
/// as the standard writes it.
struct Band {
    var lower: Limit.Bound?
    var upper: Limit.Bound?
    /// The powers of ten of the last digits of the limit as the standard writes it.
    private let lowerExponent: Int
    private let upperExponent: Int
    private let isRounded: Bool
    private let parts: Int64

    init(_ limit: Limit) {
        lower = limit.lower
        upper = limit.upper
        lowerExponent = limit.lower?.exponent ?? 0
        upperExponent = limit.upper?.exponent ?? 0
        isRounded = limit.comparison == .rounded
        parts = limit.parts
    }

    /// Widened by the uncertainty; nil where that does not fit.
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

    /// Meets where every value of `range` is within, fails where none is.
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

    /// The end as it is compared: rounded to 10^`exponent` where the limit asks for it. An excluded end stands for the
    /// values next to it, `rising` for those above: a tie then goes their way, and the rounded value is one that occurs.
    private func compared(_ end: ValueRange.End, _ exponent: Int, rising: Bool) -> ValueRange.End {
        let value = end.value
        guard isRounded else { return end }
        // An end that has no digit to lose: next to it lies what rounds to it.
        guard exponent > -value.scale || parts > 1 else { return ValueRange.End(value, included: true) }
        guard !end.included || parts > 1 else {
            return ValueRange.End(value.rounded(toUnit: exponent) ?? value, included: true)
        }
        let unit = RoundingUnit(exponent, parts: parts, for: value)
        let tie: Tie = end.included ? .toEven : (value.mantissa > 0) == rising ? .away : .toZero
        return ValueRange.End(unit?.rounded(value, tie) ?? value, included: true)
    }

    /// Whether everything from `end` on, away from the permitted side, is beyond `bound`.
    private func isOutside(_ end: ValueRange.End, _ bound: Limit.Bound, above: Bool) -> Bool {
        if end.value == bound.value { return !end.included || !bound.inclusive }
        return (end.value > bound.value) == above
    }

    /// Whether everything up to `end` is on the permitted side of `bound`.
    private func isInside(_ end: ValueRange.End, _ bound: Limit.Bound, above: Bool) -> Bool {
        if end.value == bound.value { return !end.included || bound.inclusive }
        return (end.value < bound.value) == above
    }
}

/// A power of ten of the item's unit to which a value, counted in parts of that unit, is rounded by a tie of one's own.
private struct RoundingUnit {
    let exponent: Int
    let parts: Int64
    /// By how much the value is multiplied to have a digit of this unit at all.
    let lift: Int128
    /// In units of the value's last digit, lifted.
    let step: Int128

    init?(_ exponent: Int, parts: Int64, for value: FixedDecimal) {
        let places = value.scale + exponent
        // 10²⁷ × 86 400 is far within 128 bits, as is 2⁶³ × 10¹⁸.
        guard (-18...(parts > 1 ? 27 : 36)).contains(places) else { return nil }
        self.exponent = exponent
        self.parts = parts
        lift = Int128(powerOfTen(max(0, -places)))
        step =
            Int128(parts) * Int128(powerOfTen(min(max(0, places), 18))) * Int128(powerOfTen(max(0, places - 18)))
    }

    func rounded(_ value: FixedDecimal, _ tie: Tie) -> FixedDecimal? {
        let count = roundedCount(Int128(value.mantissa) * lift, step, tie) * Int128(parts)
        if exponent <= 0 { return FixedDecimal.fitting(count, scale: -exponent) }
        return FixedDecimal.fitting(count * Int128(powerOfTen(exponent)), scale: 0)
    }
}

extension Limit.Bound {
    /// The power of ten of the last digit as the standard writes it.
    fileprivate var exponent: Int {
        unit > 0 ? unit : -value.scale
    }
}
