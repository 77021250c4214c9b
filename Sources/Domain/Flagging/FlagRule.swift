/// One flag rule: its kind of flag, the facts that it needs, the listings to which it may apply, and its decision.
///
/// The store and the filter use the same list of rules. The store decides on every listing. The filter first tests a
/// partial record of each listing with `mayApply`, and then decides only on the listings that pass.
package struct FlagRule: Sendable {
    package let kind: FlagKind
    /// If one of these facts is not available, the rule is skipped.
    package let needs: FlagFacts
    /// The words that `FlagCondition.titleHoldsWord` searches for this rule.
    package let titleWords: @Sendable (SharedFlagRules) -> [String]
    /// The condition that every listing meets if the rule flags it. Listings that are not flagged may meet it too.
    package let mayApply: @Sendable (FlaggingThresholds, FlagContext) -> FlagCondition
    package let decide: @Sendable (FlagInput) -> Flag?

    package init(
        _ kind: FlagKind, needs: FlagFacts = [],
        titleWords: @escaping @Sendable (SharedFlagRules) -> [String] = { _ in [] },
        mayApply: @escaping @Sendable (FlaggingThresholds, FlagContext) -> FlagCondition,
        decide: @escaping @Sendable (FlagInput) -> Flag?
    ) {
        self.kind = kind
        self.needs = needs
        self.titleWords = titleWords
        self.mayApply = mayApply
        self.decide = decide
    }
}

extension FlagRule {
    /// All rules, one for each kind of flag, in the order in which flags are listed.
    package static let all = FlagKind.allCases.map(rule)

    private static func rule(_ kind: FlagKind) -> FlagRule {
        switch kind {
        case .lowPrice: .lowPrice
        case .baitVariant: .baitVariant
        case .salesBurst: .salesBurst
        case .livestream: .livestream
        case .injuryRisk: .injuryRisk
        case .publicAttention: .publicAttention
        case .failingShop: .failingShop
        case .unnamedMaker: .unnamedMaker
        case .certificate: .certificate
        case .forbiddenClaim: .forbiddenClaim
        }
    }

    /// The words that the rules search for in titles.
    package static func titleWords(_ shared: SharedFlagRules) -> [String] {
        all.flatMap { $0.titleWords(shared) }
    }
}

/// Facts that are not part of the listing and that are not always available.
package struct FlagFacts: OptionSet, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// The sales figure of an earlier snapshot.
    package static let earlierSales = FlagFacts(rawValue: 1)
    /// The counts of complaints and opinions. Only the store has them.
    package static let attention = FlagFacts(rawValue: 2)
    /// The years in which shops failed. Only the store has them.
    package static let shopFailures = FlagFacts(rawValue: 4)

    package static let all: FlagFacts = [.earlierSales, .attention, .shopFailures]
}

/// Everything that a rule uses for its decision.
package struct FlagInput: Sendable {
    package let observation: Screening.Observation
    package let comparison: Comparison
    /// The flag rules of the product.
    package let thresholds: FlaggingThresholds
    /// The statistics of the comparison cell; nil if they cannot show that a price is low.
    package let statistics: PriceStatistics?
    package let context: FlagContext

    package var listing: Listing {
        observation.listing
    }
}
