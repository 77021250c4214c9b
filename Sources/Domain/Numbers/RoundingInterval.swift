/// 修约间隔: the number is rounded to a multiple of this interval, 1, 2 or 5 × 10ⁿ (GB/T 8170-2008, clauses 2.2 and 3.1).
package struct RoundingInterval: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// 10^n: digits after the point, tens, hundreds.
        case powerOfTen(Int)
        /// 0.5 unit of 10^n: 0.5 for n = 0, 50 for n = 2.
        case half(Int)
        /// 0.2 unit of 10^n: 0.2 for n = 0, 20 for n = 2.
        case fifth(Int)
    }

    package let step: FixedDecimal

    /// Nil if the interval does not fit a `FixedDecimal`.
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

    /// Reads `0.5`, `20`, `0.1`; nil for an interval that the standard does not define.
    package init?(_ text: String) {
        guard let step = FixedDecimal(text), step.mantissa > 0 else { return nil }
        var lead = step.mantissa
        while lead % 10 == 0 { lead /= 10 }
        guard [1, 2, 5].contains(lead) else { return nil }
        self.step = step
    }
}
