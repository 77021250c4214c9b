internal import Domain
internal import Synchronization

/// Counts requests per minute, for each holder of a token.
final class RateLimiter: Sendable {
    private struct MinuteCount {
        var minute: Int64
        var count: Int
    }

    private let windows = Mutex<[String: MinuteCount]>([:])

    /// Whether one more request of `holder` is within the `limit` per minute.
    func admits(_ holder: String, limit: Int, at now: Timestamp) -> Bool {
        let minute = now.milliseconds / 60_000
        return windows.withLock { windows in
            // The number of holders is small: laboratories, platforms and officers with tokens.
            var window = windows[holder] ?? MinuteCount(minute: minute, count: 0)
            if window.minute != minute { window = MinuteCount(minute: minute, count: 0) }
            window.count += 1
            windows[holder] = window
            return window.count <= limit
        }
    }
}
