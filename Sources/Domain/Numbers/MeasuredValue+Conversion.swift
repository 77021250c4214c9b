extension MeasuredValue {
    /// The same value in another unit, with its sign or rounding mark. Nil if the units do not convert exactly, or the
    /// value has no unit to convert, such as a grade. `ND` without a limit is the same in every unit of its quantity.
    package func converted(from: UnitOfMeasure, to: UnitOfMeasure) -> MeasuredValue? {
        guard from.isConvertible(to: to) else { return nil }
        switch self {
        case .number(let number): return from.convert(number, to: to).map { .number($0) }
        case .rounded(let number): return number.mapped { from.convert($0, to: to) }.map { .rounded($0) }
        case .below(let bound): return from.convert(bound, to: to).map { .below($0) }
        case .above(let bound): return from.convert(bound, to: to).map { .above($0) }
        case .notDetected, .detected: return self
        case .grade, .passed, .failed, .unreadable, .empty: return from == to ? self : nil
        }
    }

    /// The number with its sign or mark: `20`, `<0.01`, `16.50(+)`; nil if the value is not a number.
    package var numberText: String? {
        switch self {
        case .number(let number): number.text
        case .rounded(let number): number.text
        case .below(let bound): "<" + bound.text
        case .above(let bound): ">" + bound.text
        default: nil
        }
    }
}
