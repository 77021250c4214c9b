/// The rules, and the facts that belong neither to a listing nor to its comparison cell.
package struct FlagContext: Sendable {
    package var shared: SharedFlagRules
    package var rules = FlagRule.all
    /// The available facts. A rule that needs other facts is skipped.
    package var facts: FlagFacts
    /// The fields that the feed maps. Only these can count as missing.
    package var mapped: Set<ListingField>
    package var attention: AttentionTallies
    package var failures: ShopFailures
    /// Product → the daily gain above which a listing is among the fastest of the product, computed over a whole
    /// snapshot.
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
