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
    let body: [UInt8]
}

/// The event loop: accepts requests from any task, runs all transfers on one thread, and ends that thread when no transfer
/// is left. The next request starts it again; connections stay open meanwhile.
final class CurlLoop: Sendable {
    private struct Inbox {
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
    private let inbox = Mutex(Inbox())

    init(authorities: String?) {
        engine = CurlEngine(authorities: authorities)
    }

    /// Runs one transfer. Cancelling the task ends the transfer at once.
    func run(_ request: FetchRequest) async -> CurlOrder.Outcome {
        let number = inbox.withLock { inbox in
            inbox.nextNumber += 1
            return inbox.nextNumber
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

    private func post(_ change: (inout Inbox) -> Void) {
        let (wasRunning, wasWaiting) = inbox.withLock { inbox in
            change(&inbox)
            defer {
                inbox.isRunning = true
                inbox.isWaiting = false
            }
            return (inbox.isRunning, inbox.isWaiting)
        }
        if !wasRunning {
            thread.async { self.runTransfers() }
        } else if wasWaiting {
            engine.wake()
        }
    }

    private func runTransfers() {
        while let (orders, cancelled) = takeInbox() {
            for order in orders { engine.start(order) }
            for number in cancelled { engine.cancel(number) }
            engine.advance()
            let waits = inbox.withLock { inbox in
                inbox.isWaiting = engine.isBusy && inbox.orders.isEmpty && inbox.cancelled.isEmpty
                return inbox.isWaiting
            }
            if waits { engine.wait() }
        }
    }

    /// Takes the orders and cancellations since the last call. Nil ends the thread, because there are none and no
    /// transfer runs.
    private func takeInbox() -> (orders: [CurlOrder], cancelled: [UInt64])? {
        let isBusy = engine.isBusy
        return inbox.withLock { inbox in
            inbox.isWaiting = false
            guard isBusy || !inbox.orders.isEmpty || !inbox.cancelled.isEmpty else {
                inbox.isRunning = false
                return nil
            }
            let taken = (inbox.orders, inbox.cancelled)
            inbox.orders.removeAll(keepingCapacity: true)
            inbox.cancelled.removeAll(keepingCapacity: true)
            return taken
        }
    }
}
