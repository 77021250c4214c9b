/// 引流规格: a range of prices whose lowest price would be clearly low, while the whole range is not. One cheap variant
/// draws buyers to the offer.
package enum BaitVariantRule {
    static func flag(_ input: FlagInput) -> Flag? {
        let price = input.listing.payable
        guard !price.isExact, LowPriceRule.flag(input) == nil,
            let finding = LowPriceRule.finding(price.lower, input)
        else { return nil }
        return Flag(
            kind: .baitVariant, figures: price.figures("price") + finding.figures,
            reason: FlagWording.baitVariant(price, input.comparison, finding.reasons),
            counterfactual: FlagWording.baitVariantCounterfactual(finding.bound))
    }
}

extension FlagRule {
    static let baitVariant = FlagRule(
        .baitVariant,
        mayApply: { thresholds, _ in
            .lowPrice(z: thresholds.lowPriceZ.approximate, floor: thresholds.floorPrice)
        }, decide: BaitVariantRule.flag)
}
