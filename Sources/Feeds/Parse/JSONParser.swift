/// A JSON text that could not be read: the position and the fault.
package struct JSONFault: Error, Hashable {
    package let offset: Int
    package let message: String

    package init(offset: Int, message: String) {
        self.offset = offset
        self.message = message
    }
}

/// A value in a JSON text, as a range of its bytes.
///
/// Numbers stay text, because item numbers exceed 2⁵³ and 39.90 must not become 39.899999. Strings are decoded on
/// request, so one bad record does not make its page unreadable.
package struct JSONNode {
    package enum Kind {
        case null
        case boolean(Bool)
        case number
        case string(hasEscapes: Bool)
        case array([JSONNode])
        case object([(key: String, value: JSONNode)])
    }

    package let kind: Kind
    package let range: Range<Int>
}

/// Reads a whole JSON text (RFC 8259) into a tree of nodes.
package struct JSONParser {
    /// Deeper nesting is an attack, not a feed.
    private static let deepest = 64

    private var scanner: JSONScanner
    private var position = 0
    /// Whether line breaks and unknown escapes in strings, words that are no values, and a comma too many are passed.
    private let isLenient: Bool

    /// The first value of `bytes`, with such faults, and the position after it. Words have the kind of numbers.
    static func lenient(_ bytes: [UInt8]) throws(JSONFault) -> (node: JSONNode, end: Int) {
        try read(bytes, isLenient: true) { (parser) throws(JSONFault) in
            parser.skipSpace()
            return (try parser.value(depth: 0), parser.position)
        }
    }

    /// The root of `bytes`.
    package static func parse(_ bytes: [UInt8]) throws(JSONFault) -> JSONNode {
        try read(bytes, isLenient: false) { (parser) throws(JSONFault) in
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { parser.position = 3 }
            parser.skipSpace()
            let node = try parser.value(depth: 0)
            parser.skipSpace()
            guard parser.position == bytes.count else { throw parser.fault("text follows the end of the value") }
            return node
        }
    }

    private static func read<Found>(
        _ bytes: [UInt8], isLenient: Bool, _ body: (inout JSONParser) throws(JSONFault) -> Found
    ) throws(JSONFault) -> Found {
        let padded = bytes + Array(repeating: 0, count: JSONScanner.padding)
        return try padded.withUnsafeBufferPointer { (buffer) throws(JSONFault) in
            guard let base = buffer.baseAddress else { throw JSONFault(offset: 0, message: "there is no text") }
            var parser = JSONParser(scanner: JSONScanner(base, end: bytes.count), isLenient: isLenient)
            return try body(&parser)
        }
    }

    private mutating func value(depth: Int) throws(JSONFault) -> JSONNode {
        guard depth < Self.deepest else { throw fault("nested deeper than \(Self.deepest) levels") }
        guard let byte = peek else { throw fault("the text ends where a value is expected; it was cut off") }
        switch byte {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return try string()
        case _ where isLenient && byte != UInt8(ascii: "n"): return try anyWord()
        case UInt8(ascii: "t"), UInt8(ascii: "f"):
            return try passed(to: scanner.literal(position), .boolean(byte == UInt8(ascii: "t")))
        case UInt8(ascii: "n"): return try passed(to: scanner.literal(position), .null)
        default: return try passed(to: scanner.number(position), .number)
        }
    }

    private mutating func object(depth: Int) throws(JSONFault) -> JSONNode {
        let start = position
        var members: [(key: String, value: JSONNode)] = []
        position += 1
        skipSpace()
        if take(UInt8(ascii: "}")) { return JSONNode(kind: .object([]), range: start..<position) }
        while true {
            if isLenient, take(UInt8(ascii: "}")) { return JSONNode(kind: .object(members), range: start..<position) }
            guard peek == UInt8(ascii: "\"") else { throw fault("expected a member name") }
            let range = try string().range
            let content = UnsafeBufferPointer(start: scanner.base + range.lowerBound + 1, count: range.count - 2)
            let name = String(decoding: JSONString.unescaped(content), as: UTF8.self)
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw fault("expected “:” after a member name") }
            skipSpace()
            members.append((name, try value(depth: depth + 1)))
            skipSpace()
            if take(UInt8(ascii: "}")) { return JSONNode(kind: .object(members), range: start..<position) }
            guard take(UInt8(ascii: ",")) else { throw fault("expected “,” or “}” after a member") }
            skipSpace()
        }
    }

    private mutating func array(depth: Int) throws(JSONFault) -> JSONNode {
        let start = position
        var elements: [JSONNode] = []
        position += 1
        skipSpace()
        if take(UInt8(ascii: "]")) { return JSONNode(kind: .array([]), range: start..<position) }
        while true {
            if isLenient, take(UInt8(ascii: "]")) { return JSONNode(kind: .array(elements), range: start..<position) }
            elements.append(try value(depth: depth + 1))
            skipSpace()
            if take(UInt8(ascii: "]")) { return JSONNode(kind: .array(elements), range: start..<position) }
            guard take(UInt8(ascii: ",")) else { throw fault("expected “,” or “]” after an element") }
            skipSpace()
        }
    }

    private mutating func string() throws(JSONFault) -> JSONNode {
        var hasEscapes = false
        let close =
            isLenient ? lenientString(&hasEscapes) : scanner.string(position + 1, &hasEscapes)
        return try passed(to: close < 0 ? -1 : close + 1, .string(hasEscapes: hasEscapes))
    }

    /// The position of the closing quote, whatever the string contains.
    private mutating func lenientString(_ hasEscapes: inout Bool) -> Int {
        var index = position + 1
        while index < scanner.end {
            switch scanner.base[index] {
            case UInt8(ascii: "\""): return index
            case UInt8(ascii: "\\"):
                hasEscapes = true
                index += 2
            default: index += 1
            }
        }
        return scanner.fail(index, "the text ends within a string; it was cut off")
    }

    /// The value from the current position to `end`; throws the fault of the scanner if that is −1.
    private mutating func passed(to end: Int, _ kind: JSONNode.Kind) throws(JSONFault) -> JSONNode {
        guard end >= 0 else { throw scanner.fault ?? fault("expected a value") }
        defer { position = end }
        return JSONNode(kind: kind, range: position..<end)
    }

    private mutating func anyWord() throws(JSONFault) -> JSONNode {
        let start = position
        while let byte = peek, byte > 0x20, !Self.endsWord(byte) { position += 1 }
        guard position > start else { throw fault("expected a value") }
        return JSONNode(kind: .number, range: start..<position)
    }

    private static func endsWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "{"),
            UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"):
            true
        default: false
        }
    }
}

extension JSONParser {
    private var peek: UInt8? {
        position < scanner.end ? scanner.base[position] : nil
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        position = scanner.skipSpace(position)
    }

    private func fault(_ message: String) -> JSONFault {
        JSONFault(offset: position, message: message)
    }
}
