internal import Synchronization

/// A sentence on top of the page that follows an act.
struct Flash: Hashable, Sendable {
    enum Style: String, Sendable {
        case ok, info, warn, bad
    }

    let style: String
    let text: String

    init(_ text: String, _ style: Style = .ok) {
        self.text = text
        self.style = style.rawValue
    }
}

/// The sentences that wait for the next page of a session. They are not in the address, so a page that is sent to a
/// colleague does not contain them.
final class Flashes: Sendable {
    static let most = 10_000

    private struct Waiting {
        var bySession: [Int64: Flash] = [:]
        var order: [Int64] = []
    }

    private let waiting = Mutex(Waiting())

    func set(_ flash: Flash, for session: Int64) {
        waiting.withLock { waiting in
            if waiting.bySession.updateValue(flash, forKey: session) == nil { waiting.order.append(session) }
            // A session that never shows another page leaves its sentence here.
            if waiting.order.count > Self.most { waiting.bySession[waiting.order.removeFirst()] = nil }
        }
    }

    func take(for session: Int64) -> Flash? {
        waiting.withLock { waiting in
            guard let flash = waiting.bySession.removeValue(forKey: session) else { return nil }
            waiting.order.removeAll { $0 == session }
            return flash
        }
    }
}
