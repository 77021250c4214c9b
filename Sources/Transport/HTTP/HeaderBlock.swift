/// The header lines of an answer as they arrived.
enum HeaderBlock {
    /// Headers whose values are lists. Their values are joined by commas if the name repeats.
    private static let lists: Set<String> = ["link", "content-encoding", "transfer-encoding"]

    /// The values by name in lower case. If another name than those of `lists` repeats, the last value counts.
    static func fields(_ block: [UInt8]) -> [String: String] {
        var fields: [String: String] = [:]
        for line in block.split(separator: UInt8(ascii: "\n")) {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex else { continue }
            let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
            let value = String(decoding: trimmed(line[(colon + 1)...]), as: UTF8.self)
            if lists.contains(name), let before = fields[name] {
                fields[name] = before + ", " + value
            } else {
                fields[name] = value
            }
        }
        return fields
    }

    /// Whether the body arrives in chunks.
    static func isChunked(_ block: [UInt8]) -> Bool {
        names(fields(block)["transfer-encoding"]).last == "chunked"
    }

    /// The elements of a list of names, in lower case.
    static func names(_ value: String?) -> [String] {
        (value ?? "").split(separator: ",").map { $0.lowercased().filter { $0 != " " && $0 != "\t" } }
            .filter { !$0.isEmpty }
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
        var rest = bytes.drop(while: isSpace)
        while let last = rest.last, isSpace(last) { rest.removeLast() }
        return rest
    }
}
