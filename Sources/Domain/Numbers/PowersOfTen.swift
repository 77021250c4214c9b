/// 10⁰ … 10¹⁸: all powers of ten that fit an Int64. A `FixedDecimal` needs no others.
private let powersOfTen: [Int64] = [
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
    100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
    10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
]

/// 10^`exponent`, 0…18. The product of an Int64 and such a power always fits an Int128.
func powerOfTen(_ exponent: Int) -> Int64 {
    powersOfTen[exponent]
}

/// `value` × 10^`exponent`, 0…18; nil if it does not fit an Int64.
func shifted(_ value: Int64, _ exponent: Int) -> Int64? {
    let (product, overflow) = value.multipliedReportingOverflow(by: powerOfTen(exponent))
    return overflow ? nil : product
}
