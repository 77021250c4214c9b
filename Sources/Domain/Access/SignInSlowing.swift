/// Slows down guessing of passwords and codes. Nobody is locked out for ever: the longest wait is five minutes.
package enum SignInSlowing {
    /// Failures are counted together while each follows the one before it within this time.
    package static let windowSeconds: Int64 = 15 * 60
    package static let longestWaitSeconds: Int64 = 5 * 60
    /// After this number of failures of one account, the next attempt must wait.
    package static let accountLimit: Int64 = 5
    /// The same for one address, which many people may share.
    package static let addressLimit: Int64 = 20

    /// The failures so far, and the time of the last one.
    package struct Count: Hashable, Sendable {
        package let failures: Int64
        package let lastAt: Timestamp

        package init(failures: Int64, lastAt: Timestamp) {
            self.failures = failures
            self.lastAt = lastAt
        }
    }

    /// The number of failures with the one at `now`.
    package static func failures(after earlier: Count?, at now: Timestamp) -> Int64 {
        current(earlier, at: now) + 1
    }

    /// The seconds until the next attempt is allowed; 0 if it is allowed now. After `limit` failures the wait is one
    /// second, and it doubles with each further failure.
    package static func wait(after count: Count?, limit: Int64, at now: Timestamp) -> Int64 {
        guard let count, current(count, at: now) >= limit else { return 0 }
        let doublings = count.failures - limit
        let wait = doublings < 9 ? min(1 << doublings, longestWaitSeconds) : longestWaitSeconds
        let rest = count.lastAt.adding(seconds: wait).milliseconds - now.milliseconds
        // A clock that was set back must not extend the wait.
        return min(max(0, (rest + 999) / 1000), wait)
    }

    private static func current(_ count: Count?, at now: Timestamp) -> Int64 {
        guard let count, now < count.lastAt.adding(seconds: windowSeconds) else { return 0 }
        return count.failures
    }
}
