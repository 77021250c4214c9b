internal import Dispatch
internal import Synchronization

/// A request that the loop has not finished, and the continuation of its caller.
struct CurlOrder: Sendable {
    typealias Outcome = Result<CurlAnswer, FetchError>

    let number: UInt64
    let request: FetchRequest
    let waiting: CheckedContinuation<Outcome, Never>
}

/// An answer as libcurl delivers it.
struct CurlAnswer: Sendable {
    let status: Int
    /// The header lines of the final answer.
    let headerBlock: [UInt8]
    /// As it arrived, without the chunks of HTTP/1.1.
    let body: [UInt8]
    /// Whether the transfer itself shows that the body is complete.
    let isEndProved: Bool
}

/// The event loop: accepts requests from any task, runs all transfers on one thread, and ends that thread when no
/// transfer is left. The next request starts it again; connections stay open meanwhile.
final class CurlLoop: Sendable {
    private struct PendingOrders {
        var nextNumber: UInt64 = 0
        var orders: [CurlOrder] = []
        var cancelled: [UInt64] = []
        var isRunning = false
        /// The thread sleeps until there is network activity or `wake` is called.
        var isWaiting = false
    }

    /// Its only block runs for a long time, so it must not be on a cooperative thread.
    private let thread = DispatchQueue(label: "sushai.http")
    private let engine: CurlEngine
    private let pending = Mutex(PendingOrders())

    init(authorities: String?) {
        engine = CurlEngine(authorities: authorities)
    }

    /// Runs one transfer. Cancelling the task ends the transfer at once.
    func run(_ request: FetchRequest) async -> CurlOrder.Outcome {
        let number = pending.withLock { pending in
            pending.nextNumber += 1
            return pending.nextNumber
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { waiting in
                post { $0.orders.append(CurlOrder(number: number, request: request, waiting: waiting)) }
                // If the task was cancelled before this line, there was nothing to cancel.
                if Task.isCancelled { cancel(number) }
            }
        } onCancel: {
            cancel(number)
        }
    }

    private func cancel(_ number: UInt64) {
        post { $0.cancelled.append(number) }
    }

    private func post(_ change: (inout PendingOrders) -> Void) {
        let (wasRunning, wasWaiting) = pending.withLock { pending in
            change(&pending)
            defer {
                pending.isRunning = true
                pending.isWaiting = false
            }
            return (pending.isRunning, pending.isWaiting)
        }
        if !wasRunning {
            thread.async { self.runTransfers() }
        } else if wasWaiting {
            engine.wake()
        }
    }

    private func runTransfers() {
        while let (orders, cancelled) = takePending() {
            for order in orders { engine.start(order) }
            for number in cancelled { engine.cancel(number) }
            engine.advance()
            let waits = pending.withLock { pending in
                pending.isWaiting = engine.isBusy && pending.orders.isEmpty && pending.cancelled.isEmpty
                return pending.isWaiting
            }
            if waits { engine.wait() }
        }
    }

    /// Takes the orders and cancellations since the last call. Nil ends the thread, because there are none and no
    /// transfer runs.
    private func takePending() -> (orders: [CurlOrder], cancelled: [UInt64])? {
        let isBusy = engine.isBusy
        return pending.withLock { pending in
            pending.isWaiting = false
            guard isBusy || !pending.orders.isEmpty || !pending.cancelled.isEmpty else {
                pending.isRunning = false
                return nil
            }
            let taken = (pending.orders, pending.cancelled)
            pending.orders.removeAll(keepingCapacity: true)
            pending.cancelled.removeAll(keepingCapacity: true)
            return taken
        }
    }
}
