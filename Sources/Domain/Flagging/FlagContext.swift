/// What is known beside a listing and its comparison cell: the shared rules and the facts that the rules look up.
///
/// The empty context leaves out every rule that needs such facts; nothing is guessed.
package struct FlagContext: Sendable {
    package var shared: SharedFlagRules
    /// The fields that the feed maps. Silence about a field that it never gives is no sign of anything.
    package var mapped: Set<ListingField>
    package var attention: AttentionTallies
    package var failures: ShopFailures
    /// Product → the daily gain above which a listing belongs to the product's fastest; found over a whole snapshot.
    package var burstBounds: [String: BurstBound]

    package init(
        shared: SharedFlagRules = .standard, mapped: Set<ListingField> = [],
        attention: AttentionTallies = AttentionTallies(), failures: ShopFailures = ShopFailures(),
        burstBounds: [String: BurstBound] = [:]
    ) {
        self.shared = shared
        self.mapped = mapped
        self.attention = attention
        self.failures = failures
        self.burstBounds = burstBounds
    }
}
