/// The `Link` header (RFC 8288).
package enum LinkHeader {
    /// The target of the first link with the relation `next`; nil if there is none, or the header cannot be read.
    package static func next(_ header: String) -> String? {
        var rest = Array(header.utf8)[...]
        while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
            guard let close = rest[open...].firstIndex(of: UInt8(ascii: ">")) else { return nil }
            let target = rest[(open + 1)..<close]
            rest = rest[(close + 1)...]
            if parametersNameNext(&rest) { return String(decoding: target, as: UTF8.self) }
        }
        return nil
    }

    /// Reads the parameters of one link, up to the comma after them. Only the first `rel` counts.
    private static func parametersNameNext(_ rest: inout ArraySlice<UInt8>) -> Bool {
        var relation: String?
        while let byte = rest.first, byte != UInt8(ascii: ",") {
            guard byte == UInt8(ascii: ";") else {
                rest.removeFirst()
                continue
            }
            rest.removeFirst()
            let name = word(&rest).lowercased()
            guard rest.first == UInt8(ascii: "=") else { continue }
            rest.removeFirst()
            let value = rest.first == UInt8(ascii: "\"") ? quoted(&rest) : word(&rest)
            if name == "rel", relation == nil { relation = value.lowercased() }
        }
        return relation?.split(separator: " ").contains("next") ?? false
    }

    private static func word(_ rest: inout ArraySlice<UInt8>) -> String {
        rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
        let ends = Array(";,= \t".utf8)
        let word = rest.prefix { !ends.contains($0) }
        rest = rest[word.endIndex...].drop { $0 == 0x20 || $0 == 0x09 }
        return String(decoding: word, as: UTF8.self)
    }

    private static func quoted(_ rest: inout ArraySlice<UInt8>) -> String {
        var text: [UInt8] = []
        rest.removeFirst()
        while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
            guard byte == UInt8(ascii: "\\") else {
                text.append(byte)
                continue
            }
            if let escaped = rest.popFirst() { text.append(escaped) }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
