internal import Domain
internal import Synchronization
internal import Transport

/// Access tokens by crawler: fetched when first needed, renewed before they end, and fetched anew when one is refused.
/// Callers that need a token at the same time share one request and its outcome.
final class AccessTokens: Sendable {
    /// A token is renewed by so much before its end, or a tenth of its life if that is less.
    private static let longestMargin: Int64 = 60

    private struct State {
        var token: AccessToken?
        var renewAt = Int64.max
        var failure: FetchError?
        /// How many requests have come to an end.
        var requests = 0
    }

    private final class Entry: Sendable {
        let turn = Slots()
        let state = Mutex(State())
    }

    private let entries = Mutex<[String: Entry]>([:])
    private let clock: Clock

    init(clock: Clock) {
        self.clock = clock
    }

    /// - Parameters:
    ///   - refused: a token that the platform does not take any more.
    ///   - fetch: asks for a new one.
    func token(
        for crawler: String, refused: String? = nil, _ fetch: () async throws(FetchError) -> AccessToken
    ) async throws(FetchError) -> String {
        let entry = entries.withLock { entries in
            let entry = entries[crawler] ?? Entry()
            entries[crawler] = entry
            return entry
        }
        if let token = kept(entry, refused) { return token }
        let seen = entry.state.withLock { $0.requests }
        try await entry.turn.acquire(limit: 1)
        defer { entry.turn.release() }
        if let token = kept(entry, refused) { return token }
        // Whoever waited for a request that failed has that request's error, and does not ask again at once.
        if let failure = entry.state.withLock({ $0.requests > seen ? $0.failure : nil }) { throw failure }
        return try await renew(entry, fetch)
    }

    private func kept(_ entry: Entry, _ refused: String?) -> String? {
        let now = clock.now().milliseconds
        return entry.state.withLock { state in
            guard let token = state.token?.value, token != refused, now < state.renewAt else { return nil }
            return token
        }
    }

    private func renew(
        _ entry: Entry, _ fetch: () async throws(FetchError) -> AccessToken
    ) async throws(FetchError) -> String {
        do throws(FetchError) {
            let token = try await fetch()
            let now = clock.now().milliseconds
            entry.state.withLock { state in
                state.token = token
                state.renewAt = token.seconds.map { now + ($0 - min(Self.longestMargin, $0 / 10)) * 1000 } ?? .max
                state.failure = nil
                state.requests += 1
            }
            return token.value
        } catch {
            // A caller that was cancelled says nothing of the token.
            guard error != .cancelled else { throw error }
            entry.state.withLock { state in
                state.failure = error
                state.requests += 1
            }
            throw error
        }
    }
}
