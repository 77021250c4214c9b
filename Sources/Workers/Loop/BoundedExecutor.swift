internal import Dispatch
internal import Synchronization

/// Reads uploaded files on threads of their own, so many at a time; the others stand in line, and where the line is long
/// nobody more is let in.
///
/// A workbook of 32 MiB may unpack to sixteen times that and takes a processor for seconds: neither may depend on how
/// many laboratories upload at once.
package final class BoundedExecutor: Sendable {
    /// Too many files stand in line. Nothing was read; the same again, a little later, is taken.
    package struct Overloaded: Error, Hashable, Sendable, CustomStringConvertible {
        package var description: String {
            "too many files are being read at the same time; run the same again in a few seconds"
        }
    }

    private struct State {
        var running = 0
        var waiting: [@Sendable () -> Void] = []
    }

    private enum Place {
        case first, inLine, none
    }

    private let atOnce: Int
    private let mostWaiting: Int
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "sushai.reading", attributes: .concurrent)

    /// - Parameters:
    ///   - atOnce: so many files are read at the same time.
    ///   - mostWaiting: so many more may stand in line, each with its bytes.
    package init(atOnce: Int = Threads.cores, mostWaiting: Int = 8) {
        self.atOnce = max(1, atOnce)
        self.mostWaiting = mostWaiting
    }

    /// Runs `body` when its turn comes, and waits for it without holding a cooperative thread.
    ///
    /// - Throws: `Overloaded`, or what `body` throws.
    package func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let work: @Sendable () -> Void = { continuation.resume(with: Result { try body() }) }
            switch place(work) {
            case .first: queue.async { self.serve(work) }
            case .inLine: break
            case .none: continuation.resume(throwing: Overloaded())
            }
        }
    }

    private func place(_ work: @escaping @Sendable () -> Void) -> Place {
        state.withLock { state in
            if state.running < atOnce {
                state.running += 1
                return .first
            }
            guard state.waiting.count < mostWaiting else { return .none }
            state.waiting.append(work)
            return .inLine
        }
    }

    /// Serves one, then whoever stands in line, on the same thread.
    private func serve(_ first: @Sendable () -> Void) {
        first()
        while let next = next() { next() }
    }

    private func next() -> (@Sendable () -> Void)? {
        state.withLock { state in
            if state.waiting.isEmpty {
                state.running -= 1
                return nil
            }
            return state.waiting.removeFirst()
        }
    }
}
