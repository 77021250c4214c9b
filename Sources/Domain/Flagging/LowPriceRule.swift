/// 明显低价: a price far below those of the same product in the same market.
package enum LowPriceRule {
    static func flag(
        _ observation: Screening.Observation, statistics: PriceStatistics, rules: FlaggingThresholds
    ) -> Flag? {
        let price = observation.listing.price
        let threshold = rules.lowPriceZ.approximate
        guard let z = statistics.z(of: price), z <= threshold else { return nil }
        let bound = statistics.price(atZ: threshold)
        return Flag(
            kind: .lowPrice,
            figures: [
                "price": price.yuanText, "median": statistics.medianPrice.yuanText, "z": twoDecimals(z),
                "zLimit": rules.lowPriceZ.text, "listings": String(statistics.count), "flaggedUpTo": bound.yuanText,
            ],
            reason: FlagWording.lowPrice(
                price, median: statistics.medianPrice, count: statistics.count, z: twoDecimals(z)),
            counterfactual: FlagWording.lowPriceCounterfactual(bound))
    }
}

/// A statistic as text, for reading only.
func twoDecimals(_ value: Double) -> String {
    FixedDecimal(mantissa: Int64((value * 100).rounded()), scale: 2).text
}

extension FixedDecimal {
    /// The nearest binary number, for statistics only; limits and money never pass through here.
    var approximate: Double {
        var value = Double(mantissa)
        for _ in 0..<scale { value /= 10 }
        return value
    }
}
