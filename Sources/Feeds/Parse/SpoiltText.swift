internal import CScan

/// Recognises a title that was read or written in the wrong character set before it arrived here. The listing may be a
/// listing of anything, so it is quarantined.
enum SpoiltText {
    /// Why the text is implausible; nil for nearly all texts.
    @inline(__always)
    static func reason(_ base: UnsafePointer<UInt8>, count: Int) -> String? {
        guard sushai_may_be_spoilt(base, count) else { return nil }
        return reason(String(decoding: UnsafeBufferPointer(start: base, count: count), as: UTF8.self))
    }

    static func reason(_ text: String) -> String? {
        let scalars = Array(text.unicodeScalars)
        if scalars.contains("\u{FFFD}") { return "the text contains a replacement character (U+FFFD)" }
        for made in ["锟斤", "烫烫烫", "屯屯屯"] where text.contains(made) {
            return "the text contains “\(made)”, which a wrong conversion writes"
        }
        if isUTF8AsLatin1(scalars) { return "the text is UTF-8 that was read as Latin-1" }
        if isGB18030AsUTF8(scalars) { return "the text is GB18030 that was read as UTF-8" }
        return nil
    }

    /// Whether three characters are the bytes of a character of UTF-8.
    private static func isUTF8AsLatin1(_ scalars: [Unicode.Scalar]) -> Bool {
        for (index, lead) in scalars.enumerated().dropLast(2) where (0xE2...0xEF).contains(lead.value) {
            let rest = scalars[(index + 1)...(index + 2)]
            if rest.allSatisfy(isContinuation), !rest.allSatisfy(punctuation.contains) { return true }
        }
        return false
    }

    /// Whether the byte of the character is one of 0x80 to 0xBF in Latin-1 or in Windows-1252.
    private static func isContinuation(_ scalar: Unicode.Scalar) -> Bool {
        (0x80...0xBF).contains(scalar.value) || windows1252.contains(scalar)
    }

    /// Marks that may follow a letter in a sound text: é”—.
    private static let punctuation = Set("‘’“”•–—…".unicodeScalars)
    private static let windows1252 = Set("€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ".unicodeScalars)

    /// Whether the characters beyond ASCII are all letters of two bytes that are Chinese characters in GB 2312, and of
    /// several scripts or not assigned: 校园 becomes U+0423 U+0530.
    private static func isGB18030AsUTF8(_ scalars: [Unicode.Scalar]) -> Bool {
        let letters = scalars.filter { $0.value >= 0x80 }
        let isChinese = letters.allSatisfy { scalar in
            let bytes = Array(String(scalar).utf8)
            return bytes.count == 2 && bytes[0] >= 0xC4 && bytes[1] >= 0xA1
        }
        guard letters.count >= 2, isChinese else { return false }
        return letters.contains { $0.properties.generalCategory == .unassigned } || Set(letters.map(script)).count > 1
    }

    /// A number for each script that has letters of two bytes.
    private static func script(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case ..<0x0370: 0
        case ..<0x0400: 1
        case ..<0x0530: 2
        case ..<0x0590: 3
        case ..<0x0600: 4
        default: 5
        }
    }
}
