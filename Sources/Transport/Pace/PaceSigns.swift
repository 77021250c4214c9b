package import Domain

extension HostPace.Sign {
    /// Reads status and headers of an answer: `Retry-After`, and the rate-limit headers in the form of the draft
    /// standard and in the older `X-` form.
    ///
    /// - Parameter error: the meaning of the answer, if its body is an error of the platform.
    package init(_ response: FetchResponse, at now: Timestamp, error: FetchError? = nil) {
        var seconds: [Int64] = []
        var isThrottled = response.status == 429
        if case .throttled(let wait, _) = error {
            isThrottled = true
            if let wait { seconds.append(wait) }
        }
        if isThrottled || response.status == 503, let wait = response.retryAfterSeconds(at: now) {
            seconds.append(wait)
        }
        for prefix in ["ratelimit-", "x-ratelimit-", "x-rate-limit-"] {
            guard let left = response.headers[prefix + "remaining"].flatMap({ Int64($0) }), left <= 0,
                let reset = response.headers[prefix + "reset"].flatMap({ Int64($0) })
            else { continue }
            seconds.append(Self.secondsUntil(reset, now))
        }
        let longest = seconds.max().map { min(max($0, 0), Self.longestSeconds) }
        self.init(
            isThrottled: isThrottled, pausedUntil: longest.map { now.milliseconds + $0 * 1000 })
    }

    /// One day. A longer wait counts as a mistake of the platform.
    private static let longestSeconds: Int64 = 86_400

    /// A reset is a number of seconds from now, a UNIX time in seconds, or a UNIX time in milliseconds.
    private static func secondsUntil(_ reset: Int64, _ now: Timestamp) -> Int64 {
        switch reset {
        case ..<1_000_000_000: reset
        case ..<1_000_000_000_000: reset - now.milliseconds / 1000
        default: (reset - now.milliseconds + 999) / 1000
        }
    }
}
