/// 10⁰ … 10¹⁸: all that fit an Int64, and the only ones that a `FixedDecimal` needs.
private let powersOfTen: [Int64] = [
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
    100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
    10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
]

/// 10^`exponent`, 0…18. An Int64 times such a power always fits an Int128.
func powerOfTen(_ exponent: Int) -> Int64 {
    powersOfTen[exponent]
}

/// `value` × 10^`exponent`, 0…18, where it fits an Int64.
func shifted(_ value: Int64, _ exponent: Int) -> Int64? {
    let (product, overflow) = value.multipliedReportingOverflow(by: powerOfTen(exponent))
    return overflow ? nil : product
}
