/// The form that an item number must have to identify an offer.
///
/// Two offers with the same text would be one listing, so a text that a missing value or a spreadsheet leaves is no
/// identity. The platforms' own signs are not checked further: digits, `goods_sign`, `gid://shopify/Product/1`.
package enum ItemForm {
    package enum Flaw: Hashable, Sendable {
        /// `nan`, `None`, `-`, `0`, `#REF!`.
        case noValue
        /// `6.28E+11`, `628012345678.0`, `="628"`, `'628`, `628,012,345,678`.
        case spoiltBySpreadsheet
        case blankAtEnd
        /// A control character, or one that nobody sees.
        case invisibleCharacter
    }

    /// Whether the text is surely an identity: ASCII letters, digits, `-` and `_`, a digit above 0, no `-` in front.
    @inlinable
    @inline(__always)
    package static func isPlain(_ text: UnsafeRawBufferPointer) -> Bool {
        guard text.first != UInt8(ascii: "-") else { return false }
        var hasDigit = false
        for byte in text {
            if byte &- 0x31 < 9 {
                hasDigit = true
            } else if (byte | 0x20) &- 0x61 >= 26, byte != 0x30, byte != UInt8(ascii: "-"), byte != UInt8(ascii: "_") {
                return false
            }
        }
        return hasDigit
    }

    /// Nil for a text that can be an identity.
    ///
    /// - Parameter isNumber: whether it is a JSON number and no text. A number with a point or an exponent has lost digits.
    package static func flaw(_ text: UnsafeRawBufferPointer, isNumber: Bool = false) -> Flaw? {
        if isNumber, text.contains(where: { $0 == point || $0 | 0x20 == UInt8(ascii: "e") }) {
            return .spoiltBySpreadsheet
        }
        if isPlain(text) { return nil }
        if let flaw = invisible(text) { return flaw }
        if isNoValue(text) { return .noValue }
        return isSpoilt(text) ? .spoiltBySpreadsheet : nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10
    }

    private static let point = UInt8(ascii: ".")
    private static let minus = UInt8(ascii: "-")

    private static func invisible(_ text: UnsafeRawBufferPointer) -> Flaw? {
        // A tab in front protects a number from a spreadsheet, as a quote does.
        if text.first == 0x09 || text.last == 0x09 { return .spoiltBySpreadsheet }
        let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
        let isHidden = scalars.contains { scalar in
            scalar.value < 0x20 || scalar.value == 0x7F || scalar.properties.isDefaultIgnorableCodePoint
                || [.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
        }
        if isHidden { return .invisibleCharacter }
        guard let first = scalars.first, let last = scalars.last else { return .noValue }
        return first.properties.isWhitespace || last.properties.isWhitespace ? .blankAtEnd : nil
    }

    private static let noValues: Set<String> = [
        "nan", "none", "null", "nil", "undefined", "true", "false", "n/a", "na", "(null)", "<null>", "[null]", "[]",
        "{}",
        "\\n", "无", "暂无", "未知", "空", "?", ".", "/", "*",
    ]
    private static let spreadsheetErrors = ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#"]

    /// A word for “no value”, only zeros, only dashes, or a negative number (`-1`).
    private static func isNoValue(_ text: UnsafeRawBufferPointer) -> Bool {
        if text.allSatisfy({ $0 == 0x30 }) || text.allSatisfy({ $0 == minus || $0 == UInt8(ascii: "_") }) {
            return true
        }
        if text.first == minus, text.dropFirst().allSatisfy(isDigit) { return true }
        guard text.count <= 16 else { return text.allSatisfy { $0 == UInt8(ascii: "#") } }
        let word = String(decoding: text, as: UTF8.self)
        return noValues.contains(word.lowercased()) || word.allSatisfy { "—–－-#".contains($0) }
            || spreadsheetErrors.contains(word.uppercased())
    }

    /// What spreadsheets make of a number: an exponent, `.0`, groups of three, a formula, a quote.
    private static func isSpoilt(_ text: UnsafeRawBufferPointer) -> Bool {
        let word = String(decoding: text, as: UTF8.self)
        if let first = word.first, let last = word.last, "='\"‘’“”`".contains(first) || "'\"‘’“”".contains(last) {
            // A sign in base64 may end with `=` but does not begin with it.
            return true
        }
        var rest = text[...]
        func takeDigits() -> Int {
            let digits = rest.prefix(while: isDigit)
            rest = rest.dropFirst(digits.count)
            return digits.count
        }
        guard takeDigits() > 0 else { return false }
        if rest.first == UInt8(ascii: ",") { return isGrouped(rest) }
        let hasPoint = rest.first == point
        if hasPoint {
            rest = rest.dropFirst()
            if !rest.isEmpty, rest.allSatisfy({ $0 == 0x30 }) { return true }
            guard takeDigits() > 0 else { return false }
        }
        guard let letter = rest.first, letter | 0x20 == UInt8(ascii: "e") else { return false }
        rest = rest.dropFirst()
        let hasSign = rest.first == UInt8(ascii: "+") || rest.first == minus
        if hasSign { rest = rest.dropFirst() }
        // `6E11` may be an article number; a spreadsheet writes the sign, a program the point.
        return (hasPoint || hasSign) && !rest.isEmpty && rest.allSatisfy(isDigit)
    }

    /// `,012,345,678` behind the first digits.
    private static func isGrouped(_ text: Slice<UnsafeRawBufferPointer>) -> Bool {
        text.count % 4 == 0
            && text.enumerated().allSatisfy {
                $0.offset % 4 == 0 ? $0.element == UInt8(ascii: ",") : isDigit($0.element)
            }
    }
}
