internal import Synchronization

/// A counter for several tasks.
package final class Tally: Sendable {
    private let value = Mutex(0)

    package init() {}

    package var count: Int { value.withLock { $0 } }

    /// Adds one, and returns the new count.
    @discardableResult
    package func add() -> Int {
        value.withLock { value in
            value += 1
            return value
        }
    }
}

/// Measures the maximum number of tasks that are inside at the same time.
package final class Gauge: Sendable {
    private let value = Mutex((now: 0, most: 0))

    package init() {}

    package var most: Int { value.withLock { $0.most } }

    package func enter() {
        value.withLock { value in
            value.now += 1
            value.most = max(value.most, value.now)
        }
    }

    package func leave() {
        value.withLock { $0.now -= 1 }
    }
}

/// Records the values of several tasks, in the order in which they arrive.
package final class Log<Entry: Sendable>: Sendable {
    private let entries = Mutex<[Entry]>([])

    package init() {}

    package var all: [Entry] { entries.withLock { $0 } }

    package func add(_ entry: Entry) {
        entries.withLock { $0.append(entry) }
    }
}
