/// 明显低价: a price far below those of the same product in the same market, or at or below the product's floor price.
package enum LowPriceRule {
    static func flag(_ input: FlagInput) -> Flag? {
        let (rules, statistics) = (input.thresholds, input.statistics)
        let limit = rules.lowPriceZ.approximate
        let price = input.comparison.price
        let z = statistics?.z(of: price)
        // An offer has at least one unit, so the floor of one unit holds for an unknown number of units too.
        let floor = rules.floorPrice.map { Fen($0.rawValue * price.units) }
        let isFar = z.map { $0 <= limit } ?? false
        // A contradicted price is not certain.
        let isBelowFloor = floor.map { price.price <= $0 && !input.observation.isContradicted } ?? false
        guard isFar || isBelowFloor else { return nil }

        var figures: [Flag.Figure] = [.init("price", price.price.yuanText)]
        var reasons: [String] = []
        var bound = isBelowFloor ? floor ?? Fen(0) : Fen(0)
        let unit = input.comparison.cell.unit
        if price.units > 1 { figures.append(.init("units", String(price.units))) }
        if case .each(let name) = unit { figures.append(.init("unit", name)) }
        if let statistics, let z {
            let median = statistics.medianPrice(units: price.units)
            let far = statistics.price(atZ: limit, units: price.units)
            figures += [
                .init("median", median.yuanText), .init("z", twoDecimals(z)), .init("zLimit", rules.lowPriceZ.text),
                .init("listings", String(statistics.count)),
            ]
            if statistics.pooled > 0 { figures.append(.init("pooled", String(statistics.pooled))) }
            if isFar {
                reasons.append(FlagWording.lowPrice(price, unit, statistics, z: twoDecimals(z)))
                bound = max(bound, far)
            }
        }
        if isBelowFloor, let floor {
            figures.append(.init("floor", floor.yuanText))
            reasons.append(FlagWording.belowFloor(price, unit, floor: floor, isAlone: reasons.isEmpty))
        }
        figures.append(.init("flaggedUpTo", bound.yuanText))
        return Flag(
            kind: .lowPrice, figures: figures, reason: reasons.joined(separator: "；"),
            counterfactual: FlagWording.lowPriceCounterfactual(bound))
    }
}

extension FlagRule {
    static let lowPrice = FlagRule(
        .lowPrice,
        mayApply: { thresholds, _ in
            .lowPrice(z: thresholds.lowPriceZ.approximate, floor: thresholds.floorPrice)
        }, decide: LowPriceRule.flag)
}

/// A statistic with two decimals, for display only.
func twoDecimals(_ value: Double) -> String {
    FixedDecimal(mantissa: Int64((value * 100).rounded()), scale: 2).text
}

extension FixedDecimal {
    /// The nearest binary number, for statistics only. Limits and amounts of money never use it.
    package var approximate: Double {
        var value = Double(mantissa)
        for _ in 0..<scale { value /= 10 }
        return value
    }
}
