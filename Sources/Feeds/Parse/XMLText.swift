/// The characters that a piece of XML text stands for.
enum XMLText {
    /// Appends the characters of `text` to `result`, entities decoded and line ends as LF.
    ///
    /// - Returns: what is wrong in it; nil where all could be read. Nothing is dropped in silence: an entity that is not
    ///   XML's own, and so could mean anything, is a fault.
    static func append(_ text: ArraySlice<UInt8>, to result: inout [UInt8]) -> String? {
        var index = text.startIndex
        while index < text.endIndex {
            let byte = text[index]
            switch byte {
            case UInt8(ascii: "&"):
                guard let end = text[index...].prefix(12).firstIndex(of: UInt8(ascii: ";")) else {
                    return "“&” stands alone; it must be written &amp;"
                }
                let name = text[(index + 1)..<end]
                guard let scalar = scalar(name) else {
                    return "“&\(String(decoding: name, as: UTF8.self));” is no character of XML"
                }
                result += Array(String(scalar).utf8)
                index = end + 1
                continue
            case 0x0D:
                result.append(0x0A)
                if index + 1 < text.endIndex, text[index + 1] == 0x0A { index += 1 }
            default: result.append(byte)
            }
            index += 1
        }
        return nil
    }

    /// The character of an entity, by what stands between `&` and `;`.
    private static func scalar(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
        switch String(decoding: name, as: UTF8.self) {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        case let other:
            guard other.hasPrefix("#") else { return nil }
            let hexadecimal = other.hasPrefix("#x")
            let digits = other.dropFirst(hexadecimal ? 2 : 1)
            guard digits.utf8.first != UInt8(ascii: "+"), digits.utf8.first != UInt8(ascii: "-"),
                let code = UInt32(digits, radix: hexadecimal ? 16 : 10)
            else { return nil }
            return Unicode.Scalar(code)
        }
    }

    /// Appends `text` as a JSON string.
    static func appendJSON(_ text: ArraySlice<UInt8>, to result: inout [UInt8]) {
        result.append(UInt8(ascii: "\""))
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                result.append(UInt8(ascii: "\\"))
                result.append(byte)
            case 0..<0x20:
                result += [UInt8(ascii: "\\"), UInt8(ascii: "u"), UInt8(ascii: "0"), UInt8(ascii: "0")]
                result.append(UInt8(ascii: "0") + byte / 16)
                result.append(byte % 16 < 10 ? UInt8(ascii: "0") + byte % 16 : UInt8(ascii: "a") + byte % 16 - 10)
            default: result.append(byte)
            }
        }
        result.append(UInt8(ascii: "\""))
    }

    /// `text` without the white space around it.
    static func trimmed(_ text: [UInt8]) -> ArraySlice<UInt8> {
        guard let first = text.firstIndex(where: { !isXMLSpace($0) }),
            let last = text.lastIndex(where: { !isXMLSpace($0) })
        else { return [] }
        return text[first...last]
    }
}
