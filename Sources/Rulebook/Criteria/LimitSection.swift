internal import Domain

/// A limit: `{max: "75"}`, `{min: "4.0", max: "8.5"}`, `{below: "50", undecidedAt: ["50"]}`.
enum LimitSection {
    struct Read {
        let limit: Limit
        /// Where it differs from the item's.
        let source: FigureSource?
    }

    private static let ends = ["min", "above", "max", "below"]

    static func read(_ value: Value, _ comparison: Limit.Comparison) -> Read? {
        guard let mapping = value.mapping else { return nil }
        let lower = bound(mapping, inclusive: "min", exclusive: "above")
        let upper = bound(mapping, inclusive: "max", exclusive: "below")
        let own = mapping.optional("comparison").map { $0.word(Limit.Comparison.self) }
        let undecided = mapping.optional("undecidedAt")?.list?.compactMap(\.decimal) ?? []
        let source = mapping.optional("source").map { SourceSection.read($0) }
        mapping.finish()
        guard own != .some(nil), source != .some(nil) else { return nil }
        guard lower != nil || upper != nil else {
            // An end that is there and cannot be read has its own mistake.
            if ends.allSatisfy({ mapping.optional($0) == nil }) {
                value.report("a limit needs at least one of min, above, max, below")
            }
            return nil
        }
        if let lower, let upper { checkOrder(lower, upper, value) }
        let limit = Limit(
            lower: lower, upper: upper, comparison: (own ?? nil) ?? comparison, undecidedAt: undecided)
        return Read(limit: limit, source: source ?? nil)
    }

    private static func checkOrder(_ lower: Limit.Bound, _ upper: Limit.Bound, _ value: Value) {
        if lower.value > upper.value {
            value.report("the lower limit \(lower.text) is above the upper limit \(upper.text)")
        } else if lower.value == upper.value, !lower.inclusive || !upper.inclusive {
            value.report("no number lies between \(lower.value.text) and \(upper.value.text)")
        }
    }

    private static func bound(_ mapping: Mapping, inclusive: String, exclusive: String) -> Limit.Bound? {
        let open = mapping.optional(exclusive)
        let closed = mapping.optional(inclusive)
        if open != nil, let closed { closed.report("write either \(inclusive) or \(exclusive), not both") }
        return (closed ?? open).flatMap { end($0, inclusive: closed != nil) }
    }

    private static let exponents: [Character: Int] = [
        "²": 2, "³": 3, "⁴": 4, "⁵": 5, "⁶": 6, "⁷": 7, "⁸": 8, "⁹": 9,
    ]

    /// `"75"`, or `"14×10²"` where the standard writes it so: a value is then rounded to hundreds.
    private static func end(_ value: Value, inclusive: Bool) -> Limit.Bound? {
        guard let text = value.plainText, let power = text.last.flatMap({ exponents[$0] }),
            text.dropLast().hasSuffix("×10"), let count = FixedDecimal(String(text.dropLast(4))), count.scale == 0,
            let number = count.multipliedByPowerOfTen(power), value.quotedText != nil
        else { return value.decimal.map { Limit.Bound($0, inclusive: inclusive) } }
        return Limit.Bound(number, inclusive: inclusive, unit: power)
    }
}
