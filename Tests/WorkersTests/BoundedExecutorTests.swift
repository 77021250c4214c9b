import Dispatch
import Synchronization
import TestSupport
import Testing
import Workers

@Suite(.timeLimit(.minutes(1))) struct BoundedExecutorTests {
    private struct Failure: Error {}

    /// The number of running pieces, and its maximum so far.
    private final class Count: Sendable {
        private let state = Mutex((now: 0, most: 0))
        var most: Int { state.withLock { $0.most } }

        func during(_ body: () -> Void) {
            state.withLock {
                $0.now += 1
                $0.most = max($0.most, $0.now)
            }
            body()
            state.withLock { $0.now -= 1 }
        }
    }

    @Test("at most the allowed number of pieces run at once, and all pieces run in the end")
    func bounded() async throws {
        let executor = BoundedExecutor(atOnce: 2, mostWaiting: 1000)
        let count = Count()
        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 1...100 {
                group.addTask {
                    try await executor.run {
                        count.during {}
                        return number
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(sum == 5050 && (1...2).contains(count.most))
    }

    @Test("if the maximum number of pieces wait, a further one is refused and the waiting one runs")
    func crowded() async throws {
        let executor = BoundedExecutor(atOnce: 1, mostWaiting: 1)
        let (begun, signal) = AsyncStream.makeStream(of: Void.self)
        let blocked = DispatchSemaphore(value: 0)
        async let first: Int = executor.run {
            // This is not a cooperative thread, so it may be blocked.
            signal.finish()
            blocked.wait()
            return 1
        }
        for await _ in begun {}
        // Of two further pieces, one waits and one is refused.
        let answers = await withTaskGroup(of: Int?.self) { group in
            for number in 2...3 { group.addTask { try? await executor.run { number } } }
            let early = await group.next()
            blocked.signal()
            return [early ?? nil] + [await group.next() ?? nil]
        }
        #expect(answers.first == .some(nil) && answers.compactMap(\.self).count == 1)
        #expect(try await first == 1)
        #expect(try await executor.run { 4 } == 4)
    }

    @Test("an error is thrown to its own caller only")
    func failing() async throws {
        let executor = BoundedExecutor(atOnce: 1)
        await #expect(throws: Failure.self) { try await executor.run { throw Failure() } }
        #expect(try await executor.run { 1 } == 1)
    }

    @Test("a waiting piece of a cancelled task is removed and never runs; a running piece is not interrupted")
    func cancelled() async throws {
        let executor = BoundedExecutor(atOnce: 1, mostWaiting: 1)
        let (begun, signal) = AsyncStream.makeStream(of: Void.self)
        let blocked = DispatchSemaphore(value: 0)
        let first = Task {
            try await executor.run {
                signal.finish()
                blocked.wait()
                return 1
            }
        }
        for await _ in begun {}
        let second = Task { try await executor.run { Issue.record("a cancelled one ran") } }
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        // Its place can be used again.
        let third = Task { try await executor.run { 3 } }
        first.cancel()
        blocked.signal()
        #expect(try await first.value == 1)
        #expect(try await third.value == 3)
    }
}
