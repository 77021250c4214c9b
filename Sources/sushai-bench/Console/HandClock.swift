internal import Domain
internal import Synchronization

/// A clock that stands until it is moved.
final class HandClock: Sendable {
    private let milliseconds: Atomic<Int64>

    init(_ start: Timestamp) {
        milliseconds = Atomic(start.milliseconds)
    }

    var now: Timestamp {
        Timestamp(milliseconds: milliseconds.load(ordering: .relaxed))
    }

    var clock: Clock {
        Clock { self.now }
    }

    func set(_ moment: Timestamp) {
        milliseconds.store(moment.milliseconds, ordering: .relaxed)
    }

    func advance(seconds: Int64) {
        milliseconds.add(seconds * 1000, ordering: .relaxed)
    }
}
