/// 修约间隔: the step to whose multiples a number is rounded, 1, 2 or 5 × 10ⁿ (GB/T 8170-2008 clauses 2.2 and 3.1).
package struct RoundingInterval: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// 10^n: digits after the point, tens, hundreds.
        case powerOfTen(Int)
        /// 0.5 unit of 10^n: 0.5 with 0, 50 with 2.
        case half(Int)
        /// 0.2 unit of 10^n: 0.2 with 0, 20 with 2.
        case fifth(Int)
    }

    package let step: FixedDecimal

    /// Nil where the interval does not fit a `FixedDecimal`.
    package init?(_ kind: Kind) {
        let step: FixedDecimal? =
            switch kind {
            case .powerOfTen(let exponent): FixedDecimal(mantissa: 1, scale: 0).multipliedByPowerOfTen(exponent)
            case .half(let exponent): FixedDecimal(mantissa: 5, scale: 1).multipliedByPowerOfTen(exponent)
            case .fifth(let exponent): FixedDecimal(mantissa: 2, scale: 1).multipliedByPowerOfTen(exponent)
            }
        guard let step else { return nil }
        self.step = step
    }

    /// Reads `0.5`, `20`, `0.1`; nil for a step that the standard does not know.
    package init?(_ text: String) {
        guard let step = FixedDecimal(text), step.mantissa > 0 else { return nil }
        var lead = step.mantissa
        while lead % 10 == 0 { lead /= 10 }
        guard [1, 2, 5].contains(lead) else { return nil }
        self.step = step
    }
}
