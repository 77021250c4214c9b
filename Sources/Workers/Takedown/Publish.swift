package import Store

/// Puts decided takedowns on the platforms' lists.
package struct Publish: Sendable {
    private let store: Store

    package init(_ store: Store) {
        self.store = store
    }

    /// `key`: `<takedown>:<remove or restore>`. Gives false where there was nothing to do.
    package func run(key: String) async throws -> Bool {
        let parts = key.split(separator: ":")
        guard parts.count == 2, let id = Int64(parts[0]), let action = ListAction(rawValue: String(parts[1])) else {
            throw PermanentFailure("“\(key)” names no takedown and action, such as 17:remove")
        }
        return try await store.publishTakedown(id, action: action)
    }
}
