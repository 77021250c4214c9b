internal import Synchronization

/// Limits the number of simultaneous report uploads, because each one keeps its body in memory. One laboratory cannot
/// use all places.
final class UploadPlaces: Sendable {
    private struct PlaceCounts {
        var taken = 0
        var byHolder: [String: Int] = [:]
    }

    private let atOnce: Int
    private let ofOneHolder: Int
    private let state = Mutex(PlaceCounts())

    init(atOnce: Int = 16, ofOneHolder: Int = 6) {
        self.atOnce = atOnce
        self.ofOneHolder = ofOneHolder
    }

    /// Executes `body` in a place of `holder`.
    ///
    /// - Throws: `Problem.busy` if no place is free, or the error of `body`.
    func run<Value>(for holder: String, _ body: () async throws -> Value) async throws -> Value {
        guard take(holder) else { throw Problem.busy }
        defer { release(holder) }
        return try await body()
    }

    private func take(_ holder: String) -> Bool {
        state.withLock { state in
            let own = state.byHolder[holder] ?? 0
            guard state.taken < atOnce, own < ofOneHolder else { return false }
            state.taken += 1
            state.byHolder[holder] = own + 1
            return true
        }
    }

    private func release(_ holder: String) {
        state.withLock { state in
            state.taken -= 1
            let own = (state.byHolder[holder] ?? 1) - 1
            state.byHolder[holder] = own == 0 ? nil : own
        }
    }
}
