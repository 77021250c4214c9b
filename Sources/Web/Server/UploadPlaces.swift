internal import Synchronization

/// How many uploads of reports are under way at once: each holds its whole body in memory. No laboratory takes all places,
/// however slowly its bodies arrive.
final class UploadPlaces: Sendable {
    private struct State {
        var taken = 0
        var byHolder: [String: Int] = [:]
    }

    private let atOnce: Int
    private let ofOneHolder: Int
    private let state = Mutex(State())

    init(atOnce: Int = 16, ofOneHolder: Int = 6) {
        self.atOnce = atOnce
        self.ofOneHolder = ofOneHolder
    }

    /// Runs `body` in a place of `holder`.
    ///
    /// - Throws: a problem that asks to come again where there is none, or what `body` throws.
    func run<Value>(for holder: String, _ body: () async throws -> Value) async throws -> Value {
        guard take(holder) else { throw Problem.busy }
        defer { giveBack(holder) }
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

    private func giveBack(_ holder: String) {
        state.withLock { state in
            state.taken -= 1
            let own = (state.byHolder[holder] ?? 1) - 1
            state.byHolder[holder] = own == 0 ? nil : own
        }
    }
}
