/// The header lines of an answer as they arrived.
enum HeaderBlock {
    /// The values by name in lower case. If a name repeats, the last value counts, but `Link` headers are joined by
    /// commas.
    static func fields(_ block: [UInt8]) -> [String: String] {
        var fields: [String: String] = [:]
        for line in block.split(separator: UInt8(ascii: "\n")) {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex else { continue }
            let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
            let value = String(decoding: trimmed(line[(colon + 1)...]), as: UTF8.self)
            if name == "link", let before = fields[name] {
                fields[name] = before + ", " + value
            } else {
                fields[name] = value
            }
        }
        return fields
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
        var rest = bytes.drop(while: isSpace)
        while let last = rest.last, isSpace(last) { rest.removeLast() }
        return rest
    }
}
