import Domain
import Testing

@testable import Transport

/// Answers like a host with a token bucket: a number of tokens per second, and a maximum number in the bucket.
private struct Limiter {
    enum Kind {
        case bucket(burst: Double)
        case window(milliseconds: Int64)
    }

    let perSecond: Double
    let kind: Kind
    private var tokens: Double
    private var last: Int64 = 0

    init(perSecond: Double, _ kind: Kind) {
        self.perSecond = perSecond
        self.kind = kind
        tokens = 0
        switch kind {
        case .bucket(let burst): tokens = burst
        case .window(let length): tokens = perSecond * Double(length) / 1000
        }
    }

    mutating func admits(at now: Int64) -> Bool {
        switch kind {
        case .bucket(let burst):
            tokens = min(burst, tokens + Double(now - last) * perSecond / 1000)
        case .window(let length):
            if now / length != last / length { tokens = perSecond * Double(length) / 1000 }
        }
        last = now
        guard tokens >= 1 else { return false }
        tokens -= 1
        return true
    }
}

@Suite("The pace of one host")
struct PaceTests {
    private struct AnswerCounts {
        var accepted = 0
        var throttled = 0
        var throttledShare: Double { Double(throttled) / Double(max(accepted + throttled, 1)) }
    }

    /// Sends one request after the other against a limiter. Counts from `settled` to `end` (seconds).
    private func simulate(
        _ limiter: Limiter, _ pace: Pace, settled: Int64, end: Int64, retryAfter: Int64? = nil
    ) -> AnswerCounts {
        var limiter = limiter
        var state = HostPace()
        var now: Int64 = 0
        var counts = AnswerCounts()
        while now < end * 1000 {
            now = state.reserve(pace, at: now)
            state.started(at: now)
            let admitted = limiter.admits(at: now)
            let pause = admitted ? nil : retryAfter.map { now + $0 * 1000 }
            state.answered(
                HostPace.Sign(isThrottled: !admitted, pausedUntil: pause), startedAt: now, under: pace, at: now)
            guard now >= settled * 1000 else { continue }
            if admitted { counts.accepted += 1 } else { counts.throttled += 1 }
        }
        return counts
    }

    @Test(
        "Against a limiter, a settled pace has under 1 % throttled answers and at least 80 % of the limit",
        arguments: [
            (10.0, 10.0, 20, Int64?.none), (10, 1, 50, 1), (1, 5, 20, 2), (100, 100, 1000, nil), (3, 3, 5, nil),
            (0.5, 10, 5, nil), (40, 400, 50, 30),
        ] as [(Double, Double, Int, Int64?)])
    func settles(_ limit: Double, _ burst: Double, _ configured: Int, _ retryAfter: Int64?) {
        let counts = simulate(
            Limiter(perSecond: limit, .bucket(burst: burst)), Pace(requestsPerSecond: configured), settled: 1800,
            end: 9000, retryAfter: retryAfter)
        #expect(counts.throttledShare < 0.01)
        #expect(Double(counts.accepted) >= 0.8 * limit * 7200)
    }

    @Test(
        "The same is true of a limiter that counts by the second or by the minute",
        arguments: [(10.0, 1000, 20), (1, 60_000, 5), (5, 60_000, 20)] as [(Double, Int64, Int)])
    func windows(_ limit: Double, _ window: Int64, _ configured: Int) {
        let counts = simulate(
            Limiter(perSecond: limit, .window(milliseconds: window)), Pace(requestsPerSecond: configured),
            settled: 3600, end: 18_000)
        #expect(counts.throttledShare < 0.01)
        #expect(Double(counts.accepted) >= 0.8 * limit * 14_400)
    }

    @Test("A host without a limit gets exactly the configured rate")
    func unlimited() {
        let counts = simulate(
            Limiter(perSecond: 1e6, .bucket(burst: 1e6)), Pace(requestsPerSecond: 20), settled: 10, end: 110)
        #expect((1999...2001).contains(counts.accepted))
        #expect(counts.throttled == 0)
    }

    @Test("While the limit stays the same, probes become rarer")
    func probesLessOften() {
        let limiter = Limiter(perSecond: 10, .bucket(burst: 10))
        let early = simulate(limiter, Pace(requestsPerSecond: 20), settled: 0, end: 3600)
        let late = simulate(limiter, Pace(requestsPerSecond: 20), settled: 14_400, end: 18_000)
        #expect(late.throttled < early.throttled / 2)
    }

    @Test("A raised limit is found")
    func raised() {
        var learned = LearnedRate()
        learned.throttled(startedAt: 0, now: 0, observed: 10)
        #expect(learned.rate == 9)
        var now: Int64 = 0
        while now < 3_600_000 {
            now += 100
            learned.accepted(at: now)
        }
        #expect((learned.rate ?? 0) > 20)
    }

    @Test("A request sent before the rate was lowered is ignored")
    func underWay() {
        var learned = LearnedRate()
        learned.throttled(startedAt: 1000, now: 1100, observed: 100)
        for _ in 0..<15 { learned.throttled(startedAt: 1050, now: 1110, observed: 100) }
        #expect(learned.rate == 90)
    }

    @Test("Starts never exceed the configured rate, except for a burst of a twentieth of a second")
    func spacing() {
        var state = HostPace()
        let pace = Pace(requestsPerSecond: 1000, concurrency: 16)
        let starts = (0..<2000).map { _ in state.reserve(pace, at: 5_000_000) }
        #expect(starts == starts.sorted())
        #expect(starts.filter { $0 == 5_000_000 }.count <= 52)
        #expect(starts.filter { $0 < 5_001_000 }.count <= 1051)
        #expect(starts.last == 5_001_949)
    }

    @Test("A pause that a host requests also applies to reserved starts")
    func pause() {
        var state = HostPace()
        let pace = Pace(requestsPerSecond: 10, concurrency: 4)
        let first = state.reserve(pace, at: 0)
        let second = state.reserve(pace, at: 0)
        state.answered(
            HostPace.Sign(isThrottled: true, pausedUntil: 7000), startedAt: first, under: pace, at: 20)
        #expect(state.postponed(second) == 7000)
        #expect(state.reserve(pace, at: 30) >= 7000)
        #expect(state.reserve(pace, at: 7000) > 7000)
    }

    @Test("Loss 5: requests that are throttled together count as one, whatever order their answers have")
    func together() {
        var state = HostPace()
        let pace = Pace(requestsPerSecond: 10, concurrency: 8)
        let starts = (0..<8).map { _ in state.reserve(pace, at: 0) }
        for start in starts { state.started(at: start) }
        for (index, start) in starts.enumerated() {
            let isThrottled = index != 3
            state.answered(HostPace.Sign(isThrottled: isThrottled), startedAt: start, under: pace, at: 1000)
        }
        #expect(state.postponed(0) == 1500)
        #expect(state.learned.rate.map { $0 >= 8 } == true)
        // The first request after the pause is throttled again: now the pause doubles.
        let next = state.reserve(pace, at: 1500)
        state.answered(HostPace.Sign(isThrottled: true), startedAt: next, under: pace, at: next + 10)
        #expect(state.postponed(0) == next + 10 + 1000)
    }

    @Test("A start later than allowed is not reserved")
    func tooLate() {
        var state = HostPace()
        let pace = Pace(requestsPerSecond: 1)
        state.answered(
            HostPace.Sign(isThrottled: true, pausedUntil: 500_000), startedAt: 0, under: pace, at: 0)
        for _ in 0..<100 { #expect(state.reserve(pace, at: 0, before: 120_000) == 500_000) }
        #expect(state.reserve(pace, at: 500_000) == 500_000)
    }

    @Test("A clock that jumps back neither stops nor bursts the requests")
    func clockJumpsBack() {
        var state = HostPace()
        let pace = Pace(requestsPerSecond: 10)
        _ = state.reserve(pace, at: 10_000_000)
        let next = state.reserve(pace, at: 5_000)
        #expect((10_000_000...10_000_100).contains(next))
    }
}
