/// 连续多年不合格的网店: goods of the shop failed in several consecutive calendar years.
///
/// Source: 浙市监监〔2025〕14号, item 11. It does not state the number of years: two is this program's proposal.
package struct FailingShopRule: Hashable, Sendable {
    /// The number of consecutive years from which a shop is flagged.
    package var years = 2
    /// Maximum number of years since the last of these years.
    package var endedWithinYears = 1

    package init() {}

    func flag(_ observation: Screening.Observation, failures: ShopFailures) -> Flag? {
        guard let record = failures[observation.listing] else { return nil }
        let now = observation.seenAt.day().year
        guard let last = record.years.filter({ $0 <= now }).max(), last >= now - endedWithinYears else { return nil }
        var first = last
        while record.years.contains(first - 1) { first -= 1 }
        guard last - first + 1 >= years else { return nil }
        return Flag(
            kind: .failingShop,
            figures: [
                "shop": record.shop, "from": String(first), "until": String(last), "years": String(last - first + 1),
                "yearsLimit": String(years), "sources": record.sources.joined(separator: "、"),
            ],
            reason: FlagWording.failingShop(record.shop, from: first, until: last, sources: record.sources),
            counterfactual: FlagWording.failingShopCounterfactual(years))
    }
}

extension FlagRule {
    static let failingShop = FlagRule(
        .failingShop, needs: .shopFailures,
        mayApply: { _, context in context.failures.isEmpty ? .never : .always },
        decide: { $0.context.shared.failingShop.flag($0.observation, failures: $0.context.failures) })
}
