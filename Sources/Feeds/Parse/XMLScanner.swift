/// What makes an XML text unreadable as a whole, and at which byte.
struct XMLFault: Error, Hashable {
    let offset: Int
    let message: String
}

/// A part of an XML text.
enum XMLToken {
    case start(name: Range<Int>, attributes: [XMLAttribute], isEmpty: Bool, at: Range<Int>)
    case end(name: Range<Int>, at: Range<Int>)
    /// Text as it stands between two tags; entities are still to be decoded.
    case text(Range<Int>)
    /// What stands within `<![CDATA[` and `]]>`.
    case characterData(Range<Int>)
}

struct XMLAttribute {
    let name: Range<Int>
    let value: Range<Int>
}

/// Reads XML 1.0 in one pass over its UTF-8 bytes, as far as a feed needs it: a document type is passed over, nothing
/// outside the text is ever fetched, and a document type that declares anything of its own is refused, so that entities
/// can neither grow nor reach a file.
struct XMLScanner {
    private static let mostAttributes = 200

    let bytes: [UInt8]
    private(set) var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// The next tag or piece of text; nil at the end. Comments and processing instructions are passed over.
    mutating func next() throws(XMLFault) -> XMLToken? {
        while position < bytes.count {
            guard bytes[position] == UInt8(ascii: "<") else { return text() }
            if starts(with: "<!--") {
                try passOver("<!--", upTo: "-->", "a comment")
            } else if starts(with: "<?") {
                try passOver("<?", upTo: "?>", "a processing instruction")
            } else if starts(with: "<![CDATA[") {
                let start = position + 9
                try passOver("<![CDATA[", upTo: "]]>", "a CDATA section")
                return .characterData(start..<(position - 3))
            } else if starts(with: "<!") {
                try passOverDocumentType()
            } else {
                return try tag()
            }
        }
        return nil
    }

    private mutating func text() -> XMLToken {
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
        return .text(start..<position)
    }

    private mutating func tag() throws(XMLFault) -> XMLToken {
        let start = position
        position += 1
        if take(UInt8(ascii: "/")) {
            let name = try name()
            skipSpace()
            guard take(UInt8(ascii: ">")) else { throw fault("expected “>” at the end of a closing tag") }
            return .end(name: name, at: start..<position)
        }
        let name = try name()
        var attributes: [XMLAttribute] = []
        while true {
            let spaced = skipSpace()
            if take(UInt8(ascii: ">")) {
                return .start(name: name, attributes: attributes, isEmpty: false, at: start..<position)
            }
            if take(UInt8(ascii: "/")) {
                guard take(UInt8(ascii: ">")) else { throw fault("expected “>” behind “/”") }
                return .start(name: name, attributes: attributes, isEmpty: true, at: start..<position)
            }
            guard position < bytes.count else { throw fault("the text ends within a tag; it was cut off") }
            guard spaced else { throw fault("expected a space or “>” in a tag") }
            let attribute = try attribute()
            guard attributes.count < Self.mostAttributes else {
                throw fault("more than \(Self.mostAttributes) attributes in one tag")
            }
            guard !attributes.contains(where: { bytes[$0.name].elementsEqual(bytes[attribute.name]) }) else {
                throw fault("the attribute “\(String(decoding: bytes[attribute.name], as: UTF8.self))” stands twice")
            }
            attributes.append(attribute)
        }
    }

    private mutating func attribute() throws(XMLFault) -> XMLAttribute {
        let name = try name()
        skipSpace()
        guard take(UInt8(ascii: "=")) else { throw fault("expected “=” behind the name of an attribute") }
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") || bytes[position] == UInt8(ascii: "'")
        else { throw fault("expected a quote before the value of an attribute") }
        let quote = bytes[position]
        let start = position + 1
        position = start
        while position < bytes.count, bytes[position] != quote {
            guard bytes[position] != UInt8(ascii: "<") else { throw fault("“<” stands in the value of an attribute") }
            position += 1
        }
        guard take(quote) else { throw fault("the text ends within an attribute; it was cut off") }
        return XMLAttribute(name: name, value: start..<(position - 1))
    }

    private mutating func name() throws(XMLFault) -> Range<Int> {
        let start = position
        while position < bytes.count, Self.belongsToName(bytes[position], first: position == start) { position += 1 }
        guard position > start else {
            throw fault(position < bytes.count ? "expected a name" : "the text ends within a tag; it was cut off")
        }
        guard position - start <= 200 else { throw fault("a name of \(position - start) bytes; at most 200 are taken") }
        guard String(validating: bytes[start..<position], as: UTF8.self) != nil else {
            throw fault("a name is not valid UTF-8")
        }
        return start..<position
    }

    private static func belongsToName(_ byte: UInt8, first: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
            UInt8(ascii: ":"), 0x80...:
            true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."): !first
        default: false
        }
    }
}

extension XMLScanner {
    /// `<!DOCTYPE …>` without declarations of its own.
    private mutating func passOverDocumentType() throws(XMLFault) {
        guard starts(with: "<!DOCTYPE") else { throw fault("unknown markup behind “<!”") }
        while position < bytes.count, bytes[position] != UInt8(ascii: ">") {
            guard bytes[position] != UInt8(ascii: "[") else {
                throw fault("the document type declares entities or elements of its own; such documents are refused")
            }
            position += 1
        }
        guard take(UInt8(ascii: ">")) else { throw fault("the text ends within the document type; it was cut off") }
    }

    private mutating func passOver(
        _ opening: StaticString, upTo closing: StaticString, _ what: String
    ) throws(XMLFault) {
        let start = position
        position += opening.utf8CodeUnitCount
        while position < bytes.count {
            if starts(with: closing) {
                position += closing.utf8CodeUnitCount
                return
            }
            position += 1
        }
        throw XMLFault(offset: start, message: "\(what) is never closed; the text may be cut off")
    }

    private func starts(with text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard position + count <= bytes.count else { return false }
        for index in 0..<count where bytes[position + index] != text.utf8Start[index] { return false }
        return true
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    /// Passes over white space and tells whether there was any.
    @discardableResult
    private mutating func skipSpace() -> Bool {
        let start = position
        while position < bytes.count, isXMLSpace(bytes[position]) { position += 1 }
        return position > start
    }

    private func fault(_ message: String) -> XMLFault {
        XMLFault(offset: position, message: message)
    }
}

func isXMLSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
}
