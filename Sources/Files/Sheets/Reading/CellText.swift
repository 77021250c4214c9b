/// A text made of its runs: every `t` except those within `rPh`.
struct CellText {
    private var bytes: [UInt8] = []
    private var isText = false
    private var isPronunciation = false

    mutating func restart() {
        bytes.removeAll(keepingCapacity: true)
        isText = false
        isPronunciation = false
    }

    mutating func begin(_ name: XMLName) {
        if name == "t" { isText = true }
        if name == "rPh" { isPronunciation = true }
    }

    mutating func end(_ name: XMLName) {
        if name == "t" { isText = false }
        if name == "rPh" { isPronunciation = false }
    }

    /// Returns false if the text becomes longer than `limit` bytes.
    mutating func append(_ more: UnsafeBufferPointer<UInt8>, limit: Int) -> Bool {
        guard isText, !isPronunciation else { return true }
        bytes.append(contentsOf: more)
        return bytes.count <= limit
    }

    var text: String {
        EscapedText.decoded(bytes)
    }
}

/// Characters that XML cannot contain are written as `_x000D_` (ECMA-376 part 1, 22.9.2.19).
enum EscapedText {
    static func decoded(_ bytes: [UInt8]) -> String {
        guard bytes.contains(UInt8(ascii: "_")) else { return String(decoding: bytes, as: UTF8.self) }
        var result: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.first {
            if byte == UInt8(ascii: "_"), let scalar = escape(rest.prefix(7)) {
                result += String(Character(scalar)).utf8
                rest = rest.dropFirst(7)
            } else {
                result.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// `text` with anything that only looks like an escape protected. libxlsxwriter escapes control characters itself.
    static func encoded(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "_")) else { return text }
        var result: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            result.append(byte)
            if byte == UInt8(ascii: "_"), escape(ArraySlice([byte]) + rest.prefix(6)) != nil { result += "x005F_".utf8 }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func escape(_ bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
        guard bytes.count == 7, bytes.starts(with: "_x".utf8), bytes.last == UInt8(ascii: "_") else { return nil }
        let digits = bytes.dropFirst(2).dropLast()
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { return nil }
        return Unicode.Scalar(code)
    }
}
