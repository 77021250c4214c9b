/// The value at one path of one record: the place of its text, and its kind.
struct FieldSlot {
    enum Kind: UInt8 {
        case missing
        /// The content of a JSON string without escapes, or of a field of a table.
        case text
        /// The content of a JSON string with escapes.
        case escaped
        /// A field of a table with doubled quotes.
        case doubledQuotes
        case number, literal, null
        /// A list or an object where a value is expected.
        case container
        /// The same name stood twice in one object: which of the two is meant cannot be known.
        case repeated
    }

    let start: UInt32
    let count: UInt32
    let kind: Kind

    init(_ kind: Kind, start: Int = 0, count: Int = 0) {
        self.kind = kind
        self.start = UInt32(truncatingIfNeeded: start)
        self.count = UInt32(truncatingIfNeeded: count)
    }

    static let missing = FieldSlot(.missing)

    /// Whether a value stands here. An empty text and null stand for none.
    var holdsValue: Bool {
        switch kind {
        case .missing, .null: false
        case .text, .escaped, .doubledQuotes: count > 0
        case .number, .literal, .container, .repeated: true
        }
    }

    var range: Range<Int> {
        Int(start)..<Int(start) + Int(count)
    }
}

/// One record as found. Numbers only: copying one costs nothing.
struct RecordMark {
    var start: Int
    var end: Int
    /// Which list of the page it stands in, and at which place.
    var list: Int
    var index: Int
    /// Whether the scan proved all of its texts to be UTF-8 without control characters.
    var isClean = false

    /// What made a record unreadable.
    enum Trouble {
        case notAnObject
        /// Bytes that are no UTF-8, at this offset.
        case invalidText(at: Int)
        /// Not of the format, from this offset on.
        case unreadable(at: Int, String)
        case columns(found: Int, expected: Int)
    }
}

/// The slots of many records, row by row. Storage of its own, so that a scan writes through a pointer that stays.
final class SlotTable {
    /// Records that one page may hold.
    static let most = 4_000_000

    /// Behind a pointer, where no access to it is checked at run time: a scan comes here twice a record.
    private struct State {
        var marks: [RecordMark] = []
        var troubles: [Int: RecordMark.Trouble] = [:]
        var storage: UnsafeMutablePointer<FieldSlot>
        var capacity: Int
    }

    let stride: Int
    private let state: UnsafeMutablePointer<State>

    /// - Parameter count: number of records to reserve memory for.
    init(stride: Int, expecting count: Int = 0) {
        self.stride = max(stride, 1)
        let capacity = min(max(count, 256), 1 << 14)
        state = .allocate(capacity: 1)
        state.initialize(to: State(storage: .allocate(capacity: capacity * self.stride), capacity: capacity))
        if count > 0 { state.pointee.marks.reserveCapacity(capacity) }
    }

    deinit {
        state.pointee.storage.deallocate()
        state.deinitialize(count: 1)
        state.deallocate()
    }

    var marks: [RecordMark] {
        state.pointee.marks
    }

    /// By the number of the record; nearly always empty.
    var troubles: [Int: RecordMark.Trouble] {
        state.pointee.troubles
    }

    /// Begins a record and gives its slots, all missing. The pointer is good until the next record begins.
    func begin(_ mark: RecordMark) -> UnsafeMutablePointer<FieldSlot> {
        let count = state.pointee.marks.count
        if count == state.pointee.capacity { grow() }
        let row = state.pointee.storage + count * stride
        row.initialize(repeating: .missing, count: stride)
        state.pointee.marks.append(mark)
        return row
    }

    func end(at position: Int, trouble: RecordMark.Trouble? = nil, isClean: Bool = false) {
        let last = state.pointee.marks.count - 1
        state.pointee.marks[last].end = position
        state.pointee.marks[last].isClean = isClean
        if let trouble { state.pointee.troubles[last] = trouble }
    }

    /// Begins the last record anew, at another place.
    func restart(at position: Int, index: Int) {
        let last = state.pointee.marks.count - 1
        state.pointee.marks[last].start = position
        state.pointee.marks[last].index = index
    }

    func removeLast() {
        state.pointee.marks.removeLast()
    }

    func slots(of row: Int) -> UnsafePointer<FieldSlot> {
        UnsafePointer(state.pointee.storage + row * stride)
    }

    private func grow() {
        let capacity = state.pointee.capacity
        let larger = UnsafeMutablePointer<FieldSlot>.allocate(capacity: capacity * 2 * stride)
        larger.moveInitialize(from: state.pointee.storage, count: capacity * stride)
        state.pointee.storage.deallocate()
        state.pointee.storage = larger
        state.pointee.capacity = capacity * 2
    }
}
