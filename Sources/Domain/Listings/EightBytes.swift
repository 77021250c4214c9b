/// Tests on eight bytes of UTF-8 at once. The result of each byte is its high bit; byte 0 is the lowest.
enum EightBytes {
    static let high: UInt64 = 0x8080_8080_8080_8080
    private static let ones: UInt64 = 0x0101_0101_0101_0101

    /// The eight bytes of `text` from `index`; zeros after its end.
    @inline(__always)
    static func load(_ text: UnsafeRawBufferPointer, _ index: Int) -> UInt64 {
        guard let base = text.baseAddress, index < text.count else { return 0 }
        if index + 8 <= text.count { return base.loadUnaligned(fromByteOffset: index, as: UInt64.self) }
        if text.count >= 8 {
            let last = base.loadUnaligned(fromByteOffset: text.count - 8, as: UInt64.self)
            return last &>> UInt64(truncatingIfNeeded: (index &+ 8 &- text.count) &* 8)
        }
        var eight: UInt64 = 0
        for offset in index..<text.count { eight |= UInt64(text[offset]) &<< UInt64((offset - index) * 8) }
        return eight
    }

    /// Bytes that begin a character: all except `10xxxxxx`.
    @inline(__always)
    static func starts(_ eight: UInt64) -> UInt64 {
        ~(eight & ~(eight &<< 1)) & high
    }

    /// `A` to `Z`.
    @inline(__always)
    static func capitals(_ eight: UInt64) -> UInt64 {
        between(eight, 0x41, 0x5A)
    }

    /// `a` to `z`.
    @inline(__always)
    static func lowercaseLetters(_ eight: UInt64) -> UInt64 {
        between(eight, 0x61, 0x7A)
    }

    /// `0` to `9`.
    @inline(__always)
    static func digits(_ eight: UInt64) -> UInt64 {
        between(eight, 0x30, 0x39)
    }

    /// The bytes with `A` to `Z` in lower case.
    @inline(__always)
    static func lowercased(_ eight: UInt64) -> UInt64 {
        eight | (capitals(eight) &>> 2)
    }

    /// The eight results as the bits of one byte.
    @inline(__always)
    static func gathered(_ answers: UInt64) -> UInt64 {
        // Each bit is moved to the top byte by one of the factors, without collisions.
        ((answers &>> 7) &* 0x0102_0408_1020_4080) &>> 56
    }

    /// Both bounds are ASCII, so no sum carries into the next byte.
    @inline(__always)
    private static func between(_ eight: UInt64, _ first: UInt64, _ last: UInt64) -> UInt64 {
        let low = eight & ~high
        return (low &+ (0x80 - first) &* ones) & ~(low &+ (0x7F - last) &* ones) & ~eight & high
    }
}
