import Domain
import TestSupport
import Testing
import Transport

@Suite("Headers that control the pace")
struct PaceSignTests {
    private let now = FixedClock.start

    private func sign(_ status: Int, _ headers: [String: String]) -> HostPace.Sign {
        HostPace.Sign(FetchResponse(status: status, headers: headers, body: []), at: now)
    }

    @Test(
        "A host without remaining requests is requested again after its window ends",
        arguments: [
            (["ratelimit-remaining": "0", "ratelimit-reset": "30"], 30),
            (["x-ratelimit-remaining": "0", "x-ratelimit-reset": "1793577645"], 45),
            (["x-rate-limit-remaining": "0", "x-rate-limit-reset": "1793577601500"], 2),
            (["ratelimit-remaining": "1", "ratelimit-reset": "30"], nil),
            (["ratelimit-remaining": "0"], nil),
            (["ratelimit-remaining": "many", "ratelimit-reset": "soon"], nil),
            (["ratelimit-remaining": "0", "ratelimit-reset": "-5"], 0),
            (["retry-after": "30"], nil),
        ] as [([String: String], Int64?)])
    func remaining(_ headers: [String: String], _ seconds: Int64?) {
        let expected = seconds.map { now.milliseconds + $0 * 1000 }
        #expect(sign(200, headers) == HostPace.Sign(isThrottled: false, pausedUntil: expected))
    }

    @Test("The longest of several waits counts, up to a day")
    func longest() {
        let headers = ["retry-after": "5", "ratelimit-remaining": "0", "ratelimit-reset": "9"]
        #expect(sign(429, headers).pausedUntil == now.milliseconds + 9000)
        #expect(sign(429, headers).isThrottled)
        #expect(sign(503, ["retry-after": String(Int64.max)]).pausedUntil == now.milliseconds + 86_400_000)
        #expect(!sign(503, [:]).isThrottled)
    }
}
