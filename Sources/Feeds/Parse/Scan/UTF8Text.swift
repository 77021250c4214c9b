internal import CScan

/// Checks of UTF-8, byte by byte or many bytes at once.
enum UTF8Text {
    private static let way = LineIndexing.best.way

    /// Whether the text has no flaw. At least eight readable bytes must follow it.
    static func isSound(_ base: UnsafePointer<UInt8>, count: Int) -> Bool {
        guard let way else { return flaw(base, count: count) == nil }
        return sushai_is_plain_text(base, count, way)
    }

    /// The length of the well-formed character beyond ASCII at `bytes`; 0 if there is none. Reads at most four bytes
    /// and stops at the first invalid byte.
    @inline(__always)
    static func sequence(_ bytes: UnsafePointer<UInt8>) -> Int {
        let lead = bytes[0]
        // Reads nearly all Chinese characters with one load. The byte after them is readable because every text is
        // padded.
        let word = UnsafeRawPointer(bytes).loadUnaligned(as: UInt32.self)
        if word & 0x00C0_C0F0 == 0x0080_80E0, lead != 0xE0, lead != 0xED { return 3 }
        if lead & 0xF0 == 0xE0 {
            let second = bytes[1]
            guard second & 0xC0 == 0x80, bytes[2] & 0xC0 == 0x80 else { return 0 }
            // Refuses overlong forms and surrogates.
            if lead == 0xE0 { return second >= 0xA0 ? 3 : 0 }
            if lead == 0xED { return second < 0xA0 ? 3 : 0 }
            return 3
        }
        if lead & 0xE0 == 0xC0 { return lead >= 0xC2 && bytes[1] & 0xC0 == 0x80 ? 2 : 0 }
        guard lead >= 0xF0, lead < 0xF5 else { return 0 }
        let second = bytes[1]
        guard second & 0xC0 == 0x80, bytes[2] & 0xC0 == 0x80, bytes[3] & 0xC0 == 0x80 else { return 0 }
        if lead == 0xF0 { return second >= 0x90 ? 4 : 0 }
        if lead == 0xF4 { return second < 0x90 ? 4 : 0 }
        return 4
    }

    /// A character that a text of a listing must not contain.
    enum Flaw {
        case invalid, control
    }

    /// The first flaw of the text, or nil. Line breaks and tabs are no flaws.
    ///
    /// At least eight readable bytes must follow the text.
    static func flaw(_ base: UnsafePointer<UInt8>, count: Int) -> Flaw? {
        var index = 0
        while index < count {
            let word = UnsafeRawPointer(base).loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let controls = (word &- 0x2020_2020_2020_2020) & ~word
            let deletes = ((word ^ 0x7F7F_7F7F_7F7F_7F7F) &- 0x0101_0101_0101_0101) & ~(word ^ 0x7F7F_7F7F_7F7F_7F7F)
            let special = (controls | deletes | word) & 0x8080_8080_8080_8080
            if special == 0 {
                index += 8
                continue
            }
            index += special.trailingZeroBitCount >> 3
            guard index < count else { return nil }
            let byte = base[index]
            if byte < 0x80 {
                guard byte == 0x09 || byte == 0x0A || byte == 0x0D else { return .control }
                index += 1
                continue
            }
            repeat {
                let length = sequence(base + index)
                guard length > 0, index + length <= count else { return .invalid }
                index += length
            } while index < count && base[index] >= 0x80
        }
        return nil
    }
}
