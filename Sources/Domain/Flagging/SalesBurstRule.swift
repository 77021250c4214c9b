/// 短时销量大: a proven daily gain that is at or above the product's threshold, or among the fastest of the product.
package enum SalesBurstRule {
    /// Whether a proven daily gain is large enough for a flag.
    ///
    /// - Parameter bound: that of the fastest share of the product; nil if there are too few gains.
    package static func mayFlag(perDay: Int64, _ rules: FlaggingThresholds, _ bound: BurstBound?) -> Bool {
        perDay >= rules.burstUnitsPerDay || bound.map { perDay > $0.above } ?? false
    }

    static func flag(_ input: FlagInput) -> Flag? {
        let (observation, rules, context) = (input.observation, input.thresholds, input.context)
        guard let now = observation.listing.sales, let earlier = observation.earlier,
            case .between(let gained, let most, let elapsed) = observation.growth, gained > 0
        else { return nil }
        let perDay = SalesGrowth.perDay(gained, elapsed)
        let bound = context.burstBounds[observation.product]
        let isFastest = bound.map { perDay > $0.above } ?? false
        guard mayFlag(perDay: perDay, rules, bound) else { return nil }

        var figures: [Flag.Figure] = [
            .init("before", earlier.sales.raw), .init("now", now.raw), .init("gainedAtLeast", String(gained)),
            .init("perDay", String(perDay)), .init("perDayLimit", String(rules.burstUnitsPerDay)),
            .init("hours", twoDecimals(Double(elapsed) / 3_600_000)),
        ]
        if let most, most != gained { figures.append(.init("gainedAtMost", String(most))) }
        var reason = FlagWording.salesBurst(
            before: earlier.sales.raw, now: now.raw, gained: gained, most: most, perDay: perDay)
        var counterfactual = FlagWording.salesBurstCounterfactual(rules.burstUnitsPerDay)
        if let bound, isFastest {
            figures += [
                .init("productTopShare", bound.topShare.text), .init("productAbove", String(bound.above)),
                .init("productListings", String(bound.listings)),
            ]
            reason += FlagWording.fastest(bound)
            let limit = min(rules.burstUnitsPerDay, bound.above + 1)
            counterfactual = FlagWording.salesBurstCounterfactual(limit)
        }
        let signs = context.shared.brushing.signs(
            from: earlier.sales, to: now, gained: gained, elapsed: elapsed,
            isPricedLow: LowPriceRule.flag(input) != nil)
        if !signs.isEmpty {
            figures.append(.init("brushingSigns", signs.map(\.rawValue).joined(separator: " ")))
            reason += FlagWording.brushing(signs, rule: context.shared.brushing)
        }
        return Flag(kind: .salesBurst, figures: figures, reason: reason, counterfactual: counterfactual)
    }
}

extension FlagRule {
    static let salesBurst = FlagRule(
        .salesBurst, needs: .earlierSales, mayApply: { _, _ in .salesGrew }, decide: SalesBurstRule.flag)
}
