/// One flag rule: the kind of flag it raises, what it needs, the listings it may apply to, and its decision.
///
/// Both ways of screening use the same list of rules. The store decides on every listing. The filter first tests a partial
/// record of each listing with `mayApply`, and decides only on the listings that pass.
package struct FlagRule: Sendable {
    package let kind: FlagKind
    /// The rule is skipped where one of these facts is not available.
    package let needs: FlagFacts
    /// Words that `mayApply` asks for with `FlagCondition.titleHoldsWord`.
    package let titleWords: @Sendable (SharedFlagRules) -> [String]
    /// The listings of one product that the rule may flag. It may include others, but must not leave one out.
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
    /// Every rule, in the order in which flags are listed: one for each kind of flag.
    package static let all = FlagKind.allCases.map(rule)

    private static func rule(_ kind: FlagKind) -> FlagRule {
        switch kind {
        case .lowPrice: .lowPrice
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

    /// The words that any rule looks for in titles.
    package static func titleWords(_ shared: SharedFlagRules) -> [String] {
        all.flatMap { $0.titleWords(shared) }
    }
}

/// Facts that are not part of the listing and that some ways of screening lack.
package struct FlagFacts: OptionSet, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// The sales figure of an earlier snapshot.
    package static let earlierSales = FlagFacts(rawValue: 1)
    /// Counts of complaints and opinions. Only the store has them.
    package static let attention = FlagFacts(rawValue: 2)
    /// The years in which shops failed. Only the store has them.
    package static let shopFailures = FlagFacts(rawValue: 4)

    package static let all: FlagFacts = [.earlierSales, .attention, .shopFailures]
}

/// All that a rule decides on.
package struct FlagInput: Sendable {
    package let observation: Screening.Observation
    package let comparison: Comparison
    /// The flag rules of the product.
    package let thresholds: FlaggingThresholds
    /// Those of the comparison cell; nil where no price of the cell may be called low.
    package let statistics: PriceStatistics?
    package let context: FlagContext

    package var listing: Listing {
        observation.listing
    }
}
