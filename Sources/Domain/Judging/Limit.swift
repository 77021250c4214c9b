/// What a measured number must satisfy, with the digits as the standard writes them.
package struct Limit: Hashable, Sendable {
    /// One end of the permitted range.
    package struct Bound: Hashable, Sendable {
        package let value: FixedDecimal
        /// Whether the bound itself is permitted (`≤`, `≥`) or not (`<`, `>`).
        package let inclusive: Bool
        /// The power of ten of the last digit that the standard states, where that stands before the point: 2 for
        /// 14×10² MPa, to whose hundreds a value is rounded; otherwise 0, and the digits behind the point count.
        package let unit: Int

        /// - Parameter unit: 0…18; `value` must be a whole number of units of 10^`unit`.
        package init(_ value: FixedDecimal, inclusive: Bool, unit: Int = 0) {
            self.value = value
            self.inclusive = inclusive
            self.unit = unit
        }

        /// `75`, `14×10²`.
        package var text: String {
            unit > 0 ? value.text(inUnitsOfTenTo: unit) ?? value.text : value.text
        }
    }

    /// How a value is compared with a bound, GB/T 8170-2008 clause 4.3.
    package enum Comparison: String, CaseIterable, Sendable {
        /// 全数值比较法: the value as measured. The default where a standard states nothing.
        case fullValue = "full"
        /// 修约值比较法: the value rounded to the digits of the bound.
        case rounded
    }

    package let lower: Bound?
    package let upper: Bound?
    package let comparison: Comparison
    /// Values on which the sources contradict each other: these cannot be judged.
    package let undecidedAt: [Undecided]
    /// Into how many parts the item's unit is divided where the bounds are counted in parts of it; see `counted(inParts:)`.
    let parts: Int64

    package init(
        lower: Bound? = nil, upper: Bound? = nil, comparison: Comparison = .fullValue, undecidedAt: [Undecided] = []
    ) {
        self.init(lower: lower, upper: upper, comparison: comparison, undecidedAt: undecidedAt, parts: 1)
    }

    init(lower: Bound?, upper: Bound?, comparison: Comparison, undecidedAt: [Undecided], parts: Int64) {
        self.lower = lower
        self.upper = upper
        self.comparison = comparison
        self.undecidedAt = undecidedAt
        self.parts = parts
    }

    /// Whether `value` lies within both bounds.
    package func permits(_ value: FixedDecimal) -> Bool {
        place(of: value) == .permitted
    }

    /// The same of a number that the laboratory rounded: what holds for every value that it stands for, and nil where one
    /// of them is permitted and another is not, or is undecided.
    package func permits(_ number: RoundedNumber) -> Bool? {
        if undecidedAt.contains(where: { $0.touches(ValueRange(number), self) }) { return nil }
        let near = place(lower?.order(of: number, comparison), upper?.order(of: number, comparison))
        // What is permitted has no gaps, and rounding keeps the order: both ends tell of all between them.
        guard near == place(of: number.furthest) else { return nil }
        return near == .permitted
    }

    /// `≤75`, `4.0～8.5`, `<50`.
    package var text: String {
        switch (lower, upper) {
        case (let lower?, let upper?):
            let open = (lower.inclusive ? "" : "（不含）", upper.inclusive ? "" : "（不含）")
            return lower.text + open.0 + "～" + upper.text + open.1
        case (let lower?, nil): return (lower.inclusive ? "≥" : ">") + lower.text
        case (nil, let upper?): return (upper.inclusive ? "≤" : "<") + upper.text
        case (nil, nil): return "—"
        }
    }

    private enum Place {
        case tooLow
        case permitted
        case tooHigh
    }

    private func place(of value: FixedDecimal) -> Place {
        place(lower?.order(of: value, comparison), upper?.order(of: value, comparison))
    }

    /// The place of what stands so beside the lower and so beside the upper bound.
    private func place(_ besideLower: Bound.Order?, _ besideUpper: Bound.Order?) -> Place {
        if let lower, let besideLower, besideLower == .below || (besideLower == .at && !lower.inclusive) {
            return .tooLow
        }
        if let upper, let besideUpper, besideUpper == .above || (besideUpper == .at && !upper.inclusive) {
            return .tooHigh
        }
        return .permitted
    }
}

extension Limit.Bound {
    fileprivate enum Order {
        case below
        case at
        case above
    }

    /// How `value` stands beside this bound, compared as `comparison` says.
    fileprivate func order(of value: FixedDecimal, _ comparison: Limit.Comparison) -> Order {
        order(comparison == .rounded ? rounding(value) : value)
    }

    /// The same of the value that `number` stands for and that lies next to the digits written.
    fileprivate func order(of number: RoundedNumber, _ comparison: Limit.Comparison) -> Order {
        if comparison == .rounded {
            return order(unit > 0 ? number.rounded(toUnit: unit) ?? number.value : number.rounded(toScale: value.scale))
        }
        if number.value == value { return number.isReallyAbove ? .above : .below }
        return order(number.value)
    }

    private func order(_ compared: FixedDecimal) -> Order {
        if compared == value { return .at }
        return compared < value ? .below : .above
    }

    private func rounding(_ number: FixedDecimal) -> FixedDecimal {
        unit > 0 ? number.rounded(toUnit: unit) ?? number : number.rounded(toScale: value.scale)
    }
}
