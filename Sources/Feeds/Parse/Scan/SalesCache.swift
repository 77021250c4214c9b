internal import Domain

/// The meanings of sales texts that were read before. A feed repeats few texts: `已拼10万件` may occur a thousand times.
struct SalesCache {
    private struct CachedReading {
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        var reading = SalesReading.absent
    }

    private static let places = 256
    /// The longest text that is kept.
    private static let longest = 32
    private let window: SalesFigure.Window
    private var entries = [CachedReading](repeating: CachedReading(), count: SalesCache.places)

    /// - Parameter window: the period that the crawler file states.
    init(window: SalesFigure.Window) {
        self.window = window
    }

    /// The result of `SalesText.read`.
    ///
    /// - Parameter text: valid UTF-8, followed by `JSONScanner.padding` readable bytes.
    mutating func read(_ text: UnsafePointer<UInt8>, count: Int) -> SalesReading {
        let bytes = UnsafeRawBufferPointer(start: text, count: count)
        guard count <= Self.longest else { return SalesText.read(bytes, window: window) }
        // No byte of the text is zero, so the words also determine the length.
        let words = (word(text, count, 0), word(text, count, 8), word(text, count, 16), word(text, count, 24))
        let mixed = words.0 ^ (words.1 &* 31) ^ (words.2 &* 961) ^ (words.3 &* 29_791)
        let place = Int(truncatingIfNeeded: (mixed &* 0x9E37_79B9_7F4A_7C15) >> 56)
        if entries[place].words == words, words.0 != 0 { return entries[place].reading }
        let found = SalesText.read(bytes, window: window)
        entries[place] = CachedReading(words: words, reading: found)
        return found
    }

    /// Eight bytes of the text from `offset` on; zeros after its end.
    @inline(__always)
    private func word(_ text: UnsafePointer<UInt8>, _ count: Int, _ offset: Int) -> UInt64 {
        let left = count - offset
        guard left > 0 else { return 0 }
        let mask: UInt64 = left >= 8 ? .max : (1 << UInt64(left * 8)) - 1
        return UnsafeRawPointer(text).loadUnaligned(fromByteOffset: offset, as: UInt64.self) & mask
    }
}
