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
        /// A list or an object in place of a single value.
        case container
        /// The same name occurred twice in one object, so it cannot be known which value is meant.
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

    /// Whether there is a value. An empty text and null count as no value.
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

/// One record as found in the page. It contains numbers only, so a copy is cheap.
struct RecordMark {
    var start: Int
    var end: Int
    /// The number of its list in the page, and its position in that list.
    var list: Int
    var index: Int
    /// Whether the scan checked that all of its texts are UTF-8 without control characters.
    var isClean = false

    /// Why a record is unreadable.
    enum Trouble {
        case notAnObject
        /// Bytes that are not UTF-8, at this offset.
        case invalidText(at: Int)
        /// Text that is not of the format, from this offset on.
        case unreadable(at: Int, String)
        case columns(found: Int, expected: Int)
    }
}

/// The slots of many records, row by row. They have their own storage, so a scan can write through a pointer that stays
/// valid.
final class SlotTable {
    /// Maximum number of records of one page.
    static let most = 4_000_000

    /// Kept through a pointer, so that no access is checked at run time: a scan uses it twice for each record.
    private struct SlotMemory {
        var marks: [RecordMark] = []
        var troubles: [Int: RecordMark.Trouble] = [:]
        var storage: UnsafeMutablePointer<FieldSlot>
        var capacity: Int
    }

    let stride: Int
    private let state: UnsafeMutablePointer<SlotMemory>

    /// - Parameter count: number of records to reserve memory for.
    init(stride: Int, expecting count: Int = 0) {
        self.stride = max(stride, 1)
        let capacity = min(max(count, 256), 1 << 14)
        state = .allocate(capacity: 1)
        state.initialize(to: SlotMemory(storage: .allocate(capacity: capacity * self.stride), capacity: capacity))
        if count > 0 { state.pointee.marks.reserveCapacity(capacity) }
    }

    deinit {
        state.pointee.storage.deallocate()
        state.deinitialize(count: 1)
        state.deallocate()
    }

    /// Number of records.
    var count: Int {
        state.pointee.marks.count
    }

    var marks: [RecordMark] {
        state.pointee.marks
    }

    /// Faults by the number of the record; nearly always empty.
    var troubles: [Int: RecordMark.Trouble] {
        state.pointee.troubles
    }

    /// Begins a record and returns its slots, all missing. The pointer is valid until the next record begins.
    func begin(_ mark: RecordMark) -> UnsafeMutablePointer<FieldSlot> {
        let count = state.pointee.marks.count
        if count == state.pointee.capacity { grow() }
        let row = state.pointee.storage + count * stride
        row.initialize(repeating: .missing, count: stride)
        state.pointee.marks.append(mark)
        return row
    }

    /// Removes what a failed attempt left in the slots of the last record.
    func clear(_ slots: UnsafeMutablePointer<FieldSlot>) {
        slots.update(repeating: .missing, count: stride)
    }

    func end(at position: Int, trouble: RecordMark.Trouble? = nil, isClean: Bool = false) {
        let last = state.pointee.marks.count - 1
        state.pointee.marks[last].end = position
        state.pointee.marks[last].isClean = isClean
        if let trouble { state.pointee.troubles[last] = trouble }
    }

    /// Begins the last record again, at another position.
    func restart(at position: Int, index: Int) {
        let last = state.pointee.marks.count - 1
        state.pointee.marks[last].start = position
        state.pointee.marks[last].index = index
    }

    /// Moves the end of the last record, which has a trouble.
    func extendLast(to position: Int) {
        state.pointee.marks[state.pointee.marks.count - 1].end = position
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
