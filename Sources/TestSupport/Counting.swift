internal import Synchronization

/// Counts from several tasks.
package final class Tally: Sendable {
    private let value = Mutex(0)

    package init() {}

    package var count: Int { value.withLock { $0 } }

    /// One more; gives how many there are now.
    @discardableResult
    package func add() -> Int {
        value.withLock { value in
            value += 1
            return value
        }
    }
}

/// How many are inside at once, at most.
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

/// Remembers what several tasks say, in the order in which they say it.
package final class Log<Entry: Sendable>: Sendable {
    private let entries = Mutex<[Entry]>([])

    package init() {}

    package var all: [Entry] { entries.withLock { $0 } }

    package func add(_ entry: Entry) {
        entries.withLock { $0.append(entry) }
    }
}
