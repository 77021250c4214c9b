/// 明显低价: a price far below those of the same product in the same market, or at or below the product's floor price.
/// A range of prices is clearly low only if all of it is; without a highest price this is not known.
package enum LowPriceRule {
    static func flag(_ input: FlagInput) -> Flag? {
        let price = input.listing.payable
        guard let highest = price.upper, let finding = finding(highest, input) else { return nil }
        return Flag(
            kind: .lowPrice, figures: price.figures("price") + finding.figures,
            reason: FlagWording.lowPrice(price, input.comparison, finding.reasons),
            counterfactual: FlagWording.lowPriceCounterfactual(price, finding.bound))
    }

    /// Why one price of a listing is clearly low.
    struct Finding {
        /// The figures, without the price itself.
        var figures: [Flag.Figure] = []
        var reasons: [String] = []
        /// The highest price that is clearly low.
        var bound = Fen(0)
    }

    /// Nil if `price`, which is one of the listing's prices, is not clearly low.
    static func finding(_ price: Fen, _ input: FlagInput) -> Finding? {
        let (rules, statistics) = (input.thresholds, input.statistics)
        let limit = rules.lowPriceZ.approximate
        let price = UnitPrice(price, units: input.comparison.price.units)
        let z = statistics?.z(of: price)
        // An offer has at least one unit, so the floor of one unit holds for an unknown number of units too.
        let floor = rules.floorPrice.map { Fen($0.rawValue * price.units) }
        let isFar = z.map { $0 <= limit } ?? false
        // A contradicted price is not certain.
        let isBelowFloor = floor.map { price.price <= $0 && !input.observation.isContradicted } ?? false
        guard isFar || isBelowFloor else { return nil }

        let cell = input.comparison.cell
        var finding = Finding()
        if !cell.specification.isEmpty { finding.figures.append(.init("specification", cell.specification)) }
        if price.units > 1 { finding.figures.append(.init("units", String(price.units))) }
        if case .each(let name) = cell.unit { finding.figures.append(.init("unit", name)) }
        if let statistics, let z {
            let median = statistics.medianPrice(units: price.units)
            finding.figures += [
                .init("median", median.yuanText), .init("z", twoDecimals(z)), .init("zLimit", rules.lowPriceZ.text),
                .init("listings", String(statistics.count)),
            ]
            if statistics.pooled > 0 {
                finding.figures += [
                    .init("listingsNeeded", String(rules.minimumListings)), .init("pooled", String(statistics.pooled)),
                ]
            }
            if isFar {
                finding.reasons.append(
                    FlagWording.farBelow(cell, statistics, needed: rules.minimumListings, z: twoDecimals(z)))
                finding.bound = statistics.price(atZ: limit, units: price.units)
            }
        }
        if isBelowFloor, let floor {
            finding.figures.append(.init("floor", floor.yuanText))
            finding.reasons.append(FlagWording.belowFloor(floor))
            finding.bound = max(finding.bound, floor)
        }
        finding.figures.append(.init("flaggedUpTo", finding.bound.yuanText))
        return finding
    }
}

extension FlagRule {
    static let lowPrice = FlagRule(
        .lowPrice,
        mayApply: { thresholds, _ in
            .lowPrice(z: thresholds.lowPriceZ.approximate, floor: thresholds.floorPrice)
        }, decide: LowPriceRule.flag)
}

extension PriceRange {
    /// `price`, and for a range `priceUpper`, which is `unknown` if the feed states no highest price.
    func figures(_ name: String) -> [Flag.Figure] {
        let lowest = Flag.Figure(name, lower.yuanText)
        return isExact ? [lowest] : [lowest, .init(name + "Upper", upper?.yuanText ?? "unknown")]
    }
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
