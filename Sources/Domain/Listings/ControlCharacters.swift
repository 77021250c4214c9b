extension String {
    /// The text with every control character replaced by a space, for messages that quote text from outside.
    package var withoutControlCharacters: String {
        String(decoding: utf8.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }, as: UTF8.self)
    }

    /// Whether the text contains a control character. If `lineBreaks` is true, line breaks and tabs are allowed.
    ///
    /// NUL is the most important one: SQLite ends a text there, so the stored text would differ from the text that was
    /// hashed and judged.
    package func holdsControlCharacters(lineBreaks: Bool = false) -> Bool {
        utf8.contains { byte in
            switch byte {
            case 0x09, 0x0A, 0x0D: !lineBreaks
            case 0..<0x20, 0x7F: true
            default: false
            }
        }
    }
}
