/// The remedy for a mistake that the YAML library reports. The library's message only names what it expected.
enum SyntaxAdvice {
    static func text(_ problem: String) -> String {
        for (part, advice) in known where problem.contains(part) { return "; " + advice }
        return ""
    }

    private static let known = [
        ("tab character", "indent with spaces"),
        ("cannot start any token", "write it in quotes; a tab or another sign cannot begin a value"),
        ("could not find expected ':'", "write “key: value”, with the colon of ASCII and a space after it"),
        (
            "did not find expected ',' or",
            "a bracket is not closed, or an ASCII comma is missing, here or in the line above"
        ),
        ("did not find expected key", "is this line, or the one above, indented as its neighbours are?"),
        ("did not find expected '-' indicator", "is this line indented as the other entries of the list are?"),
        (
            "mapping values are not allowed",
            "put the text in quotes if it contains “: ”, or indent the line as its neighbours are"
        ),
        ("unexpected end of stream", "a quote or a bracket further above is not closed"),
        ("another document", "a file contains one product: take the line “---” out"),
        ("nesting level", "brackets are nested too deeply"),
        ("undefined alias", "write the value itself"),
    ]
}

/// The position of a fault in the text of a file.
enum BadBytes {
    /// The first byte that is not UTF-8, 1-based.
    static func place(in bytes: [UInt8]) -> (line: Int, column: Int) {
        var line = 1
        var start = 0
        // Each line is checked separately, because a newline is never part of another character.
        for index in 0...bytes.count where index == bytes.count || bytes[index] == UInt8(ascii: "\n") {
            if String(validating: bytes[start..<index], as: UTF8.self) == nil {
                var decoder = UTF8()
                var source = bytes[start..<index].makeIterator()
                var column = 1
                while case .scalarValue = decoder.decode(&source) { column += 1 }
                return (line, column)
            }
            line += 1
            start = index + 1
        }
        return (1, 1)
    }

    /// The character at `offset`.
    static func place(of offset: Int, in text: String) -> (line: Int, column: Int) {
        let before = text.prefix(offset)
        let line = before.count { $0.isNewline } + 1
        let column = before.reversed().prefix { !$0.isNewline }.reduce(1) { $0 + $1.unicodeScalars.count }
        return (line, column)
    }
}
