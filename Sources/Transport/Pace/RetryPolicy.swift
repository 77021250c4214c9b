package import Domain

/// When to try again: a pure function of the number of tries and a random number.
package struct RetryPolicy: Hashable, Sendable {
    /// Maximum number of tries, including the first.
    package let attempts: Int
    package let baseMilliseconds: Int64
    package let longestMilliseconds: Int64

    /// The longest `Retry-After` that a request waits for.
    package static let longestWaitSeconds: Int64 = 120

    package init(attempts: Int, baseMilliseconds: Int64 = 200, longestMilliseconds: Int64 = 30_000) {
        self.attempts = attempts
        self.baseMilliseconds = baseMilliseconds
        self.longestMilliseconds = longestMilliseconds
    }

    /// The wait after try number `attempt` (from 1) failed with `error`; nil means no further try.
    ///
    /// Full jitter: a random time below base × 2^(attempt − 1), so that many clients do not try at the same time. The
    /// wait is never shorter than the platform requires.
    package func delay(after attempt: Int, _ error: FetchError, random: RandomSource) -> Int64? {
        guard attempt < attempts, error.isRetryable else { return nil }
        var ceiling = baseMilliseconds
        for _ in 1..<max(attempt, 1) where ceiling < longestMilliseconds { ceiling *= 2 }
        let drawn = random.bytes(4).reduce(0) { $0 << 8 | Int64($1) }
        let jittered = drawn % (min(ceiling, longestMilliseconds) + 1)
        guard case .throttled(let seconds?, _) = error else { return jittered }
        // The pull leaves a gap, and its job is tried again later.
        guard seconds <= Self.longestWaitSeconds else { return nil }
        return max(jittered, max(seconds, 0) * 1000)
    }
}
