extension Limit {
    /// The same limit, its bounds counted in parts of the unit: ≥8 L/min is ≥480 sixtieths. A value that has no exact
    /// decimal in the limit's unit has one in these, so that the two are compared, and rounded, without any loss. Nil where
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
        return Limit(lower: ends.0, upper: ends.1, comparison: comparison, undecidedAt: open, parts: parts)
    }
}

extension Limit.Bound {
    /// Nil where it does not fit with all its digits: a value is rounded to them.
    fileprivate func counted(inParts parts: Int64) -> Limit.Bound? {
        guard let number = value.times(FixedDecimal(mantissa: parts, scale: 0)), number.scale == value.scale else {
            return nil
        }
        return Limit.Bound(number, inclusive: inclusive, unit: unit)
    }
}
