internal import Dispatch
internal import Transport

/// Runs blocking or computing work on threads other than the cooperative ones. The numbers of running and of waiting
/// pieces are limited. If a task is cancelled while its piece waits, the piece is removed.
package final class BoundedExecutor: Sendable {
    /// The maximum number of pieces are already waiting. Nothing was run. The caller may try again later.
    package struct Overloaded: Error, Hashable, Sendable, CustomStringConvertible {
        package var description: String {
            "too many files are being read at the same time; run the same again in a few seconds"
        }
    }

    private let atOnce: Int
    private let mostWaiting: Int
    private let slots = Slots()
    private let queue = DispatchQueue(label: "sushai.executor", attributes: .concurrent)

    /// - Parameters:
    ///   - atOnce: maximum number of pieces that run at the same time.
    ///   - mostWaiting: maximum number of pieces that wait.
    package init(atOnce: Int = Threads.cores, mostWaiting: Int = 8) {
        self.atOnce = atOnce
        self.mostWaiting = mostWaiting
    }

    /// Runs `body` when a thread is free, and waits for it without blocking a cooperative thread. After `body` has
    /// started, it is not interrupted.
    ///
    /// - Throws: `Overloaded`, `CancellationError` if the task was cancelled while it waited, or what `body` throws.
    package func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        do {
            try await slots.acquire(limit: atOnce, maximumWaiting: mostWaiting)
        } catch .full {
            throw Overloaded()
        } catch {
            throw CancellationError()
        }
        defer { slots.release() }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try body() }) }
        }
    }
}
