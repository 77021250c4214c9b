/// Text with nothing to see in it.
enum BlankText {
    /// Whether all of `text` is white space, of any script: blanks, line breaks, the ideographic space, joiners.
    static func isBlank(_ text: UnsafeRawBufferPointer) -> Bool {
        // Nearly every text shows itself with its first byte.
        if let first = text.first, first > 0x20, first < 0x7F || isIdeograph(first) { return false }
        return String(decoding: text, as: UTF8.self).unicodeScalars.allSatisfy {
            $0.properties.isWhitespace || $0.properties.isDefaultIgnorableCodePoint
        }
    }

    /// Whether a character that begins with this byte lies between U+4000 and U+9FFF, where nothing is blank.
    private static func isIdeograph(_ first: UInt8) -> Bool {
        (0xE4...0xE9).contains(first)
    }
}
