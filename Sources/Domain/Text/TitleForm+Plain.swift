extension TitleForm {
    /// Whether `title` is its own normal form. It is never true for another title; it may be false for one that does not
    /// change.
    ///
    /// Eight bytes are tested at once: letters, digits and the usual Chinese characters need no further test.
    @inline(__always)
    static func isPlain(_ title: UnsafeRawBufferPointer) -> Bool {
        guard let base = title.baseAddress else { return true }
        var index = 0
        while index &+ 8 <= title.count {
            var marks = EightBytes.unusual(base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            while marks != 0 {
                guard keeps(title, index &+ marks.trailingZeroBitCount / 8) else { return false }
                marks &= marks &- 1
            }
            index &+= 8
        }
        var marks = index < title.count ? EightBytes.unusual(EightBytes.load(title, index)) : 0
        marks &= (1 &<< UInt64(truncatingIfNeeded: (title.count &- index) &* 8)) &- 1
        while marks != 0 {
            guard keeps(title, index &+ marks.trailingZeroBitCount / 8) else { return false }
            marks &= marks &- 1
        }
        return true
    }

    /// Whether the normal form keeps the character that begins at `place`.
    private static func keeps(_ title: UnsafeRawBufferPointer, _ place: Int) -> Bool {
        let (second, third) = (byte(title, place + 1), byte(title, place + 2))
        switch title[place] {
        case 0..<0x20, 0x7F: return false
        case 0x20, 0x2E, 0x5E, 0x5F, 0x7C: return keepsSeparator(title, place)
        case UInt8(ascii: "&"): return second != UInt8(ascii: "#") && (second | 0x20) &- 0x61 >= 26
        case 0..<0x80: return true
        case 0xC2:
            return switch second {
            case 0x80...0xA0, 0xAA, 0xAD, 0xB2, 0xB3, 0xB5, 0xB7, 0xB9, 0xBA, 0xBC...0xBE: false
            default: true
            }
        // Combining marks, and the Arabic letter mark.
        case 0xCC, 0xCD, 0xD8: return false
        case 0xC3..<0xE1: return true
        // Quotation marks and dashes.
        case 0xE2:
            return switch third {
            case 0x93, 0x94, 0x98, 0x99, 0x9C, 0x9D: second == 0x80
            default: false
            }
        case 0xE3:
            return switch second {
            case 0x80: !(third == 0x80 || (0xAA...0xAF).contains(third) || (0xB6...0xBA).contains(third))
            case 0x83: third != 0xBB && third != 0xBF
            case 0x84, 0x85, 0x86, 0x88...0x8F: false
            default: true
            }
        case 0xE4...0xED: return true
        // ！（），：；？
        case 0xEF:
            return switch third {
            case 0x81, 0x88, 0x89, 0x8C, 0x9A, 0x9B, 0x9F: second == 0xBC
            default: false
            }
        case 0xF0: return (0xA0...0xAE).contains(second)
        default: return false
        }
    }

    /// A blank is kept unless another one follows, or a single Chinese character is beside it.
    private static func keepsSeparator(_ title: UnsafeRawBufferPointer, _ place: Int) -> Bool {
        let next = byte(title, place + 1)
        if title[place] == 0x20, next == 0x20 { return false }
        // Characters of four bytes are left to the complete form.
        guard next >= 0xE3, place >= 3, title[place - 1] >= 0x80 else { return true }
        if next >= 0xF0 || (place >= 4 && title[place - 4] >= 0xF0) { return false }
        let isSingleBefore = place == 3 || isSeparator(title[place - 4])
        let isSingleNext = place + 4 >= title.count || isSeparator(title[place + 4])
        return !isSingleBefore && !isSingleNext
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x2E, 0x5E, 0x5F, 0x7C: true
        default: false
        }
    }

    @inline(__always)
    private static func byte(_ title: UnsafeRawBufferPointer, _ place: Int) -> UInt8 {
        place < title.count ? title[place] : 0
    }
}

extension EightBytes {
    /// ASCII other than letters and digits, and the first bytes of characters other than the usual Chinese ones
    /// (U+4000 to U+9FFF).
    @inline(__always)
    static func unusual(_ eight: UInt64) -> UInt64 {
        let letters = lowercaseLetters(eight | 0x2020_2020_2020_2020)
        let ascii = ~eight & high & ~digits(eight) & ~letters
        let first = eight & (eight &<< 1) & high
        // The six lower bits of E4 to E9 are 0x24 to 0x29; no sum carries into the next byte.
        let low = eight & 0x3F3F_3F3F_3F3F_3F3F
        let usual = (low &+ 0x5C5C_5C5C_5C5C_5C5C) & ~(low &+ 0x5656_5656_5656_5656)
        return ascii | (first & ~usual)
    }
}
