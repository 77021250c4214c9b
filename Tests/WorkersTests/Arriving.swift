/// A request's body that arrives in the given parts, and then ends or breaks.
struct Arriving: AsyncSequence, Sendable {
    struct Broken: Error {}

    let parts: [[UInt8]]
    let failing: Bool

    init(_ parts: [[UInt8]], failing: Bool = false) {
        self.parts = parts
        self.failing = failing
    }

    struct Iterator: AsyncIteratorProtocol {
        var rest: ArraySlice<[UInt8]>
        let failing: Bool

        mutating func next() async throws -> [UInt8]? {
            if rest.isEmpty, failing { throw Broken() }
            return rest.popFirst()
        }
    }

    func makeAsyncIterator() -> Iterator {
        Iterator(rest: parts[...], failing: failing)
    }
}

/// A gate that a test opens.
actor Gate {
    private var isOpen = false
    private var isEntered = false
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var watching: [CheckedContinuation<Void, Never>] = []

    func open() {
        isOpen = true
        waiting.forEach { $0.resume() }
        waiting = []
    }

    func pass() async {
        isEntered = true
        watching.forEach { $0.resume() }
        watching = []
        if !isOpen { await withCheckedContinuation { waiting.append($0) } }
    }

    func entered() async {
        if !isEntered { await withCheckedContinuation { watching.append($0) } }
    }
}

/// A body that stops at a gate before its first part. With `after`, it stops after its last part until its
/// task is cancelled.
struct GatedBody: AsyncSequence, Sendable {
    let parts: [[UInt8]]
    let gate: Gate
    var after = false

    struct Iterator: AsyncIteratorProtocol {
        var rest: ArraySlice<[UInt8]>
        let gate: Gate
        let after: Bool

        mutating func next() async throws -> [UInt8]? {
            if !after { await gate.pass() }
            if let part = rest.popFirst() { return part }
            if after { try await Task.sleep(for: .seconds(3600)) }
            return nil
        }
    }

    func makeAsyncIterator() -> Iterator {
        Iterator(rest: parts[...], gate: gate, after: after)
    }
}
