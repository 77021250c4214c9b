internal import Store

/// Checks the hash chain of the event log, part by part. A check that was interrupted continues with the next part.
package struct ProveChain: Sendable {
    private let store: Store

    package init(_ context: AppContext) {
        store = context.store
    }

    package func run(_ id: Int64) async throws {
        while try await !store.continueProof(id) { try Task.checkCancellation() }
    }
}
