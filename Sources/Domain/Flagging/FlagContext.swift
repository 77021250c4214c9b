/// The rules, and the facts that are not part of a listing or its comparison cell.
package struct FlagContext: Sendable {
    package var shared: SharedFlagRules
    package var rules = FlagRule.all
    /// The facts that are available. Rules that need others are skipped.
    package var facts: FlagFacts
    /// The fields that the feed maps. A missing value counts only for these.
    package var mapped: Set<ListingField>
    package var attention: AttentionTallies
    package var failures: ShopFailures
    /// Product → the daily gain above which a listing belongs to the product's fastest, found over a whole snapshot.
    package var burstBounds: [String: BurstBound]

    package init(
        shared: SharedFlagRules = .standard, facts: FlagFacts = .all, mapped: Set<ListingField> = [],
        attention: AttentionTallies = AttentionTallies(), failures: ShopFailures = ShopFailures(),
        burstBounds: [String: BurstBound] = [:]
    ) {
        self.shared = shared
        self.facts = facts
        self.mapped = mapped
        self.attention = attention
        self.failures = failures
        self.burstBounds = burstBounds
    }
    /// The rules whose facts are available.
    package var usableRules: [FlagRule] {
        rules.filter { facts.isSuperset(of: $0.needs) }
    }
}
