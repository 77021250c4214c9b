internal import Domain

/// A limit: `{max: "75"}`, `{min: "4.0", max: "8.5"}`, `{below: "50", undecidedAt: ["50"]}`. Values that the sources
/// leave undecided are a single value or a range: `undecidedAt: [{from: "4.0", below: "5.5"}]`.
enum LimitSection {
    struct SourcedLimit {
        let limit: Limit
        /// The source of the limit, if it differs from the item's.
        let source: FigureSource?
    }

    private static let ends = ["min", "above", "max", "below"]

    static func read(_ value: Value, _ compared: Compared) -> SourcedLimit? {
        guard let mapping = value.mapping else { return nil }
        let lower = bound(mapping, inclusive: "min", exclusive: "above")
        let upper = bound(mapping, inclusive: "max", exclusive: "below")
        let own = mapping.field("comparison") { $0.word(Limit.Comparison.self) }
        let open: [(value: Value, range: Limit.Undecided)] = (mapping.optional("undecidedAt")?.list ?? []).compactMap {
            one in undecided(one).map { (value: one, range: $0) }
        }
        let source = mapping.field("source", SourceSection.read)
        mapping.finish()
        guard !own.isFaulty, !source.isFaulty else { return nil }
        guard lower != nil || upper != nil else {
            // If an end is written but cannot be read, its mistake is already reported.
            if ends.allSatisfy({ mapping.optional($0) == nil }) {
                value.report("a limit needs at least one of min, above, max, below")
            }
            return nil
        }
        if let lower, let upper { checkOrder(lower, upper, value) }
        let limit = Limit(
            lower: lower, upper: upper, comparison: own.value ?? compared.comparison, rounding: compared.rounding,
            undecidedAt: open.map(\.range))
        checkInterval(limit, value)
        for one in open { checkDigits(one.range, limit, one.value) }
        return SourcedLimit(limit: limit, source: source.value)
    }

    private static func checkOrder(_ lower: Limit.Bound, _ upper: Limit.Bound, _ value: Value) {
        if lower.value > upper.value {
            value.report("the lower limit \(lower.text) is above the upper limit \(upper.text)")
        } else if lower.value == upper.value, !lower.inclusive || !upper.inclusive {
            value.report("no number lies between \(lower.value.text) and \(upper.value.text)")
        }
    }

    /// One value, `"50"`, or a range with both ends.
    private static func undecided(_ value: Value) -> Limit.Undecided? {
        guard value.isMapping, let mapping = value.mapping else {
            return end(value, inclusive: true).map { Limit.Undecided(from: $0, to: $0) }
        }
        let lower = bound(mapping, inclusive: "from", exclusive: "above")
        let upper = bound(mapping, inclusive: "until", exclusive: "below")
        let hasEnds = [["from", "above"], ["until", "below"]].allSatisfy { names in
            names.contains { mapping.optional($0) != nil }
        }
        mapping.finish()
        if !hasEnds { value.report("a range needs both ends: from or above, and until or below") }
        guard let lower, let upper else { return nil }
        checkOrder(lower, upper, value)
        return Limit.Undecided(from: lower, to: upper)
    }

    /// A value that is rounded to an interval never equals an end between two of its multiples.
    private static func checkInterval(_ limit: Limit, _ value: Value) {
        guard limit.comparison == .rounded, case .interval(let interval)? = limit.rounding else { return }
        for end in [limit.lower, limit.upper].compactMap({ $0 }) where end.value.rounded(to: interval) != end.value {
            value.report("\(end.text) is no multiple of the interval \(interval.step.text) of roundTo")
        }
    }

    /// Values are rounded to the digits of an end. If the limit had other digits, the range and the limit would not
    /// meet.
    private static func checkDigits(_ undecided: Limit.Undecided, _ limit: Limit, _ value: Value) {
        guard limit.comparison == .rounded, limit.rounding == nil else { return }
        let ends = [limit.lower, limit.upper].compactMap { $0 }
        for end in [undecided.lower, undecided.upper]
        where !ends.contains(where: { $0.unit == end.unit && $0.value.scale == end.value.scale }) {
            return value.report("with comparison: rounded, write \(end.text) in the digits of the limit \(limit.text)")
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

    /// `"75"`, or `"14×10²"` if the standard writes it so: a value is then rounded to hundreds.
    private static func end(_ value: Value, inclusive: Bool) -> Limit.Bound? {
        guard let text = value.plainText, let power = text.last.flatMap({ exponents[$0] }),
            text.dropLast().hasSuffix("×10"), let count = FixedDecimal(String(text.dropLast(4))), count.scale == 0,
            let number = count.multipliedByPowerOfTen(power), value.quotedText != nil
        else { return value.decimal.map { Limit.Bound($0, inclusive: inclusive) } }
        return Limit.Bound(number, inclusive: inclusive, unit: power)
    }
}
