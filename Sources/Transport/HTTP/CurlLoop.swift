internal import Dispatch
internal import Synchronization

/// A request on its way to the loop's thread, and who waits for it.
struct CurlOrder: Sendable {
    typealias Outcome = Result<CurlAnswer, FetchError>

    let number: UInt64
    let request: FetchRequest
    let waiting: CheckedContinuation<Outcome, Never>
}

/// An answer as libcurl gave it.
struct CurlAnswer: Sendable {
    let status: Int
    /// The header lines of the final answer.
    let headerBlock: [UInt8]
    let body: [UInt8]
}

/// The event loop: takes orders from any task, runs all transfers on one thread, and ends that thread when there is
/// nothing left to do. The next order starts it again; connections stay open in between.
final class CurlLoop: Sendable {
    private struct Inbox {
        var nextNumber: UInt64 = 0
        var orders: [CurlOrder] = []
        var cancelled: [UInt64] = []
        var isRunning = false
        /// The thread sleeps until something happens on the network, or until it is woken.
        var isWaiting = false
    }

    /// Its one block blocks; a serial queue of its own has a thread for that, apart from the cooperative ones.
    private let thread = DispatchQueue(label: "sushai.http")
    private let engine: CurlEngine
    private let inbox = Mutex(Inbox())

    init(authorities: String?) {
        engine = CurlEngine(authorities: authorities)
    }

    /// Runs one transfer; a cancelled task gets its answer at once, and its transfer ends.
    func run(_ request: FetchRequest) async -> CurlOrder.Outcome {
        let number = inbox.withLock { inbox in
            inbox.nextNumber += 1
            return inbox.nextNumber
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { waiting in
                post { $0.orders.append(CurlOrder(number: number, request: request, waiting: waiting)) }
                // A cancellation that came before the order found nothing to cancel.
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
            thread.async { self.drive() }
        } else if wasWaiting {
            engine.wake()
        }
    }

    private func drive() {
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

    /// What came in since; nil, and the end of the thread, when nothing did and nothing is under way.
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
