internal import Domain

/// A form with files (`multipart/form-data`, RFC 7578), read strictly: what a browser sends is accepted, everything else is
/// refused as a whole.
struct MultipartForm: Sendable {
    struct File: Sendable {
        /// The name of the field.
        let field: String
        /// The name of the file on the other machine, without folders; for people only.
        let name: String
        let bytes: ArraySlice<UInt8>
    }

    static let mostParts = 200
    static let mostHeaderBytes = 2_048
    /// The maximum size of a field that is not a file.
    static let mostFieldBytes = 16 << 10

    let fields: [FormFields.Pair]
    let files: [File]

    /// Nil if the body is not a complete form: a missing end, a part without a name, a header that no browser sends, a
    /// text that is not UTF-8 or contains control characters.
    init?(_ body: [UInt8], contentType: String) {
        guard let boundary = Self.boundary(contentType) else { return nil }
        let delimiter = Array("\r\n--".utf8) + boundary
        guard body.starts(with: delimiter.dropFirst(2)) else { return nil }
        var rest = body.dropFirst(delimiter.count - 2)
        var fields: [FormFields.Pair] = []
        var files: [File] = []
        while true {
            if rest.starts(with: "--".utf8) {
                rest = rest.dropFirst(2)
                // Nothing but a line end may follow.
                guard rest.isEmpty || rest.elementsEqual("\r\n".utf8) else { return nil }
                break
            }
            guard rest.starts(with: "\r\n".utf8), fields.count + files.count < Self.mostParts,
                let part = Self.part(rest.dropFirst(2), delimiter)
            else { return nil }
            rest = part.rest
            if let name = part.fileName {
                // A browser sends a field without a chosen file as an empty file without a name.
                guard !name.isEmpty || !part.content.isEmpty else { continue }
                files.append(File(field: part.field, name: name, bytes: part.content))
            } else {
                guard part.content.count <= Self.mostFieldBytes, let text = Self.text(part.content) else { return nil }
                fields.append(FormFields.Pair(name: part.field, value: text))
            }
        }
        self.fields = fields
        self.files = files
    }

    private struct Part {
        let field: String
        let fileName: String?
        let content: ArraySlice<UInt8>
        let rest: ArraySlice<UInt8>
    }

    /// The part at the start of `bytes`, and what follows its delimiter.
    private static func part(_ bytes: ArraySlice<UInt8>, _ delimiter: [UInt8]) -> Part? {
        let blank = Array("\r\n\r\n".utf8)
        guard let end = bytes.prefix(mostHeaderBytes).firstRange(of: blank),
            let header = String(validating: bytes[bytes.startIndex..<end.lowerBound], as: UTF8.self)
        else { return nil }
        var disposition: (field: String, fileName: String?)?
        for line in header.components(ofLines: "\r\n") {
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            switch line[..<colon].lowercased() {
            case "content-disposition":
                guard disposition == nil, let read = Self.disposition(value) else { return nil }
                disposition = read
            // The type that a browser states is not believed; the content decides.
            case "content-type": continue
            default: return nil
            }
        }
        guard let disposition else { return nil }
        let content = bytes[end.upperBound...]
        // An empty content directly precedes its delimiter, which begins with the line end of the header.
        guard let close = find(delimiter, in: content) else { return nil }
        return Part(
            field: disposition.field, fileName: disposition.fileName, content: content[..<close],
            rest: content[(close + delimiter.count)...])
    }

    /// `form-data; name="file"; filename="a.csv"`.
    private static func disposition(_ text: Substring) -> (field: String, fileName: String?)? {
        var rest = text.utf8[...]
        guard rest.starts(with: "form-data".utf8) else { return nil }
        rest = rest.dropFirst(9)
        var values: [String: String] = [:]
        while !rest.isEmpty {
            guard rest.popFirst() == UInt8(ascii: ";") else { return nil }
            rest = rest.drop { $0 == UInt8(ascii: " ") }
            let name = rest.prefix { $0 != UInt8(ascii: "=") }
            rest = rest.dropFirst(name.count)
            guard rest.starts(with: "=\"".utf8) else { return nil }
            rest = rest.dropFirst(2)
            // Browsers write a quotation mark within the name as %22, so the next one ends it.
            let value = rest.prefix { $0 != UInt8(ascii: "\"") }
            rest = rest.dropFirst(value.count)
            guard rest.popFirst() == UInt8(ascii: "\"") else { return nil }
            let key = String(decoding: name, as: UTF8.self)
            guard values[key] == nil, ["name", "filename"].contains(key) else { return nil }
            values[key] = unescaped(String(decoding: value, as: UTF8.self))
        }
        guard let field = values["name"], !field.isEmpty, !field.holdsControlCharacters() else { return nil }
        guard let file = values["filename"] else { return (field, nil) }
        // Some browsers send the whole path.
        let name = file.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        guard name.utf8.count <= 1_000, !name.holdsControlCharacters() else { return nil }
        return (field, String(name.unicodeScalars.suffix(50)))
    }

    /// The three characters that browsers escape in names (HTML, multipart/form-data encoding algorithm).
    private static func unescaped(_ text: String) -> String {
        text.replacing("%22", with: "\"").replacing("%0D", with: "").replacing("%0A", with: "")
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        // A browser sends a line break as CR LF.
        let lines = text.replacing("\r\n", with: "\n")
        return lines.holdsControlCharacters(lineBreaks: true) ? nil : lines
    }

    private static func boundary(_ contentType: String) -> [UInt8]? {
        let parts = contentType.split(separator: ";", maxSplits: 1)
        guard parts.count == 2, parts[0].trimmed.lowercased() == "multipart/form-data" else { return nil }
        let parameter = parts[1].trimmed
        guard parameter.lowercased().hasPrefix("boundary=") else { return nil }
        var boundary = parameter.utf8.dropFirst(9)
        if boundary.first == UInt8(ascii: "\""), boundary.last == UInt8(ascii: "\""), boundary.count > 2 {
            boundary = boundary.dropFirst().dropLast()
        }
        let isPlain = boundary.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "'"), UInt8(ascii: "."), UInt8(ascii: "+"): true
            default: false
            }
        }
        guard (1...70).contains(boundary.count), isPlain else { return nil }
        return Array(boundary)
    }

    /// The first position of `needle`: the last byte of each window decides how far to move (Horspool), because a file may
    /// have 64 MiB.
    private static func find(_ needle: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        let length = needle.count
        var shift = [Int](repeating: length, count: 256)
        for (index, byte) in needle.dropLast().enumerated() { shift[Int(byte)] = length - 1 - index }
        return bytes.withUnsafeBytes { buffer in
            var at = 0
            while at + length <= buffer.count {
                var index = length - 1
                while index >= 0, buffer[at + index] == needle[index] { index -= 1 }
                if index < 0 { return bytes.startIndex + at }
                at += shift[Int(buffer[at + length - 1])]
            }
            return nil
        }
    }
}

extension String {
    /// The lines of a header, without the line ends.
    fileprivate func components(ofLines end: String) -> [Substring] {
        split(separator: end, omittingEmptySubsequences: false)
    }
}
