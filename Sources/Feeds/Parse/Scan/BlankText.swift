/// Text without a visible character.
enum BlankText {
    /// Whether all of `text` is white space of any script: spaces, line breaks, the ideographic space, joiners.
    static func isBlank(_ text: UnsafeRawBufferPointer) -> Bool {
        // For nearly every text the first byte decides.
        if let first = text.first, (first > 0x20 && first < 0x7F) || (0xE4...0xE9).contains(first) { return false }
        return String(decoding: text, as: UTF8.self).unicodeScalars.allSatisfy {
            $0.properties.isWhitespace || $0.properties.isDefaultIgnorableCodePoint
        }
    }
}
