internal import Domain

/// The bounds of sales texts that were read before. A feed repeats few texts: `已拼10万件` may occur a thousand times.
struct SalesCache {
    private struct CachedBounds {
        var words: (UInt64, UInt64) = (0, 0)
        var lower: Int64 = 0
        var upper: Int64?
    }

    private static let places = 256
    private var entries = [CachedBounds](repeating: CachedBounds(), count: SalesCache.places)

    /// The result of `SalesText.bounds`.
    ///
    /// - Parameter text: valid UTF-8, followed by sixteen readable bytes.
    mutating func bounds(_ text: UnsafePointer<UInt8>, count: Int) -> (lower: Int64, upper: Int64?)? {
        guard count <= 16 else { return SalesText.bounds(UnsafeRawBufferPointer(start: text, count: count)) }
        let bytes = UnsafeRawPointer(text)
        let low: UInt64 = count >= 8 ? .max : (1 << UInt64(count * 8)) - 1
        let high: UInt64 = count == 16 ? .max : count > 8 ? (1 << UInt64((count - 8) * 8)) - 1 : 0
        // No byte of the text is zero, so the words also determine the length.
        let words = (
            bytes.loadUnaligned(as: UInt64.self) & low,
            bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self) & high
        )
        let place = Int(truncatingIfNeeded: ((words.0 ^ (words.1 &* 31)) &* 0x9E37_79B9_7F4A_7C15) >> 56)
        if entries[place].words == words, words.0 != 0 { return (entries[place].lower, entries[place].upper) }
        guard let found = SalesText.bounds(UnsafeRawBufferPointer(start: text, count: count)) else { return nil }
        entries[place] = CachedBounds(words: words, lower: found.lower, upper: found.upper)
        return found
    }
}
