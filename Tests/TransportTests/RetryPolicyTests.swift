import Domain
import TestSupport
import Testing
import Transport

struct RetryPolicyTests {
    private let policy = RetryPolicy(attempts: 12)

    @Test("The wait after each try lies between nothing and the doubled bound, and never above the longest")
    func bounds() throws {
        let random = RandomSource.seeded(7)
        for attempt in 1..<12 {
            let ceiling = min(Int64(200) << Int64(attempt - 1), 30_000)
            let delays = try (0..<200).map { _ in
                try #require(policy.delay(after: attempt, .transient("HTTP 500"), random: random))
            }
            #expect(delays.allSatisfy { (0...ceiling).contains($0) })
            #expect((delays.max() ?? 0) > ceiling / 2, "try \(attempt) uses its room")
            #expect(Set(delays).count > 1, "try \(attempt) is left to chance")
        }
    }

    @Test("The last try is not followed by a wait")
    func givesUp() {
        #expect(policy.delay(after: 11, .transient(""), random: .constant(0)) != nil)
        #expect(policy.delay(after: 12, .transient(""), random: .constant(0)) == nil)
        #expect(policy.delay(after: 13, .transient(""), random: .constant(0)) == nil)
        #expect(RetryPolicy(attempts: 1).delay(after: 1, .transient(""), random: .constant(0)) == nil)
    }

    @Test(
        "What trying again cannot mend is given up at once",
        arguments: [
            FetchError.credentials("HTTP 403"), .contract("HTTP 404"), .ours("no endpoint is set"), .cancelled,
        ])
    func givesUpAtOnce(_ error: FetchError) {
        #expect(policy.delay(after: 1, error, random: .constant(0)) == nil)
        #expect(!error.isWorthRetrying)
    }

    @Test("What the platform asks for is never undercut", arguments: [0, 1, 7, 120])
    func retryAfter(_ seconds: Int64) throws {
        let random = RandomSource.seeded(11)
        for attempt in 1..<12 {
            let error = FetchError.throttled(retryAfterSeconds: seconds)
            let delay = try #require(policy.delay(after: attempt, error, random: random))
            #expect(delay >= seconds * 1000)
        }
    }

    @Test(
        "A longer wait than two minutes is not sat out in place: the job comes back later",
        arguments: [
            121, 86_400, Int64.max / 1000 + 1, .max,
        ])
    func longRetryAfter(_ seconds: Int64) {
        let error = FetchError.throttled(retryAfterSeconds: seconds)
        #expect(policy.delay(after: 1, error, random: .seeded(3)) == nil)
    }

    @Test("A Retry-After below zero is none", arguments: [-1, Int64.min])
    func negativeRetryAfter(_ seconds: Int64) throws {
        let error = FetchError.throttled(retryAfterSeconds: seconds)
        #expect(try #require(policy.delay(after: 1, error, random: .seeded(3))) >= 0)
    }

    @Test("Being throttled without a time is like any passing fault")
    func throttledWithoutTime() throws {
        let error = FetchError.throttled(retryAfterSeconds: nil)
        #expect(try #require(policy.delay(after: 1, error, random: .constant(0xFF))) <= 200)
    }

    @Test("A policy of many tries does not overflow")
    func manyTries() throws {
        let policy = RetryPolicy(attempts: 10_000)
        let delay = try #require(policy.delay(after: 9_999, .transient(""), random: .constant(0xFF)))
        #expect((0...30_000).contains(delay))
    }
}
