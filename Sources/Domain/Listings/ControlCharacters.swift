extension String {
    /// The text with each control character as a space, for messages that quote text from outside.
    package var withoutControlCharacters: String {
        String(decoding: utf8.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }, as: UTF8.self)
    }

    /// Whether the text holds a control character that no name, title or figure needs. Line breaks and tabs are let
    /// through where `lineBreaks` says so.
    ///
    /// NUL above all: SQLite ends a text there, so what is stored would not be what was hashed and judged.
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
