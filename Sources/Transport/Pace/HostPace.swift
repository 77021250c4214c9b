package import Domain

/// When the next request to one host may start. Facts and time in, a moment out; it knows no clock and does not wait.
package struct HostPace: Sendable {
    /// What an answer says about pace.
    package struct Sign: Hashable, Sendable {
        /// The host said that there were too many requests.
        package var isThrottled = false
        /// No request before this moment (milliseconds since 1970).
        package var pausedUntil: Int64?

        package init(isThrottled: Bool = false, pausedUntil: Int64? = nil) {
            self.isThrottled = isThrottled
            self.pausedUntil = pausedUntil
        }
    }

    /// A start that is late may be made good by so much: sleeps are never exact.
    private static let tolerance = 50.0
    /// The wait after the first throttled answer that names none; each further one in a row doubles it.
    private static let firstPause: Int64 = 500
    private static let longestPause: Int64 = 60_000
    private static let rememberedStarts = 32
    /// Fewer starts than these make no rate.
    private static let countableStarts = 8

    package private(set) var learned = LearnedRate()
    /// When the next start is due, to a part of a millisecond.
    private var due = -Double.infinity
    private var pausedUntil = Int64.min
    private var throttledInARow = 0
    private var starts: [Int64] = []
    /// The latest moment heard of: a sleep that was slept has passed, whatever the clock says.
    private var latest = Int64.min

    package init() {}

    /// Time has passed up to `moment` at least; gives the moment that counts as now.
    package mutating func observe(_ moment: Int64) -> Int64 {
        latest = max(latest, moment)
        return latest
    }

    /// Reserves the next start under `pace`: a moment from `now` on. Where that is later than `latest`, nothing is
    /// reserved, and the moment only says when to come back.
    package mutating func reserve(_ pace: Pace, at now: Int64, before latest: Int64 = .max) -> Int64 {
        let now = observe(now)
        let rate = min(Double(max(pace.requestsPerSecond, 1)), learned.rate ?? .infinity)
        let start = max(due, Double(now) - Self.tolerance, Double(pausedUntil))
        let moment = max(Int64(start.rounded(.up)), now)
        if moment <= latest { due = start + 1000 / rate }
        return moment
    }

    /// Until when a reserved start at `moment` has to wait because the host asked for it in the meantime.
    package func postponed(_ moment: Int64) -> Int64 {
        max(moment, pausedUntil)
    }

    /// A request went out.
    package mutating func started(at now: Int64) {
        starts.append(observe(now))
        if starts.count > Self.rememberedStarts { starts.removeFirst() }
    }

    /// The answer to the request that went out at `started` came in at `now`.
    package mutating func answered(_ sign: Sign, startedAt started: Int64, under pace: Pace, at now: Int64) {
        let now = observe(now)
        if let until = sign.pausedUntil { pausedUntil = max(pausedUntil, until) }
        guard sign.isThrottled else {
            throttledInARow = 0
            learned.accepted(at: now)
            return
        }
        // In a row of refusals only the first tells the rate: the rest tell how long the host stays shut.
        if throttledInARow == 0 {
            let observed = min(observedRate ?? .infinity, Double(max(pace.requestsPerSecond, 1)))
            learned.throttled(startedAt: started, now: now, observed: observed)
        }
        if sign.pausedUntil == nil {
            let pause = min(Self.firstPause << Int64(min(throttledInARow, 10)), Self.longestPause)
            pausedUntil = max(pausedUntil, now + pause)
        }
        throttledInARow += 1
    }

    /// Starts per second of late; nil while there are too few.
    private var observedRate: Double? {
        guard let last = starts.last else { return nil }
        let recent = starts.drop { $0 < last - 60_000 }
        guard recent.count >= Self.countableStarts, let first = recent.first, last > first else { return nil }
        return Double(recent.count - 1) * 1000 / Double(last - first)
    }
}
