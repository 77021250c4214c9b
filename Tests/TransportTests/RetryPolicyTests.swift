import Domain
import TestSupport
import Testing
import Transport

struct RetryPolicyTests {
    private let policy = RetryPolicy(attempts: 12)

    @Test("The wait after each try is between 0 and the doubled bound, and at most the longest")
    func bounds() throws {
        let random = RandomSource.seeded(7)
        for attempt in 1..<12 {
            let ceiling = min(Int64(200) << Int64(attempt - 1), 30_000)
            let delays = try (0..<200).map { _ in
                try #require(policy.delay(after: attempt, .transient("HTTP 500"), random: random))
            }
            #expect(delays.allSatisfy { (0...ceiling).contains($0) })
            #expect((delays.max() ?? 0) > ceiling / 2, "try \(attempt) uses its range")
            #expect(Set(delays).count > 1, "try \(attempt) is left to chance")
        }
    }

    @Test("No wait follows the last try")
    func givesUp() {
        #expect(policy.delay(after: 11, .transient(""), random: .constant(0)) != nil)
        #expect(policy.delay(after: 12, .transient(""), random: .constant(0)) == nil)
        #expect(policy.delay(after: 13, .transient(""), random: .constant(0)) == nil)
        #expect(RetryPolicy(attempts: 1).delay(after: 1, .transient(""), random: .constant(0)) == nil)
    }

    @Test(
        "An error that a retry cannot solve is not retried",
        arguments: [
            FetchError.credentials("HTTP 403"), .contract("HTTP 404"), .ours("no endpoint is set"), .cancelled,
        ])
    func givesUpAtOnce(_ error: FetchError) {
        #expect(policy.delay(after: 1, error, random: .constant(0)) == nil)
        #expect(!error.isRetryable)
    }

    @Test("The wait is never shorter than the platform requires", arguments: [0, 1, 7, 120])
    func retryAfter(_ seconds: Int64) throws {
        let random = RandomSource.seeded(11)
        for attempt in 1..<12 {
            let error = FetchError.throttled(retryAfterSeconds: seconds)
            let delay = try #require(policy.delay(after: attempt, error, random: random))
            #expect(delay >= seconds * 1000)
        }
    }

    @Test(
        "A request does not wait longer than two minutes; the job is retried later",
        arguments: [
            121, 86_400, Int64.max / 1000 + 1, .max,
        ])
    func longRetryAfter(_ seconds: Int64) {
        let error = FetchError.throttled(retryAfterSeconds: seconds)
        #expect(policy.delay(after: 1, error, random: .seeded(3)) == nil)
    }

    @Test("A negative Retry-After is ignored", arguments: [-1, Int64.min])
    func negativeRetryAfter(_ seconds: Int64) throws {
        let error = FetchError.throttled(retryAfterSeconds: seconds)
        #expect(try #require(policy.delay(after: 1, error, random: .seeded(3))) >= 0)
    }

    @Test("Throttling without a time is handled like any temporary error")
    func throttledWithoutTime() throws {
        let error = FetchError.throttled(retryAfterSeconds: nil)
        #expect(try #require(policy.delay(after: 1, error, random: .constant(0xFF))) <= 200)
    }

    @Test("Many tries do not overflow")
    func manyTries() throws {
        let policy = RetryPolicy(attempts: 10_000)
        let delay = try #require(policy.delay(after: 9_999, .transient(""), random: .constant(0xFF)))
        #expect((0...30_000).contains(delay))
    }
}
