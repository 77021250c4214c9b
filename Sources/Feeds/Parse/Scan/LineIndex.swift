internal import CScan

/// The tokens of the lines that come next in a text of lines, found 64 bytes at a time before anybody walks over them
/// (`CScan`): as many lines as fit into `SUSHAI_MOST_INDEXED` bytes.
struct LineIndex {
    private static let most = Int(SUSHAI_MOST_INDEXED)
    /// Bytes looked at behind a line that broke off: what follows may break off, too.
    private static let least = 4096

    private let base: UnsafePointer<UInt8>
    private let end: Int
    private let way: sushai_index_way
    private let room: LineBuffer
    private var step = LineIndex.most

    /// Where the text that is indexed begins, and where the last whole line of it ends.
    private(set) var origin = 0
    private(set) var covered = 0
    private(set) var tokens = 0
    private(set) var hasFlaws = false
    private(set) var hasEscapes = false

    /// - Parameters:
    ///   - base: of a text of `end` bytes, with `JSONScanner.padding` readable ones behind it.
    ///   - room: of nobody else while the index is used.
    init(_ base: UnsafePointer<UInt8>, end: Int, way: sushai_index_way, in room: LineBuffer) {
        self.base = base
        self.end = end
        self.way = way
        self.room = room
    }

    /// Indexes the lines from `start` on, where a line begins. None may be covered: the first may be too long, the last,
    /// or break off within a string.
    mutating func fill(from start: Int) {
        let count = min(step, end - start)
        let found = room.index
        sushai_index_lines(base + start, count, found, way)
        origin = start
        covered = start + found.pointee.covered
        tokens = found.pointee.tokens
        hasFlaws = found.pointee.has_flaws
        hasEscapes = found.pointee.has_escapes
        step = found.pointee.stopped ? Self.least : min(step * 2, Self.most)
    }

    /// Whether any of the stretches holds a flaw in which the bytes from `start` to `last` stand, offsets of the text.
    @inline(__always)
    func isFlawed(_ start: Int, through last: Int) -> Bool {
        hasFlaws && Self.anyBit(of: room.flaws, start - origin, through: last - origin)
    }

    /// The same for escapes.
    @inline(__always)
    func mayHoldEscape(_ start: Int, through last: Int) -> Bool {
        hasEscapes && Self.anyBit(of: room.escapes, start - origin, through: last - origin)
    }

    private static func anyBit(of bits: UnsafePointer<UInt64>, _ start: Int, through last: Int) -> Bool {
        for number in start >> 6...last >> 6 where bits[number >> 6] >> UInt64(number & 63) & 1 != 0 { return true }
        return false
    }
}

/// The memory that an index is made in: a few hundred kilobytes, of which as much is touched as there are tokens.
final class LineBuffer {
    /// Of each token the offset behind where the index begins, and its byte; of a scalar `SUSHAI_SCALAR`. Eight bytes more
    /// are readable.
    let places: UnsafeMutablePointer<UInt16>
    let kinds: UnsafeMutablePointer<UInt8>
    private let scalars: UnsafeMutablePointer<UInt16>
    /// A bit for each 64 bytes.
    let flaws: UnsafeMutablePointer<UInt64>
    let escapes: UnsafeMutablePointer<UInt64>
    let index: UnsafeMutablePointer<sushai_line_index>

    init() {
        let room = Int(SUSHAI_MOST_INDEXED + SUSHAI_INDEX_ROOM)
        places = .allocate(capacity: room)
        kinds = .allocate(capacity: room)
        scalars = .allocate(capacity: room)
        flaws = .allocate(capacity: Int(SUSHAI_INDEX_WORDS))
        escapes = .allocate(capacity: Int(SUSHAI_INDEX_WORDS))
        index = .allocate(capacity: 1)
        index.initialize(to: sushai_line_index())
        index.pointee.places = places
        index.pointee.scalars = scalars
        index.pointee.kinds = kinds
        index.pointee.flaws = flaws
        index.pointee.escapes = escapes
    }

    deinit {
        places.deallocate()
        kinds.deallocate()
        scalars.deallocate()
        flaws.deallocate()
        escapes.deallocate()
        index.deallocate()
    }
}
