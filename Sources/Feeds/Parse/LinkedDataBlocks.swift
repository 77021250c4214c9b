/// Finds the JSON-LD blocks of an HTML page. It recognises only `<script>` elements and comments. Nothing else in a
/// page can hide or create a script.
struct LinkedDataBlocks {
    private let bytes: [UInt8]
    private var position = 0

    /// The content of each `<script type="application/ld+json">`, in order. A script that is never closed extends to
    /// the end.
    static func find(in bytes: [UInt8]) -> [Range<Int>] {
        var finder = LinkedDataBlocks(bytes: bytes)
        var blocks: [Range<Int>] = []
        while let block = finder.next() { blocks.append(block) }
        return blocks
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func next() -> Range<Int>? {
        while let opening = find(UInt8(ascii: "<")) {
            position = opening
            if matches("<!--") {
                position += 4
                // A comment that is never closed hides the rest of the page, as in a browser.
                guard skip(past: "-->") else { return nil }
            } else if matches("<script"), isNameEnd(position + 7) {
                position += 7
                let isLinkedData = readAttributes()
                let start = position
                let end = endOfScript()
                if isLinkedData { return start..<end }
            } else {
                position += 1
            }
        }
        return nil
    }

    /// Reads the attributes up to the `>` of the tag and returns whether `type` is that of JSON-LD.
    private mutating func readAttributes() -> Bool {
        var isLinkedData = false
        while position < bytes.count {
            while position < bytes.count, isXMLSpace(bytes[position]) || bytes[position] == UInt8(ascii: "/") {
                position += 1
            }
            guard position < bytes.count else { break }
            guard bytes[position] != UInt8(ascii: ">") else {
                position += 1
                break
            }
            let (name, value) = readAttribute()
            if name == "type" {
                let kind = value.prefix { $0 != ";" }.lowercased()
                isLinkedData = kind.split(whereSeparator: \.isWhitespace).elementsEqual(["application/ld+json"])
            }
        }
        return isLinkedData
    }

    private mutating func readAttribute() -> (name: String, value: String) {
        let start = position
        position += 1
        while position < bytes.count, !endsAttributeName(bytes[position]) { position += 1 }
        let name = String(decoding: bytes[start..<position], as: UTF8.self).lowercased()
        while position < bytes.count, isXMLSpace(bytes[position]) { position += 1 }
        guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else { return (name, "") }
        position += 1
        while position < bytes.count, isXMLSpace(bytes[position]) { position += 1 }
        guard position < bytes.count else { return (name, "") }
        let quote = bytes[position]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            position += 1
            let end = find(quote) ?? bytes.count
            defer { position = min(end + 1, bytes.count) }
            return (name, String(decoding: bytes[position..<end], as: UTF8.self))
        }
        let valueStart = position
        while position < bytes.count, !isXMLSpace(bytes[position]), bytes[position] != UInt8(ascii: ">") {
            position += 1
        }
        return (name, String(decoding: bytes[valueStart..<position], as: UTF8.self))
    }

    /// The end of the content of the script. Sets `position` after its closing tag.
    private mutating func endOfScript() -> Int {
        while let opening = find(UInt8(ascii: "<")) {
            position = opening
            if matches("</script"), isNameEnd(position + 8) {
                position = find(UInt8(ascii: ">")).map { $0 + 1 } ?? bytes.count
                return opening
            }
            position += 1
        }
        position = bytes.count
        return bytes.count
    }
}

extension LinkedDataBlocks {
    private func find(_ byte: UInt8) -> Int? {
        bytes[position...].firstIndex(of: byte)
    }

    private mutating func skip(past text: StaticString) -> Bool {
        while position < bytes.count {
            if matches(text) {
                position += text.utf8CodeUnitCount
                return true
            }
            position += 1
        }
        return false
    }

    /// Whether `text`, in lower case, is here. HTML names ignore case.
    private func matches(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard position + count <= bytes.count else { return false }
        for index in 0..<count {
            let byte = bytes[position + index]
            let lower = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
            guard lower == text.utf8Start[index] else { return false }
        }
        return true
    }

    private func isNameEnd(_ index: Int) -> Bool {
        index < bytes.count
            && (isXMLSpace(bytes[index]) || bytes[index] == UInt8(ascii: ">") || bytes[index] == UInt8(ascii: "/"))
    }

    private func endsAttributeName(_ byte: UInt8) -> Bool {
        isXMLSpace(byte) || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
    }
}
