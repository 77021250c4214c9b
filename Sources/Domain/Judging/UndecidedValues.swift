extension Limit {
    /// One value or a range of values on which the sources of a limit contradict each other. They cannot be judged.
    package struct Undecided: Hashable, Sendable {
        package let lower: Bound
        package let upper: Bound

        package init(from lower: Bound, to upper: Bound) {
            self.lower = lower
            self.upper = upper
        }

        package init(_ value: FixedDecimal) {
            self.init(from: Bound(value, inclusive: true), to: Bound(value, inclusive: true))
        }

        /// `恰为50`, `4.0～5.5（不含）`.
        package var text: String {
            lower == upper ? "恰为\(lower.text)" : Limit(lower: lower, upper: upper).text
        }

        /// The values as a range. They are compared in the same way as the limit: if the limit rounds, 3.96 is 4.0 here
        /// too.
        func band(of limit: Limit) -> Band {
            Band(
                Limit(
                    lower: lower, upper: upper, comparison: limit.comparison, rounding: limit.rounding, undecidedAt: [],
                    parts: limit.parts))
        }

        /// Whether a possible value of the result is one of these values.
        func touches(_ range: ValueRange, _ limit: Limit) -> Bool {
            band(of: limit).verdict(on: range) != .fails
        }
    }
}
