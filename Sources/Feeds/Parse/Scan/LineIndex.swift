internal import CScan

/// The tokens of the lines that come next in a text of lines, found 64 bytes at a time before anybody walks over them
/// (`CScan`): as many lines as fit into `SUSHAI_MOST_INDEXED` bytes.
struct LineIndex: ~Copyable {
    private static let most = Int(SUSHAI_MOST_INDEXED)
    /// Bytes looked at behind a line that broke off: what follows may break off, too.
    private static let least = 4096

    private let base: UnsafePointer<UInt8>
    private let end: Int
    private let way: sushai_index_way
    private let found: UnsafeMutablePointer<sushai_line_index>
    private var step = LineIndex.most

    /// Of each token the offset behind `origin`, and its byte; of a scalar `SUSHAI_SCALAR`. Eight bytes more are readable.
    let places: UnsafeMutablePointer<UInt16>
    let kinds: UnsafeMutablePointer<UInt8>
    private let scalars: UnsafeMutablePointer<UInt16>
    /// A bit for each 64 bytes from `origin` on.
    private let flaws: UnsafeMutablePointer<UInt64>
    private let escapes: UnsafeMutablePointer<UInt64>
    /// Where the text that is indexed begins, and where the last whole line of it ends.
    private(set) var origin = 0
    private(set) var covered = 0
    private(set) var tokens = 0
    private(set) var hasFlaws = false
    private(set) var hasEscapes = false

    /// - Parameter base: of a text of `end` bytes, with `JSONScanner.padding` readable ones behind it.
    init(_ base: UnsafePointer<UInt8>, end: Int, way: sushai_index_way) {
        self.base = base
        self.end = end
        self.way = way
        let room = min(end, Self.most) + Int(SUSHAI_INDEX_ROOM)
        places = .allocate(capacity: room)
        kinds = .allocate(capacity: room)
        scalars = .allocate(capacity: room)
        flaws = .allocate(capacity: Int(SUSHAI_INDEX_WORDS))
        escapes = .allocate(capacity: Int(SUSHAI_INDEX_WORDS))
        found = .allocate(capacity: 1)
        found.initialize(to: sushai_line_index())
        found.pointee.places = places
        found.pointee.kinds = kinds
        found.pointee.scalars = scalars
        found.pointee.flaws = flaws
        found.pointee.escapes = escapes
    }

    deinit {
        places.deallocate()
        kinds.deallocate()
        scalars.deallocate()
        flaws.deallocate()
        escapes.deallocate()
        found.deallocate()
    }

    /// Indexes the lines from `start` on, where a line begins. None may be covered: the first may be too long, the last,
    /// or break off within a string.
    mutating func fill(from start: Int) {
        let count = min(step, end - start)
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
        hasFlaws && Self.anyBit(of: flaws, start - origin, through: last - origin)
    }

    /// The same for escapes.
    @inline(__always)
    func mayHoldEscape(_ start: Int, through last: Int) -> Bool {
        hasEscapes && Self.anyBit(of: escapes, start - origin, through: last - origin)
    }

    private static func anyBit(of bits: UnsafePointer<UInt64>, _ start: Int, through last: Int) -> Bool {
        for number in start >> 6...last >> 6 where bits[number >> 6] >> UInt64(number & 63) & 1 != 0 { return true }
        return false
    }
}
