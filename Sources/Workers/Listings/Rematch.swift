internal import Domain
internal import Rulebook
internal import Store

/// Matches listings again that were pulled before their product had criteria. If a pull gets new matches, its screening
/// becomes due again.
package struct Rematch: Sendable {
    private static let batch = 5_000
    private let context: AppContext

    package init(_ context: AppContext) {
        self.context = context
    }

    /// Matches the latest complete pull of each crawler, or only `pull`. Returns the pulls with new matches, and the
    /// number of these listings.
    package func run(pull: Int64? = nil) async throws -> [(pull: Int64, listings: Int)] {
        let pulls = if let pull { [pull] } else { try await context.store.latestPulls().map(\.pull) }
        var gained: [(pull: Int64, listings: Int)] = []
        for pull in pulls {
            let listings = try await rematch(pull)
            if listings > 0 { gained.append((pull, listings)) }
        }
        return gained
    }

    private func rematch(_ pull: Int64) async throws -> Int {
        let rules = context.rulebook.criteria.mapValues(\.rule)
        var after: Int64 = 0
        var count = 0
        while let found = try await context.store.unmatchedListings(pull: pull, after: after, limit: Self.batch) {
            try Task.checkCancellation()
            after = found.last
            let products = zip(found.listings, context.rulebook.matcher.products(of: found.batch)).compactMap {
                listing, product in product.map { (listing: listing, product: $0) }
            }
            count += try await context.store.rematch(pull: pull, products: products, rules: rules)
        }
        return count + (try await context.store.screenAfterRematch(pull: pull))
    }
}
