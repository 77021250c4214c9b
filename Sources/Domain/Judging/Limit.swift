/// The permitted range of a measured number. The bounds keep the digits of the standard.
package struct Limit: Hashable, Sendable {
    /// One end of the permitted range.
    package struct Bound: Hashable, Sendable {
        package let value: FixedDecimal
        /// Whether the bound itself is permitted (`≤`, `≥`) or not (`<`, `>`).
        package let inclusive: Bool
        /// If the last digit that the standard states is before the decimal point, the power of ten of this digit: 2
        /// for 14×10² MPa, with which values are rounded to hundreds. Otherwise 0; the digits after the point then
        /// count.
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

    /// How a value is compared with a bound (GB/T 8170-2008, clause 4.3).
    package enum Comparison: String, CaseIterable, Sendable {
        /// 全数值比较法: the value is compared as measured. The default if a standard states nothing.
        case fullValue = "full"
        /// 修约值比较法: the value is first rounded to the digits of the bound.
        case rounded
    }

    package let lower: Bound?
    package let upper: Bound?
    package let comparison: Comparison
    /// The rounding before a `rounded` comparison; nil if values are rounded to the digits of the bound.
    package let rounding: ResultRounding?
    /// Values on which the sources contradict each other. They cannot be judged.
    package let undecidedAt: [Undecided]
    /// The number of parts of the item's unit in which the bounds are counted; see `counted(inParts:)`.
    let parts: Int64

    package init(
        lower: Bound? = nil, upper: Bound? = nil, comparison: Comparison = .fullValue,
        rounding: ResultRounding? = nil, undecidedAt: [Undecided] = []
    ) {
        self.init(
            lower: lower, upper: upper, comparison: comparison, rounding: rounding, undecidedAt: undecidedAt, parts: 1)
    }

    init(
        lower: Bound?, upper: Bound?, comparison: Comparison, rounding: ResultRounding?, undecidedAt: [Undecided],
        parts: Int64
    ) {
        self.lower = lower
        self.upper = upper
        self.comparison = comparison
        self.rounding = rounding
        self.undecidedAt = undecidedAt
        self.parts = parts
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
}

extension Limit {
    /// The same limit with its bounds counted in parts of the unit: ≥8 L/min is ≥480 sixtieths. If a value has no exact
    /// decimal in the limit's unit, it has one in these parts, so that it is compared and rounded without loss. Nil if
    /// a bound does not fit.
    func counted(inParts parts: Int64) -> Limit? {
        guard parts > 1 else { return self }
        var open: [Undecided] = []
        for values in undecidedAt {
            guard let from = values.lower.counted(inParts: parts), let to = values.upper.counted(inParts: parts) else {
                return nil
            }
            open.append(Undecided(from: from, to: to))
        }
        let ends = (lower?.counted(inParts: parts), upper?.counted(inParts: parts))
        guard (lower == nil) == (ends.0 == nil), (upper == nil) == (ends.1 == nil) else { return nil }
        return Limit(
            lower: ends.0, upper: ends.1, comparison: comparison, rounding: rounding, undecidedAt: open, parts: parts)
    }
}

extension Limit {
    /// Only one side of the limit, for an uncertainty that differs between the two.
    func side(lower isLower: Bool) -> Limit {
        Limit(
            lower: isLower ? lower : nil, upper: isLower ? nil : upper, comparison: comparison, rounding: rounding,
            undecidedAt: [], parts: parts)
    }
}

extension Limit.Bound {
    /// Nil if the bound does not fit with all its digits, to which values are rounded.
    fileprivate func counted(inParts parts: Int64) -> Limit.Bound? {
        guard let number = value.times(FixedDecimal(mantissa: parts, scale: 0)), number.scale == value.scale else {
            return nil
        }
        return Limit.Bound(number, inclusive: inclusive, unit: unit)
    }
}
