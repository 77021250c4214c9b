/// What a measured number must satisfy, with the digits as the standard writes them.
package struct Limit: Hashable, Sendable {
    /// One end of the permitted range.
    package struct Bound: Hashable, Sendable {
        package let value: FixedDecimal
        /// Whether the bound itself is permitted (`≤`, `≥`) or not (`<`, `>`).
        package let inclusive: Bool

        package init(_ value: FixedDecimal, inclusive: Bool) {
            self.value = value
            self.inclusive = inclusive
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
    /// Values on which the sources contradict each other: exactly these cannot be judged.
    package let undecidedAt: [FixedDecimal]

    package init(
        lower: Bound? = nil, upper: Bound? = nil, comparison: Comparison = .fullValue, undecidedAt: [FixedDecimal] = []
    ) {
        self.lower = lower
        self.upper = upper
        self.comparison = comparison
        self.undecidedAt = undecidedAt
    }

    /// Whether `value` lies within both bounds.
    package func permits(_ value: FixedDecimal) -> Bool {
        if let lower, !holds(value, lower, above: true) { return false }
        if let upper, !holds(value, upper, above: false) { return false }
        return true
    }

    /// `≤75`, `4.0～8.5`, `<50`.
    package var text: String {
        switch (lower, upper) {
        case (let lower?, let upper?):
            let open = (lower.inclusive ? "" : "（不含）", upper.inclusive ? "" : "（不含）")
            return lower.value.text + open.0 + "～" + upper.value.text + open.1
        case (let lower?, nil): return (lower.inclusive ? "≥" : ">") + lower.value.text
        case (nil, let upper?): return (upper.inclusive ? "≤" : "<") + upper.value.text
        case (nil, nil): return "—"
        }
    }

    private func holds(_ value: FixedDecimal, _ bound: Bound, above: Bool) -> Bool {
        let compared = comparison == .rounded ? value.rounded(toScale: bound.value.scale) : value
        if compared == bound.value { return bound.inclusive }
        return above ? compared > bound.value : compared < bound.value
    }
}
