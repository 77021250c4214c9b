internal import Synchronization

/// Lets so many tasks at a time pass; the others wait in the order in which they came. A waiting task that is cancelled
/// leaves at once.
package final class Slots: Sendable {
    private struct Waiting {
        let number: UInt64
        let limit: Int
        let task: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var taken = 0
        var waiting: [Waiting] = []
        var nextNumber: UInt64 = 0
    }

    private let state = Mutex(State())

    package init() {}

    /// Takes a slot, of which `limit` there are; give it back with `release`.
    package func acquire(limit: Int) async throws(FetchError) {
        let limit = max(limit, 1)
        let number: UInt64? = state.withLock { state in
            if state.waiting.isEmpty, state.taken < limit {
                state.taken += 1
                return nil
            }
            state.nextNumber += 1
            return state.nextNumber
        }
        if let number, await wait(number, limit) == false { throw .cancelled }
    }

    package func release() {
        let next: [Waiting] = state.withLock { state in
            state.taken -= 1
            return Self.admit(&state)
        }
        for waiting in next { waiting.task.resume(returning: true) }
    }

    private func wait(_ number: UInt64, _ limit: Int) async -> Bool {
        await withTaskCancellationHandler {
            await withCheckedContinuation { task in
                let next: [Waiting] = state.withLock { state in
                    state.waiting.append(Waiting(number: number, limit: limit, task: task))
                    return Self.admit(&state)
                }
                for waiting in next { waiting.task.resume(returning: true) }
                // A cancellation that came before the task stood in line found nobody.
                if Task.isCancelled { leave(number) }
            }
        } onCancel: {
            leave(number)
        }
    }

    private func leave(_ number: UInt64) {
        let (left, next): (Waiting?, [Waiting]) = state.withLock { state in
            guard let index = state.waiting.firstIndex(where: { $0.number == number }) else { return (nil, []) }
            let left = state.waiting.remove(at: index)
            return (left, Self.admit(&state))
        }
        left?.task.resume(returning: false)
        for waiting in next { waiting.task.resume(returning: true) }
    }

    /// Those at the head of the line for whom there is room now.
    private static func admit(_ state: inout State) -> [Waiting] {
        var admitted: [Waiting] = []
        while let first = state.waiting.first, state.taken < first.limit {
            state.taken += 1
            admitted.append(state.waiting.removeFirst())
        }
        return admitted
    }
}
