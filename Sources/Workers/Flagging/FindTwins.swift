internal import Domain
internal import Rulebook
internal import Store

/// The result of a search for twins in one product.
package struct TwinSummary: Hashable, Sendable {
    package let product: String
    package let listings: Int
    package let compared: Int
    package let twins: Int
    package let new: Int
    /// Listings that were not fully compared, because too many listings share their title and price.
    package let skipped: Int
}

/// Finds offers with the same content and different ids in the latest snapshots of a product, on one platform and
/// across platforms.
package struct FindTwins: Sendable {
    private let context: AppContext

    package init(_ context: AppContext) {
        self.context = context
    }

    package func run(product: String) async throws -> TwinSummary {
        let rules = context.rulebook.sharedFlagging
        let entries = try await context.store.latestListings(of: product)
        let outcome = TwinFinder.find(entries.map(\.listing), rule: rules.twins)
        let new = try await context.store.recordTwins(
            outcome.twins.map { (entries[$0.left].id, entries[$0.right].id, $0) }, product: product, rule: rules.rule)
        return TwinSummary(
            product: product, listings: entries.count, compared: outcome.compared, twins: outcome.twins.count,
            new: new, skipped: outcome.skipped)
    }
}
