/// The rate that a host accepts, learned from its answers. It has no clock.
///
/// A throttled answer sets a ceiling: the rate at which it happened. The rate is then a tenth below that ceiling. After
/// some time without a throttled answer it probes one small step upwards; after each failed probe the time until the
/// next one doubles. So the rate does not oscillate, and a raised limit is still found.
package struct LearnedRate: Hashable, Sendable {
    /// The rate as a fraction of the ceiling.
    static let margin = 0.9
    /// The factor for a throttled answer soon after the rate was lowered, when the rate is still much too high.
    static let haste = 0.8
    /// One step of a probe.
    static let step = 1.05
    /// Number of consecutive answers without throttling before the rate is raised.
    static let provenAnswers = 200
    static let firstProbe: Int64 = 10_000
    static let longestProbe: Int64 = 30 * 60_000
    /// The lowest rate: one request a minute.
    static let least = 1.0 / 60

    /// Requests per second; nil if the host has never throttled.
    package private(set) var rate: Double?
    /// Requests per second at which the host last throttled, or the value that a probe assumes.
    package private(set) var ceiling: Double?
    private var probeAfter = firstProbe
    private var isProbing = false
    private var changedAt: Int64 = .min
    private var answersSince = 0

    package init() {}

    /// Records an answer, not throttled, at `now` (milliseconds).
    mutating func accepted(at now: Int64) {
        guard let rate, let ceiling else { return }
        answersSince += 1
        if rate < ceiling * Self.margin {
            guard answersSince >= Self.provenAnswers / 4 else { return }
            change(to: ceiling * Self.margin, at: now)
        } else if answersSince >= Self.provenAnswers, now - changedAt >= probeAfter {
            self.ceiling = ceiling * Self.step
            change(to: rate * Self.step, at: now)
            isProbing = true
        }
    }

    /// Records that the host throttled a request. `now` is the time of the answer, `started` the time of the request,
    /// `observed` the rate in requests per second. Requests sent before the rate was last lowered are ignored.
    mutating func throttled(startedAt started: Int64, now: Int64, observed: Double) {
        guard started >= changedAt || rate == nil else { return }
        let at = max(min(observed, rate ?? observed), Self.least)
        let isHasty = rate != nil && !isProbing && answersSince < Self.provenAnswers
        if isProbing { probeAfter = min(probeAfter * 2, Self.longestProbe) }
        isProbing = false
        ceiling = at
        change(to: max(at * (isHasty ? Self.haste : Self.margin), Self.least), at: now)
    }

    private mutating func change(to rate: Double, at now: Int64) {
        self.rate = rate
        changedAt = now
        answersSince = 0
    }
}
