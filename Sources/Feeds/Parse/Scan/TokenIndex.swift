internal import CScan

/// The tokens of the next part of a text, found 64 bytes at a time by `CScan`: of lines that are one value each, as many
/// as fit, or of a part of a document.
struct TokenIndex {
    /// Number of bytes indexed at once, so that the end of the tokens has an offset, too.
    private static let most = Int(SUSHAI_MOST_INDEXED) - 64
    /// Number of bytes indexed after a line that was not finished: the next line may be unfinished, too.
    private static let least = 4096
    /// Zeros after the last token. No comparison with known tokens reads more at once.
    private static let zeros = 8

    private let base: UnsafePointer<UInt8>
    private let end: Int
    private let way: sushai_index_way
    private let buffer: IndexBuffer
    private var step = TokenIndex.most

    /// The start of the indexed text, and the end of its last whole line or, in a document, of the text.
    private(set) var origin = 0
    private(set) var covered = 0
    private var hasFlaws = false
    private var hasEscapes = false

    /// - Parameters:
    ///   - base: the start of a text of `end` bytes, followed by `JSONScanner.padding` readable bytes.
    ///   - buffer: no other index may use it at the same time.
    init(_ base: UnsafePointer<UInt8>, end: Int, way: sushai_index_way, isDocument: Bool, in buffer: IndexBuffer) {
        self.base = base
        self.end = end
        self.way = way
        self.buffer = buffer
        buffer.index.pointee.is_document = isDocument
    }

    /// Whether the text continues after the indexed part.
    var isPart: Bool {
        covered < end
    }

    /// Indexes the text from `start`, which must be the start of a line, or outside of strings in a document. The index
    /// may cover no line: the first line may be too long, be the last one, or end within a string.
    mutating func fill(from start: Int) {
        let count = min(step, end - start)
        let found = buffer.index
        sushai_index_tokens(base + start, count, found, way)
        origin = start
        covered = start + found.pointee.covered
        let tokens = found.pointee.tokens
        hasFlaws = found.pointee.has_flaws
        hasEscapes = found.pointee.has_escapes
        step = found.pointee.stopped ? Self.least : min(step * 2, Self.most)
        (buffer.kinds + tokens).update(repeating: 0, count: Self.zeros)
        (buffer.places + tokens).update(repeating: UInt16(count), count: Self.zeros)
    }

    /// Whether a block of 64 bytes that overlaps the bytes from `start` to `last` contains a flaw. Both are offsets of
    /// the text.
    @inline(__always)
    func isFlawed(_ start: Int, through last: Int) -> Bool {
        hasFlaws && Self.anyBit(of: buffer.flaws, start - origin, through: last - origin)
    }

    /// The same for escapes.
    @inline(__always)
    func mayHoldEscape(_ start: Int, through last: Int) -> Bool {
        hasEscapes && Self.anyBit(of: buffer.escapes, start - origin, through: last - origin)
    }

    private static func anyBit(of bits: UnsafePointer<UInt64>, _ start: Int, through last: Int) -> Bool {
        for number in start >> 6...last >> 6 where bits[number >> 6] >> UInt64(number & 63) & 1 != 0 { return true }
        return false
    }
}

/// The memory of an index: a few hundred kilobytes, of which only the used part is touched.
final class IndexBuffer {
    /// For each token, its offset from the start of the index, and its byte; for a scalar the byte is `SUSHAI_SCALAR`.
    /// Zeros follow the last token, with the end of the indexed text as offset.
    let places: UnsafeMutablePointer<UInt16>
    let kinds: UnsafeMutablePointer<UInt8>
    /// One bit for each 64 bytes.
    let flaws: UnsafeMutablePointer<UInt64>
    let escapes: UnsafeMutablePointer<UInt64>
    let index: UnsafeMutablePointer<sushai_token_index>

    init() {
        let capacity = Int(SUSHAI_MOST_INDEXED + SUSHAI_INDEX_MARGIN)
        places = .allocate(capacity: capacity)
        kinds = .allocate(capacity: capacity)
        flaws = .allocate(capacity: Int(SUSHAI_INDEX_WORDS))
        escapes = .allocate(capacity: Int(SUSHAI_INDEX_WORDS))
        index = .allocate(capacity: 1)
        index.initialize(to: sushai_token_index())
        index.pointee.places = places
        index.pointee.scalars = .allocate(capacity: capacity)
        index.pointee.kinds = kinds
        index.pointee.flaws = flaws
        index.pointee.escapes = escapes
    }

    deinit {
        for pointer in [places, index.pointee.scalars] { pointer?.deallocate() }
        for pointer in [flaws, escapes] { pointer.deallocate() }
        kinds.deallocate()
        index.deallocate()
    }
}
