internal import Synchronization

/// Admits a limited number of tasks at a time; the others wait in the order of their arrival. A waiting task that is
/// cancelled leaves the queue at once.
package final class Slots: Sendable {
    /// Why a task was not admitted.
    package enum Refusal: Error, Hashable, Sendable {
        case cancelled
        /// The maximum number of tasks is already waiting.
        case full
    }

    private struct WaitingTask {
        let number: UInt64
        let limit: Int
        let task: CheckedContinuation<Refusal?, Never>
    }

    private struct Occupancy {
        var taken = 0
        var waiting: [WaitingTask] = []
        var nextNumber: UInt64 = 0

        /// Removes the first tasks of the queue for which a slot is free.
        mutating func admit() -> [WaitingTask] {
            var admitted: [WaitingTask] = []
            while let first = waiting.first, taken < first.limit {
                taken += 1
                admitted.append(waiting.removeFirst())
            }
            return admitted
        }
    }

    private let occupancy = Mutex(Occupancy())

    package init() {}

    /// Takes one of `limit` slots; `release` frees it.
    ///
    /// - Parameter maximumWaiting: maximum number of waiting tasks. A further task is refused as `.full`.
    package func acquire(limit: Int, maximumWaiting: Int = .max) async throws(Refusal) {
        let limit = max(limit, 1)
        let number: UInt64? = occupancy.withLock { occupancy in
            if occupancy.waiting.isEmpty, occupancy.taken < limit {
                occupancy.taken += 1
                return nil
            }
            occupancy.nextNumber += 1
            return occupancy.nextNumber
        }
        if let number, let refusal = await wait(number, limit, maximumWaiting) { throw refusal }
    }

    package func release() {
        let next = occupancy.withLock { occupancy in
            occupancy.taken -= 1
            return occupancy.admit()
        }
        for waiting in next { waiting.task.resume(returning: nil) }
    }

    private func wait(_ number: UInt64, _ limit: Int, _ maximumWaiting: Int) async -> Refusal? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { task in
                let (next, isFull) = occupancy.withLock { occupancy in
                    occupancy.waiting.append(WaitingTask(number: number, limit: limit, task: task))
                    let next = occupancy.admit()
                    let isFull = occupancy.waiting.count > maximumWaiting
                    if isFull { occupancy.waiting.removeLast() }
                    return (next, isFull)
                }
                for waiting in next { waiting.task.resume(returning: nil) }
                guard !isFull else { return task.resume(returning: .full) }
                // If the task was cancelled before it was in the queue, it was not removed.
                if Task.isCancelled { cancelWaiting(number) }
            }
        } onCancel: {
            cancelWaiting(number)
        }
    }

    private func cancelWaiting(_ number: UInt64) {
        let (left, next): (WaitingTask?, [WaitingTask]) = occupancy.withLock { occupancy in
            guard let index = occupancy.waiting.firstIndex(where: { $0.number == number }) else { return (nil, []) }
            let left = occupancy.waiting.remove(at: index)
            return (left, occupancy.admit())
        }
        left?.task.resume(returning: .cancelled)
        for waiting in next { waiting.task.resume(returning: nil) }
    }
}
