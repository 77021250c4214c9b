internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Executes work that computes or blocks for a long time, outside the cooperative threads.
package enum Threads {
    /// The number of processors that this process may use.
    package static let cores = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

    /// Dispatch creates at most this number of threads for blocked work.
    private static let blocking = BoundedExecutor(atOnce: 64, mostWaiting: .max)

    /// Executes `body` on another thread and waits without blocking a cooperative thread.
    package static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await blocking.run(body)
    }

    /// Executes `body` once on each of `count` threads and waits for all; throws the first error. Blocks.
    package static func parallel(_ count: Int, _ body: @Sendable () throws -> Void) throws {
        let failure = Mutex<(any Error)?>(nil)
        DispatchQueue.concurrentPerform(iterations: count) { _ in
            do {
                try body()
            } catch {
                failure.withLock { $0 = $0 ?? error }
            }
        }
        if let error = failure.withLock({ $0 }) { throw error }
    }
}
