internal import Domain
internal import Store

/// Carries out an action on many rows of a list, part by part. Each part is a transaction, so that an action that was
/// interrupted continues with the next row.
package struct RunBulk: Sendable {
    private let context: AppContext

    package init(_ context: AppContext) {
        self.context = context
    }

    package func run(_ id: Int64) async throws {
        let store = context.store
        let bulk = try await store.bulkAction(id)
        switch bulk.page {
        case FlagQuery.page:
            while try await !store.continueFlagReview(bulk: id) { try Task.checkCancellation() }
        case QuarantineList.page: try await Replay(context).run(bulk: id)
        default: throw PermanentFailure("the page “\(bulk.page)” of bulk action \(id) has no actions on many rows")
        }
    }
}
