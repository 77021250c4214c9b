#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Finds bytes in long texts.
enum ByteSearch {
    /// The position of the first line feed from `start` on, or `end`.
    static func newline(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
        guard start < end, let found = memchr(base + start, 0x0A, end - start) else { return end }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    /// The position after the last line feed outside of the quoted fields of a table, before `count`; nil if there is
    /// none. The text must begin with a row.
    /// `isRegular` is false if a quote is damaged; then `CSVRows` must find the end.
    ///
    /// Quotes follow the rules of `CSVScanner`: a quote within a plain field (`27" monitor`) is an ordinary character.
    /// So it is not enough to count the quotes.
    static func lastRowEnd(
        _ base: UnsafePointer<UInt8>, from start: Int = 0, count: Int, separator: UInt8
    ) -> (end: Int?, isRegular: Bool) {
        var rowEnd: Int?
        var isRegular = true
        var isInside = false
        // The position at which the text outside of quotes continues, the last opening quote, and a quote that doubles
        // the one before it.
        var outside = start
        var opening = start
        var doubled = -1
        eachQuote(base, from: start, to: count) { quote in
            if isInside {
                if quote == doubled { return }
                if quote + 1 < count, base[quote + 1] == UInt8(ascii: "\"") {
                    doubled = quote + 1
                } else {
                    isInside = false
                    outside = quote + 1
                    let isClosed = outside >= count || endsField(base[outside], separator)
                    if !isClosed || quote - opening > CSVScanner.longestField { isRegular = false }
                }
            } else if quote == start || endsField(base[quote - 1], separator) {
                rowEnd = lineEnd(base, from: outside, to: quote) ?? rowEnd
                isInside = true
                opening = quote
            }
        }
        if isInside { return (rowEnd, isRegular && count - opening <= CSVScanner.longestField) }
        return (lineEnd(base, from: outside, to: count) ?? rowEnd, isRegular)
    }

    @inline(__always)
    private static func endsField(_ byte: UInt8, _ separator: UInt8) -> Bool {
        byte == separator || byte == 0x0A || byte == 0x0D
    }

    /// The position after the last line feed from `start` on and before `end`; nil if there is none.
    static func lineEnd(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int? {
        var index = end
        while index - 8 >= start {
            if marks(base, index - 8, 0x0A0A_0A0A_0A0A_0A0A) != 0 { break }
            index -= 8
        }
        while index > start {
            if base[index - 1] == 0x0A { return index }
            index -= 1
        }
        return nil
    }

    @inline(__always)
    private static func eachQuote(
        _ base: UnsafePointer<UInt8>, from start: Int, to end: Int, _ body: (_ position: Int) -> Void
    ) {
        var index = start
        while index + 8 <= end {
            var found = marks(base, index, 0x2222_2222_2222_2222)
            while found != 0 {
                body(index + found.trailingZeroBitCount >> 3)
                found &= found - 1
            }
            index += 8
        }
        while index < end {
            if base[index] == UInt8(ascii: "\"") { body(index) }
            index += 1
        }
    }

    /// The high bit of each of the eight bytes at `index` that equals the byte repeated in `pattern`. The result is
    /// exact for every byte: the sum of seven bits and 0x7F carries into the eighth bit unless all seven are zero.
    @inline(__always)
    private static func marks(_ base: UnsafePointer<UInt8>, _ index: Int, _ pattern: UInt64) -> UInt64 {
        let word = UnsafeRawPointer(base).loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ pattern
        let nonZero = ((word & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F) | word
        return ~nonZero & 0x8080_8080_8080_8080
    }
}
