package import Domain

/// When the next request to one host may start. A pure state machine: it has no clock and does not wait.
package struct HostPace: Sendable {
    /// The meaning of an answer for the pace.
    package struct Sign: Hashable, Sendable {
        /// The host reported too many requests.
        package var isThrottled = false
        /// No request is allowed before this moment (milliseconds since 1970).
        package var pausedUntil: Int64?

        package init(isThrottled: Bool = false, pausedUntil: Int64? = nil) {
            self.isThrottled = isThrottled
            self.pausedUntil = pausedUntil
        }
    }

    /// Milliseconds of delay of a late start that later starts may make up for, because sleeps are not exact.
    private static let tolerance = 50.0
    /// The pause after the first throttled answer that states none. Each further throttled answer in a row doubles it.
    private static let firstPause: Int64 = 500
    private static let longestPause: Int64 = 60_000
    private static let rememberedStarts = 32
    /// Minimum number of starts from which a rate is computed.
    private static let countableStarts = 8

    package private(set) var learned = LearnedRate()
    /// When the next start is due, in milliseconds with fractions.
    private var due = -Double.infinity
    private var pausedUntil = Int64.min
    private var throttledInARow = 0
    /// When the last counted refusal arrived. The refusal of a request that was sent before belongs to the same pause.
    private var throttledAt = Int64.min
    private var starts: [Int64] = []
    /// The latest known moment. A finished sleep counts as passed even if the clock shows an earlier time.
    private var latest = Int64.min

    package init() {}

    /// Records that it is `moment` or later, and returns the moment that counts as now.
    package mutating func observe(_ moment: Int64) -> Int64 {
        latest = max(latest, moment)
        return latest
    }

    /// Reserves the next start under `pace`, at `now` or later. If the start would be later than `latest`, nothing is
    /// reserved and the result is the moment for the next try.
    package mutating func reserve(_ pace: Pace, at now: Int64, before latest: Int64 = .max) -> Int64 {
        let now = observe(now)
        let rate = min(Double(max(pace.requestsPerSecond, 1)), learned.rate ?? .infinity)
        let start = max(due, Double(now) - Self.tolerance, Double(pausedUntil))
        let moment = max(Int64(start.rounded(.up)), now)
        if moment <= latest { due = start + 1000 / rate }
        return moment
    }

    /// The new moment of a start reserved for `moment`, if the host has requested a pause since.
    package func postponed(_ moment: Int64) -> Int64 {
        max(moment, pausedUntil)
    }

    /// Records that a request was sent.
    package mutating func started(at now: Int64) {
        starts.append(observe(now))
        if starts.count > Self.rememberedStarts { starts.removeFirst() }
    }

    /// Records the answer, at `now`, to the request sent at `started`.
    package mutating func answered(_ sign: Sign, startedAt started: Int64, under pace: Pace, at now: Int64) {
        let now = observe(now)
        if let until = sign.pausedUntil { pausedUntil = max(pausedUntil, until) }
        // Requests that were under way together share one pause. Their answers do not lengthen it or end it.
        guard started > throttledAt else { return }
        guard sign.isThrottled else {
            throttledInARow = 0
            learned.accepted(at: now)
            return
        }
        // Only the first of several refusals in a row is information about the rate.
        if throttledInARow == 0 {
            let observed = min(observedRate ?? .infinity, Double(max(pace.requestsPerSecond, 1)))
            learned.throttled(startedAt: started, now: now, observed: observed)
        }
        if sign.pausedUntil == nil {
            let pause = min(Self.firstPause << Int64(min(throttledInARow, 10)), Self.longestPause)
            pausedUntil = max(pausedUntil, now + pause)
        }
        throttledInARow += 1
        throttledAt = now
    }

    /// Recent starts per second; nil if there are too few.
    private var observedRate: Double? {
        guard let last = starts.last else { return nil }
        let recent = starts.drop { $0 < last - 60_000 }
        guard recent.count >= Self.countableStarts, let first = recent.first, last > first else { return nil }
        return Double(recent.count - 1) * 1000 / Double(last - first)
    }
}
