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

/// Reads JSON (RFC 8259) in one pass over its bytes.
package struct JSONParser {
    /// Deeper nesting is an attack, not a feed.
    private static let deepest = 64

    private let bytes: [UInt8]
    private var position = 0
    /// Whether line breaks and unknown escapes in strings, words that are no values, and a comma too many are passed.
    private var isLenient = false

    /// The first value of `bytes`, with such faults, and the position after it. Words have the kind of numbers.
    static func lenient(_ bytes: [UInt8]) throws(JSONFault) -> (node: JSONNode, end: Int) {
        var parser = JSONParser(bytes: bytes)
        parser.isLenient = true
        parser.skipSpace()
        let node = try parser.value(depth: 0)
        return (node, parser.position)
    }

    /// The root of `bytes`.
    package static func parse(_ bytes: [UInt8]) throws(JSONFault) -> JSONNode {
        var parser = JSONParser(bytes: bytes)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { parser.position = 3 }
        parser.skipSpace()
        let node = try parser.value(depth: 0)
        parser.skipSpace()
        guard parser.position == bytes.count else { throw parser.fault("text follows the end of the value") }
        return node
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func value(depth: Int) throws(JSONFault) -> JSONNode {
        guard depth < Self.deepest else { throw fault("nested deeper than \(Self.deepest) levels") }
        guard let byte = peek else { throw fault("the text ends where a value is expected; it was cut off") }
        let start = position
        switch byte {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""):
            let escapes = try skipString()
            return JSONNode(kind: .string(hasEscapes: escapes), range: start..<position)
        case _ where isLenient && byte != UInt8(ascii: "n"): return try anyWord()
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
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
            let nameStart = position
            let escapes = try skipString()
            let node = JSONNode(kind: .string(hasEscapes: escapes), range: nameStart..<position)
            let name = String(decoding: JSONString.unescaped(bytes, node), as: UTF8.self)
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

    /// Skips a string and returns whether it contains escapes. Escapes are checked here, so decoding cannot fail.
    private mutating func skipString() throws(JSONFault) -> Bool {
        var escapes = false
        position += 1
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return escapes
            case UInt8(ascii: "\\"):
                escapes = true
                try skipEscape()
            case 0..<0x20 where !isLenient:
                throw fault("a string contains a control character")
            default:
                position += 1
            }
        }
        throw fault("the text ends within a string; it was cut off")
    }

    private mutating func skipEscape() throws(JSONFault) {
        guard position + 1 < bytes.count else { throw fault("the text ends within a string; it was cut off") }
        guard !isLenient else { return position += 2 }
        switch bytes[position + 1] {
        case UInt8(ascii: "u"):
            let digits = bytes[min(position + 2, bytes.count)..<min(position + 6, bytes.count)]
            guard digits.count == 4, digits.allSatisfy({ JSONString.hexadecimal($0) != nil }) else {
                throw fault("\\u needs four hexadecimal digits")
            }
            position += 6
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 2
        default:
            throw fault("unknown escape in a string")
        }
    }

    private mutating func number() throws(JSONFault) -> JSONNode {
        let start = position
        _ = take(UInt8(ascii: "-"))
        let whole = skipDigits()
        guard whole > 0 else { throw fault("expected a value") }
        guard whole == 1 || bytes[position - whole] != UInt8(ascii: "0") else {
            throw fault("a number must not start with 0")
        }
        if take(UInt8(ascii: ".")), skipDigits() == 0 { throw fault("expected a digit after the decimal point") }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "-")) { _ = take(UInt8(ascii: "+")) }
            if skipDigits() == 0 { throw fault("expected a digit in the exponent") }
        }
        return JSONNode(kind: .number, range: start..<position)
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

    private mutating func word(_ text: StaticString, _ kind: JSONNode.Kind) throws(JSONFault) -> JSONNode {
        let start = position
        let count = text.utf8CodeUnitCount
        let expected = UnsafeBufferPointer(start: text.utf8Start, count: count)
        guard position + count <= bytes.count, bytes[position..<(position + count)].elementsEqual(expected) else {
            throw fault("expected a value")
        }
        position += count
        return JSONNode(kind: kind, range: start..<position)
    }
}

extension JSONParser {
    private var peek: UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func skipDigits() -> Int {
        let start = position
        while let byte = peek, (0x30...0x39).contains(byte) { position += 1 }
        return position - start
    }

    private func fault(_ message: String) -> JSONFault {
        JSONFault(offset: position, message: message)
    }
}
