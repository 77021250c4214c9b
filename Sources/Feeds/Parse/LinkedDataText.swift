/// The JSON of a `<script>` block, without what pages write around it and within it.
enum LinkedDataText {
    private static let openings = ["<!--", "<![CDATA[", "//", "/*", "*/"].map { Array($0.utf8) }
    private static let closings = ["-->", "]]>", "//", "/*", "*/", ";"].map { Array($0.utf8) }

    /// The range of the block without white space, comment marks, CDATA marks and semicolons around it.
    static func content(of range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
        var part = bytes[range]
        while let first = part.first {
            if isXMLSpace(first) {
                part = part.dropFirst()
            } else if let mark = openings.first(where: { part.starts(with: $0) }) {
                part = part.dropFirst(mark.count)
            } else {
                break
            }
        }
        while let last = part.last {
            if isXMLSpace(last) {
                part = part.dropLast()
            } else if let mark = closings.first(where: { part.suffix($0.count).elementsEqual($0) }) {
                part = part.dropLast(mark.count)
            } else {
                break
            }
        }
        return part.startIndex..<part.endIndex
    }

    /// The value of the text. Brackets and semicolons may follow it, which the scripts of some sites leave behind.
    static func value(_ text: [UInt8]) throws(JSONFault) -> JSONCursor {
        guard text.first == UInt8(ascii: "{") || text.first == UInt8(ascii: "[") else {
            throw JSONFault(offset: 0, message: "expected an object or a list")
        }
        let (node, end) = try JSONParser.lenient(text)
        let isRest = text[end...].allSatisfy { byte in
            isXMLSpace(byte) || [UInt8(ascii: "}"), UInt8(ascii: ";"), UInt8(ascii: ")")].contains(byte)
        }
        guard isRest else { throw JSONFault(offset: end, message: "text follows the end of the value") }
        return JSONCursor(bytes: text, node: node)
    }

    /// The text with its entities decoded, if its quotes are written as entities; otherwise nil. In a script, a browser
    /// does not decode them.
    static func withoutEntities(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard !text.contains(UInt8(ascii: "\"")) else { return nil }
        let written = String(decoding: text, as: UTF8.self)
        guard written.contains("&quot;") || written.contains("&#34;") else { return nil }
        let decoded = [
            ("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"),
        ].reduce(written) { $0.replacing($1.0, with: $1.1) }
        return Array(decoded.utf8)
    }

    /// The text with a space in place of each line break and tab. Within a string they are not JSON.
    static func spaced(_ text: [UInt8]) -> [UInt8] {
        text.map { $0 == 0x0A || $0 == 0x0D || $0 == 0x09 ? 0x20 : $0 }
    }
}
