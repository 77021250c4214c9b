internal import CScan
internal import Domain

/// The text of an XML document after faults that affect a single record were removed.
///
/// expat stops at the first fault. So unknown references and bytes that are not UTF-8 are overwritten with spaces and
/// stored as faults with their offsets. Offsets in the repaired text are those in the document.
struct RepairedXML {
    struct Fault {
        let offset: Int
        let kind: Kind

        enum Kind {
            case loneAmpersand
            /// The value is the length of the reference.
            case unknownReference(Int)
            case invalidText
        }
    }

    private static let faultLimit = 1_000_000
    /// Readable bytes after the text, for `UTF8Text`.
    private static let padding = 8
    /// Replaces a control character, which XML refuses. XML allows this character, but a listing must not contain it.
    private static let delete: UInt8 = 0x7F

    /// Includes the padding.
    private(set) var bytes: [UInt8]
    let count: Int
    /// In the order of their offsets.
    private(set) var faults: [Fault] = []
    /// The start of the document, after a byte-order mark and its XML declaration. The text is UTF-8 whatever the
    /// declaration names.
    let start: Int

    init(_ text: [UInt8]) throws(XMLFault) {
        bytes = text + Array(repeating: 0, count: Self.padding)
        count = text.count
        start = Self.documentStart(text)
        try repair()
    }

    private static func documentStart(_ text: [UInt8]) -> Int {
        let start = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let first = text[start...].firstIndex { !isXMLSpace($0) } ?? text.count
        guard text[first...].starts(with: "<?xml".utf8),
            text[first...].dropFirst(5).first.map(isXMLSpace) ?? false,
            let end = text[first...].firstRange(of: "?>".utf8)
        else { return first }
        return end.upperBound
    }

    private mutating func repair() throws(XMLFault) {
        var index = start
        // Before this position “&” and “<” are ordinary characters.
        var literalEnd = start
        while index < count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "<") where index >= literalEnd: literalEnd = sectionEnd(at: index) ?? index + 1
            case UInt8(ascii: "&") where index >= literalEnd: try repairReference(at: index)
            case 0x09, 0x0A, 0x0D, 0x20...0x7F: break
            case 0x80...:
                index += try repairCharacter(at: index)
                continue
            default: bytes[index] = Self.delete
            }
            index += 1
        }
    }

    /// The end of the CDATA section, the comment or the processing instruction at `index`; nil if there is none. The
    /// content of comments and processing instructions is overwritten, because it may contain text that expat refuses.
    private mutating func sectionEnd(at index: Int) -> Int? {
        func holds(_ text: StaticString, at place: Int) -> Bool {
            place + text.utf8CodeUnitCount <= count
                && (0..<text.utf8CodeUnitCount).allSatisfy { bytes[place + $0] == text.utf8Start[$0] }
        }
        let (opening, closing): (StaticString, StaticString) =
            if holds("<![CDATA[", at: index) { ("<![CDATA[", "]]>") } else if holds("<!--", at: index) {
                ("<!--", "-->")
            } else if holds("<?", at: index) { ("<?", "?>") } else { ("", "") }
        guard opening.utf8CodeUnitCount > 0 else { return nil }
        let content = index + opening.utf8CodeUnitCount
        guard let end = (content..<max(content, count)).first(where: { holds(closing, at: $0) }) else { return count }
        if closing.utf8Start[0] != UInt8(ascii: "]") {
            for place in content..<end { bytes[place] = UInt8(ascii: " ") }
            // A processing instruction must have a name.
            if closing.utf8Start[0] == UInt8(ascii: "?"), content < end { bytes[content] = UInt8(ascii: "p") }
        }
        return end + closing.utf8CodeUnitCount
    }

    private mutating func repairReference(at index: Int) throws(XMLFault) {
        guard let end = bytes[index..<count].prefix(12).firstIndex(of: UInt8(ascii: ";")) else {
            return try add(.loneAmpersand, index, length: 1)
        }
        guard !Self.isReference(bytes[(index + 1)..<end]) else { return }
        try add(.unknownReference(end + 1 - index), index, length: 1)
    }

    /// Whether the text between “&” and “;” names a character of XML.
    private static func isReference(_ name: ArraySlice<UInt8>) -> Bool {
        let text = String(decoding: name, as: UTF8.self)
        if ["amp", "lt", "gt", "quot", "apos"].contains(text) { return true }
        guard text.hasPrefix("#") else { return false }
        let isHexadecimal = text.hasPrefix("#x")
        let digits = text.dropFirst(isHexadecimal ? 2 : 1)
        guard digits.utf8.first != UInt8(ascii: "+"), digits.utf8.first != UInt8(ascii: "-"),
            let code = UInt32(digits, radix: isHexadecimal ? 16 : 10), let scalar = Unicode.Scalar(code)
        else { return false }
        return switch scalar.value {
        case 0x09, 0x0A, 0x0D: true
        case let value: value >= 0x20 && value != 0xFFFE && value != 0xFFFF
        }
    }

    /// The length of the character at `index`.
    private mutating func repairCharacter(at index: Int) throws(XMLFault) -> Int {
        let length = bytes.withUnsafeBufferPointer { $0.baseAddress.map { sushai_character($0 + index, 4) } ?? 0 }
        let isNoCharacter = bytes[index] == 0xEF && bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE
        guard length == 0 || index + length > count || isNoCharacter else { return length }
        let damaged = min(max(length, 1), count - index)
        try add(.invalidText, index, length: damaged)
        return damaged
    }

    private mutating func add(_ kind: Fault.Kind, _ offset: Int, length: Int) throws(XMLFault) {
        guard faults.count < Self.faultLimit else {
            throw XMLFault(offset: offset, message: "more than \(Self.faultLimit) faults; this is no XML")
        }
        faults.append(Fault(offset: offset, kind: kind))
        for place in offset..<(offset + length) { bytes[place] = UInt8(ascii: " ") }
    }
}

extension RepairedXML.Fault {
    /// - Parameter text: the document as it arrived.
    func message(_ text: [UInt8]) -> String {
        switch kind {
        case .loneAmpersand: "“&” stands alone; it must be written &amp;"
        case .unknownReference(let length):
            "“\(String(decoding: text[offset..<(offset + length)], as: UTF8.self))” is no character of XML"
        case .invalidText: "the text is not valid UTF-8"
        }
    }

    /// The fault of the record that begins at `start`.
    func recordFault(_ text: [UInt8], recordStart start: Int) -> RecordFault {
        switch kind {
        case .loneAmpersand, .unknownReference: RecordFault(.unreadableRecord, message(text))
        case .invalidText:
            RecordFault(.invalidText, "byte \(offset - start + 1) of the record is not valid UTF-8")
        }
    }
}

func isXMLSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
}
