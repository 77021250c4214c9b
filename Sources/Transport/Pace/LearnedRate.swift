/// The rate that a host has been found to bear. Facts and time in, a rate out; it knows no clock.
///
/// A host that throttles marks a ceiling: the rate at which it happened. The rate settles a tenth below that ceiling
/// and stays there. It probes upwards in small steps, each only after a while without a throttled answer; each time a
/// probe fails, the next one comes only after twice as long. So the rate does not swing between too much and far too
/// little, and a host whose limit was raised is still found out.
package struct LearnedRate: Hashable, Sendable {
    /// Below the ceiling by this much.
    static let margin = 0.9
    /// A throttled answer soon after the rate was lowered says that it is still much too high.
    static let haste = 0.8
    /// One step of a probe.
    static let step = 1.05
    /// Answers without a throttled one among them, before the rate changes upwards: fewer than one in so many answers
    /// is throttled by a probe.
    static let provenAnswers = 200
    static let firstProbe: Int64 = 10_000
    static let longestProbe: Int64 = 30 * 60_000
    /// One request a minute: a host is never given up altogether.
    static let least = 1.0 / 60

    /// Requests per second; nil while the host has never throttled.
    package private(set) var rate: Double?
    /// Requests per second at which the host throttled last, or that a probe took as the next guess.
    package private(set) var ceiling: Double?
    private var probeAfter = firstProbe
    private var isProbing = false
    private var changedAt: Int64 = .min
    private var answersSince = 0

    package init() {}

    /// An answer that was not throttled came in at `now` (milliseconds).
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

    /// The host throttled at `now` a request that was started at `started` while requests went out at `observed` per
    /// second. A request that was on its way before the rate was last lowered says nothing new.
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
