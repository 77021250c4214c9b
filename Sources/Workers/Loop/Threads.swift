internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Work that computes or blocks for long, on threads that are not the cooperative ones.
package enum Threads {
    /// Processors that this process may use.
    package static let cores = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

    private static let queue = DispatchQueue(label: "sushai.compute", attributes: .concurrent)

    /// Runs `body` on a thread of its own, and waits for it without holding a cooperative one.
    package static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try body() }) }
        }
    }

    /// Runs `body` once on each of `count` threads and waits for all; throws the first error. Blocks.
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
