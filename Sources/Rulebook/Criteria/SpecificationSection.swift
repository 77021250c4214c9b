internal import Domain

/// One entry of `specifications`: `{name: 单灶, words: [单灶, 单眼]}`,
/// `{name: 10000mAh, measured: {unit: mAh, from: "9500", until: "11999"}}`, or both.
enum SpecificationSection {
    static func readAll(_ value: Value?) -> [MatchingRule.Specification] {
        let places = value?.list ?? []
        let entries = places.map { ($0, Self.read($0)) }
        var earlier: [MatchingRule.Specification] = []
        for case (let place, let one?) in entries {
            if earlier.contains(where: { $0.name == one.name }) {
                place.report("the specification “\(one.name)” stands twice")
            }
            if let range = one.measured { report(range, besides: earlier, at: place) }
            earlier.append(one)
        }
        return earlier
    }

    private static func report(
        _ range: MeasuredRange, besides earlier: [MatchingRule.Specification], at place: Value
    ) {
        for other in earlier {
            guard let taken = other.measured else { continue }
            if taken.measure != range.measure {
                place.report("all measured specifications need one unit; “\(other.name)” has \(taken.measure.rawValue)")
                return
            }
            if taken.values.overlaps(range.values) { place.report("has values that “\(other.name)” has too") }
        }
    }

    private static func read(_ value: Value) -> MatchingRule.Specification? {
        guard let mapping = value.mapping else { return nil }
        let name = mapping.required("name")?.word
        let words = mapping.optional("words")
        let list = words?.list?.compactMap(\.word) ?? []
        let measured = mapping.field("measured", range)
        mapping.finish()
        if case .absent = measured, words == nil { value.report("a specification is found by words or measured") }
        if let words, words.isList, list.isEmpty { words.report("a specification needs words to be found by") }
        guard let name, !measured.isFaulty else { return nil }
        return MatchingRule.Specification(name: name, words: list, measured: measured.value)
    }

    /// `{unit: mAh, from: "9500", until: "11999"}`; either end may be left out.
    private static func range(_ value: Value) -> MeasuredRange? {
        guard let mapping = value.mapping else { return nil }
        let unit = mapping.required("unit")?.word(Measure.self)
        let from = mapping.field("from", thousandths)
        let until = mapping.field("until", thousandths)
        mapping.finish()
        guard let unit, !from.isFaulty, !until.isFaulty else { return nil }
        if case (.absent, .absent) = (from, until) {
            value.report("write from, until or both")
            return nil
        }
        let (lower, upper) = (from.value ?? 0, until.value ?? .max)
        guard lower <= upper else {
            value.report("“until” lies below “from”")
            return nil
        }
        return MeasuredRange(unit, lower...upper)
    }

    private static func thousandths(_ value: Value) -> Int64? {
        guard let number = value.positiveDecimal else { return nil }
        guard let thousandths = number.multipliedByPowerOfTen(3)?.wholeNumber else {
            value.report("expected at most three digits behind the point")
            return nil
        }
        return thousandths
    }
}
