internal import Domain
internal import Synchronization
internal import Transport

/// Access tokens by crawler: fetched when first needed, renewed before they expire, and fetched again when one is
/// refused. Callers that need a token at the same time share one request and its result.
final class AccessTokens: Sendable {
    /// Seconds before its expiry at which a token is renewed; a tenth of its life if that is less.
    private static let longestMargin: Int64 = 60

    private struct TokenState {
        var token: AccessToken?
        var renewAt = Int64.max
        var failure: FetchError?
        /// Number of finished requests.
        var requests = 0
    }

    private final class TokenEntry: Sendable {
        /// One request at a time.
        let renewal = Slots()
        let state = Mutex(TokenState())
    }

    private let entries = Mutex<[String: TokenEntry]>([:])
    private let clock: Clock

    init(clock: Clock) {
        self.clock = clock
    }

    /// - Parameters:
    ///   - refused: a token that the platform no longer accepts.
    ///   - fetch: requests a new one.
    func token(
        for crawler: String, refused: String? = nil, _ fetch: () async throws(FetchError) -> AccessToken
    ) async throws(FetchError) -> String {
        let entry = entries.withLock { entries in
            let entry = entries[crawler] ?? TokenEntry()
            entries[crawler] = entry
            return entry
        }
        if let token = kept(entry, refused) { return token }
        let seen = entry.state.withLock { $0.requests }
        do {
            try await entry.renewal.acquire(limit: 1)
        } catch {
            throw .cancelled
        }
        defer { entry.renewal.release() }
        if let token = kept(entry, refused) { return token }
        // A caller that waited for a failed request gets that request's error; it does not send another one at once.
        if let failure = entry.state.withLock({ $0.requests > seen ? $0.failure : nil }) { throw failure }
        return try await renew(entry, fetch)
    }

    private func kept(_ entry: TokenEntry, _ refused: String?) -> String? {
        let now = clock.now().milliseconds
        return entry.state.withLock { state in
            guard let token = state.token?.value, token != refused, now < state.renewAt else { return nil }
            return token
        }
    }

    private func renew(
        _ entry: TokenEntry, _ fetch: () async throws(FetchError) -> AccessToken
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
            // A cancelled caller does not show whether the token can be fetched.
            guard error != .cancelled else { throw error }
            entry.state.withLock { state in
                state.failure = error
                state.requests += 1
            }
            throw error
        }
    }
}
