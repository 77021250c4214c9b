import Dispatch
import Synchronization
import TestSupport
import Testing
import Workers

/// Files that are read so many at a time.
@Suite(.timeLimit(.minutes(1))) struct ReadingLineTests {
    private struct Failure: Error {}

    /// How many run at once, and how many ever did.
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

    @Test("no more are read at once than there are places, and all of them in the end")
    func bounded() async throws {
        let line = BoundedExecutor(atOnce: 2, mostWaiting: 1000)
        let count = Count()
        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 1...100 {
                group.addTask {
                    try await line.run {
                        count.during {}
                        return number
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(sum == 5050 && (1...2).contains(count.most))
    }

    @Test("where the line is long, nobody more is let in; those that stand in it are served")
    func crowded() async throws {
        let line = BoundedExecutor(atOnce: 1, mostWaiting: 1)
        let (begun, signal) = AsyncStream.makeStream(of: Void.self)
        let door = DispatchSemaphore(value: 0)
        async let first: Int = line.run {
            // On a thread of the line's own, which may be held.
            signal.finish()
            door.wait()
            return 1
        }
        for await _ in begun {}
        // One more stands in line; of two that ask, one is sent away.
        let answers = await withTaskGroup(of: Int?.self) { group in
            for number in 2...3 { group.addTask { try? await line.run { number } } }
            let early = await group.next()
            door.signal()
            return [early ?? nil] + [await group.next() ?? nil]
        }
        #expect(answers.first == .some(nil) && answers.compactMap(\.self).count == 1)
        #expect(try await first == 1)
        #expect(try await line.run { 4 } == 4)
    }

    @Test("what goes wrong with one is thrown to it alone")
    func failing() async throws {
        let line = BoundedExecutor(atOnce: 1)
        await #expect(throws: Failure.self) { try await line.run { throw Failure() } }
        #expect(try await line.run { 1 } == 1)
    }
}
