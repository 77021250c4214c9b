internal import Domain
internal import Store

/// Carries out an action on many rows of a list, part by part. Each part is a transaction, so that an action that was
/// interrupted continues with the next row.
package struct RunBulk: Sendable {
    private let store: Store

    package init(_ context: AppContext) {
        store = context.store
    }

    package func run(_ id: Int64) async throws {
        let bulk = try await store.bulkAction(id)
        switch bulk.page {
        case FlagQuery.page:
            while try await !store.continueFlagReview(bulk: id) { try Task.checkCancellation() }
        default: throw PermanentFailure("the page “\(bulk.page)” of bulk action \(id) has no actions on many rows")
        }
    }
}
