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

    /// The position behind the last line feed before `count`, or nil where there is none.
    static func lastLineEnd(_ base: UnsafePointer<UInt8>, count: Int) -> Int? {
        var index = count
        while index > 0 {
            if base[index - 1] == 0x0A { return index }
            index -= 1
        }
        return nil
    }

    /// The same, where line feeds between double quotes do not count. The text must begin outside of quotes.
    static func lastLineEndOutsideQuotes(_ base: UnsafePointer<UInt8>, count: Int) -> Int? {
        // An even number of quotes before a line feed means outside; so counting up to the end tells for the last one,
        // and walking back from there for those before it.
        var isInside = quotes(base, count) & 1 == 1
        var index = count
        while index > 0 {
            index -= 1
            let byte = base[index]
            if byte == UInt8(ascii: "\"") { isInside.toggle() }
            if byte == 0x0A, !isInside { return index + 1 }
        }
        return nil
    }

    private static func quotes(_ base: UnsafePointer<UInt8>, _ count: Int) -> Int {
        var total = 0
        var index = 0
        while index + 8 <= count {
            let word =
                UnsafeRawPointer(base).loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ 0x2222_2222_2222_2222
            // Exact for every byte: the sum of seven bits and 0x7F carries into the eighth unless all are zero.
            let nonZero = ((word & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F) | word
            total += (~nonZero & 0x8080_8080_8080_8080).nonzeroBitCount
            index += 8
        }
        while index < count {
            if base[index] == UInt8(ascii: "\"") { total += 1 }
            index += 1
        }
        return total
    }
}
