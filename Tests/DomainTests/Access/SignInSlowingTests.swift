import Domain
import TestSupport
import Testing

@Suite("The slowing of sign-ins")
struct SignInSlowingTests {
    private let start = FixedClock.start

    private func wait(_ failures: Int64, limit: Int64 = 5, after seconds: Int64 = 0) -> Int64 {
        SignInSlowing.wait(
            after: .init(failures: failures, lastAt: start), limit: limit, at: start.adding(seconds: seconds))
    }

    @Test("begins at the limit with a second, doubles, and ends at five minutes")
    func growth() {
        #expect((0...4).map { wait($0) } == [0, 0, 0, 0, 0])
        #expect((5...15).map { wait($0) } == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
        #expect(wait(1_000_000) == 300 && wait(.max) == 300)
        #expect(wait(19, limit: 20) == 0 && wait(20, limit: 20) == 1)
    }

    @Test("counts the time since the last failure")
    func elapsed() {
        #expect([0, 1, 63, 64, 65].map { wait(11, after: $0) } == [64, 63, 1, 0, 0])
        #expect(
            SignInSlowing.wait(
                after: .init(failures: 6, lastAt: start), limit: 5, at: Timestamp(milliseconds: start.milliseconds + 1))
                == 2)
    }

    @Test("is forgotten a quarter of an hour after the last failure")
    func window() {
        let count = SignInSlowing.Count(failures: 30, lastAt: start)
        #expect(SignInSlowing.failures(after: nil, at: start) == 1)
        #expect(SignInSlowing.failures(after: count, at: start.adding(seconds: 899)) == 31)
        #expect(SignInSlowing.failures(after: count, at: start.adding(seconds: 900)) == 1)
        #expect(wait(30, after: 900) == 0)
    }

    @Test("is not extended by a clock that was set back")
    func clockSetBack() {
        #expect(wait(7, after: -86_400) == 4)
    }
}
