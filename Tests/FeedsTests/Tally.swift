import Synchronization

/// Counts from several tasks.
final class Tally: Sendable {
    private let value = Mutex(0)

    var count: Int { value.withLock { $0 } }

    /// One more; gives how many there are now.
    @discardableResult
    func add() -> Int {
        value.withLock { value in
            value += 1
            return value
        }
    }
}

/// How many are inside at once, at most.
final class Gauge: Sendable {
    private let value = Mutex((now: 0, most: 0))

    var most: Int { value.withLock { $0.most } }

    func enter() {
        value.withLock { value in
            value.now += 1
            value.most = max(value.most, value.now)
        }
    }

    func leave() {
        value.withLock { $0.now -= 1 }
    }
}

/// Remembers what several tasks say, in the order in which they say it.
final class Log<Entry: Sendable>: Sendable {
    private let entries = Mutex<[Entry]>([])

    var all: [Entry] { entries.withLock { $0 } }

    func add(_ entry: Entry) {
        entries.withLock { $0.append(entry) }
    }
}
