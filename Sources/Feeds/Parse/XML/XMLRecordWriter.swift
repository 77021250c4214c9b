internal import Domain

/// What makes an XML document unreadable as a whole, and at which byte.
struct XMLFault: Error, Hashable {
    let offset: Int
    let message: String
}

/// Writes the JSON of an XML document while it is read. Each element is written when it ends, in place of its own parts, so
/// that memory stays near the size of the document.
final class XMLRecordWriter: XMLEventHandler {
    /// An element that is still open.
    private struct Frame {
        let name: Range<Int>
        let start: Int
        /// Where its parts begin in `written` and `members`.
        let writtenFrom: Int
        let membersFrom: Int
        /// How many names of the path to the records this element and those around it match; −1 where they do not.
        let depthOnPath: Int
        var text: [UInt8] = []
    }

    private struct Member {
        let name: [UInt8]
        let value: Range<Int>
    }

    /// Each level of XML may cost two of JSON, of which 64 are read.
    private static let depthLimit = 30
    private static let attributeLimit = 200
    private static let nameLimit = 200
    private static let pieceSize = 1 << 20
    private static let tokenLimit = 16 << 20

    /// UTF-8.
    private let document: [UInt8]
    private let repaired: RepairedXML
    private let path: [[UInt8]]
    private var frames: [Frame] = []
    private var written: [UInt8] = []
    private var members: [Member] = []
    private var parentsOfRecords = 0
    private var nextFault = 0
    private(set) var sources: [Range<Int>] = []
    private(set) var faults: [Int: RecordFault] = [:]

    init(_ document: [UInt8], records: FieldPath) throws(XMLFault) {
        self.document = document
        repaired = try RepairedXML(document)
        path = records.steps.map { Array($0.name.utf8) }
    }

    /// The document as JSON. Afterwards `sources` and `faults` describe its records.
    func write() throws(XMLFault) -> [UInt8] {
        guard
            let reader = XMLReader(
                self, encoding: "UTF-8", documentTypes: .withoutDeclarations, tokenLimit: Self.tokenLimit)
        else { throw XMLFault(offset: 0, message: "out of memory") }
        do throws(XMLFailure) {
            try feed(reader)
        } catch {
            throw fault(error)
        }
        try checkFaults(before: .max)
        guard parentsOfRecords > 0 else {
            let names = path.dropLast().map { String(decoding: $0, as: UTF8.self) }.joined(separator: ".")
            throw XMLFault(offset: 0, message: "there is no element \(names) for the records to stand in")
        }
        return written
    }

    private func feed(_ reader: XMLReader) throws(XMLFailure) {
        let (start, end) = (repaired.start, repaired.count)
        try repaired.bytes.withUnsafeBufferPointer { bytes throws(XMLFailure) in
            var next = start
            repeat {
                let piece = UnsafeBufferPointer(rebasing: bytes[next..<min(next + Self.pieceSize, end)])
                next += piece.count
                try reader.feed(UnsafeRawBufferPointer(piece), isLast: next == end)
            } while next < end
        }
    }

    private func fault(_ failure: XMLFailure) -> XMLFault {
        switch failure {
        case .malformed(let fault, let message, let place, _):
            let offset = repaired.start + place
            return switch fault {
            case .endTag: XMLFault(offset: offset - 2, message: unexpectedEnd(at: offset))
            case .cutOff where !frames.isEmpty:
                XMLFault(offset: document.count, message: "the text ends within <\(openName)>; it was cut off")
            case .cutOff where document[repaired.start...].allSatisfy(isXMLSpace):
                XMLFault(offset: offset, message: "there is no XML element; the document is empty")
            case .cutOff: XMLFault(offset: offset, message: "the text ends within a tag; it was cut off")
            case .secondRoot:
                XMLFault(offset: offset, message: "text or a second root element follows the root element")
            case .other: XMLFault(offset: offset, message: message)
            }
        case .documentType(let place):
            return XMLFault(
                offset: repaired.start + place,
                message: "the document type declares entities or elements of its own; such documents are refused")
        case .longToken:
            return XMLFault(offset: repaired.start, message: "a tag or a comment exceeds \(Self.tokenLimit) bytes")
        case .handler(let error):
            return error as? XMLFault ?? XMLFault(offset: repaired.start, message: "\(error)")
        }
    }

    private var openName: String {
        frames.last.map { String(decoding: document[$0.name], as: UTF8.self) } ?? ""
    }

    private func unexpectedEnd(at offset: Int) -> String {
        let name = document[offset...].prefix(Self.nameLimit).prefix { $0 != UInt8(ascii: ">") && !isXMLSpace($0) }
        return "</\(String(decoding: name, as: UTF8.self))> closes nothing: the open element is <\(openName)>"
    }

    /// A fault outside of the records costs the page.
    private func checkFaults(before offset: Int) throws(XMLFault) {
        guard nextFault < repaired.faults.count, repaired.faults[nextFault].offset < offset else { return }
        let fault = repaired.faults[nextFault]
        throw XMLFault(offset: fault.offset, message: fault.message(document))
    }

    /// The first fault of the record at `range`; nil where it has none.
    private func takeFault(_ range: Range<Int>) throws(XMLFault) -> RecordFault? {
        try checkFaults(before: range.lowerBound)
        var found: RecordFault?
        while nextFault < repaired.faults.count, repaired.faults[nextFault].offset < range.upperBound {
            found = found ?? repaired.faults[nextFault].recordFault(document, recordStart: range.lowerBound)
            nextFault += 1
        }
        return found
    }
}

extension XMLRecordWriter {
    func begin(
        _ name: UnsafePointer<CChar>, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>, _ reader: XMLReader
    ) throws {
        let start = repaired.start + reader.tag.lowerBound
        guard frames.count < Self.depthLimit else {
            throw XMLFault(offset: start, message: "nested deeper than \(Self.depthLimit) levels")
        }
        let length = try checkedLength(Self.bytes(name), start)
        // Names are reported as they stand in the document.
        let place = (start + 1)..<(start + 1 + length)
        let depth = frames.last?.depthOnPath ?? 0
        let isNext = depth == frames.count && depth < path.count && document[place].elementsEqual(path[depth])
        if frames.isEmpty {
            written = [UInt8(ascii: "{")]
            Self.appendJSON(document[place], to: &written)
            written.append(UInt8(ascii: ":"))
            if isNext, path.count == 1 { parentsOfRecords = 1 }
        }
        frames.append(
            Frame(
                name: place, start: start, writtenFrom: written.count, membersFrom: members.count,
                depthOnPath: isNext ? depth + 1 : -1))
        var next = attributes
        while let key = next[0], let value = next[1] {
            guard next - attributes < 2 * Self.attributeLimit else {
                throw XMLFault(offset: start, message: "more than \(Self.attributeLimit) attributes in one tag")
            }
            try add(Self.bytes(key), Self.bytes(value), start)
            next += 2
        }
    }

    private func add(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>, _ tag: Int) throws {
        _ = try checkedLength(name, tag)
        guard !name.elementsEqual("xmlns".utf8), !name.starts(with: "xmlns:".utf8) else { return }
        let start = written.count
        Self.appendJSON(Self.trimmed(Array(value)), to: &written)
        members.append(Member(name: [UInt8(ascii: "@")] + name, value: start..<written.count))
    }

    private func checkedLength(_ name: UnsafeBufferPointer<UInt8>, _ tag: Int) throws -> Int {
        guard name.count <= Self.nameLimit else {
            throw XMLFault(
                offset: tag, message: "a name of \(name.count) bytes; at most \(Self.nameLimit) are taken")
        }
        return name.count
    }

    private static func bytes(_ text: UnsafePointer<CChar>) -> UnsafeBufferPointer<UInt8> {
        var count = 0
        while text[count] != 0 { count += 1 }
        return UnsafeBufferPointer(start: UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self), count: count)
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard !frames.isEmpty else { return }
        frames[frames.count - 1].text += bytes
    }

    func end(_: UnsafePointer<CChar>, _ reader: XMLReader) throws {
        guard let frame = frames.popLast() else { return }
        let isRecord = frame.depthOnPath == path.count
        let start = written.count
        if isRecord {
            let source = frame.start..<(repaired.start + reader.tag.upperBound)
            if let fault = try takeFault(source) {
                faults[sources.count] = fault
                written += Array("null".utf8)
            } else {
                try writeValue(of: frame)
            }
            sources.append(source)
        } else {
            try writeValue(of: frame)
        }
        // The element takes the place of its parts.
        written.removeSubrange(frame.writtenFrom..<start)
        members.removeSubrange(frame.membersFrom...)
        guard frames.isEmpty else {
            return members.append(Member(name: Array(document[frame.name]), value: frame.writtenFrom..<written.count))
        }
        if isRecord {
            written.insert(UInt8(ascii: "["), at: frame.writtenFrom)
            written.append(UInt8(ascii: "]"))
        }
        written.append(UInt8(ascii: "}"))
    }
}

extension XMLRecordWriter {
    private func writeValue(of frame: Frame) throws(XMLFault) {
        let holdsRecords = frame.depthOnPath == path.count - 1 && path.count > 1
        if holdsRecords { try countParent(of: frame) }
        let text = Self.trimmed(frame.text)
        let own = members[frame.membersFrom...]
        guard !own.isEmpty || holdsRecords else {
            Self.appendJSON(text, to: &written)
            return
        }
        written.append(UInt8(ascii: "{"))
        try writeMembers(own, of: frame, holdsRecords)
        if !text.isEmpty {
            if written.last != UInt8(ascii: "{") { written.append(UInt8(ascii: ",")) }
            written += Array("\"#text\":".utf8)
            Self.appendJSON(text, to: &written)
        }
        written.append(UInt8(ascii: "}"))
    }

    /// Records under two parents would be half lost, since a path leads to one list.
    private func countParent(of frame: Frame) throws(XMLFault) {
        parentsOfRecords += 1
        guard parentsOfRecords == 1 else {
            throw XMLFault(
                offset: frame.start,
                message:
                    "<\(String(decoding: document[frame.name], as: UTF8.self))>, in which the records stand, stands twice; which one is meant?"
            )
        }
    }

    /// The members in the order of their first appearance; those of one name together.
    private func writeMembers(
        _ own: ArraySlice<Member>, of frame: Frame, _ holdsRecords: Bool
    ) throws(XMLFault) {
        var order: [[UInt8]] = []
        var values: [[UInt8]: [Range<Int>]] = [:]
        for member in own {
            if values[member.name] == nil { order.append(member.name) }
            values[member.name, default: []].append(member.value)
        }
        if holdsRecords, values[path[path.count - 1]] == nil { order.append(path[path.count - 1]) }
        for (index, name) in order.enumerated() {
            if index > 0 { written.append(UInt8(ascii: ",")) }
            Self.appendJSON(name[...], to: &written)
            written.append(UInt8(ascii: ":"))
            let isRecords = holdsRecords && name == path[path.count - 1]
            write(values[name] ?? [], asList: isRecords)
        }
    }

    private func write(_ values: [Range<Int>], asList: Bool) {
        guard asList || values.count > 1 else {
            for value in values { written += written[value] }
            return
        }
        written.append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { written.append(UInt8(ascii: ",")) }
            written += written[value]
        }
        written.append(UInt8(ascii: "]"))
    }

    /// Appends `text` as a JSON string.
    private static func appendJSON(_ text: ArraySlice<UInt8>, to result: inout [UInt8]) {
        result.append(UInt8(ascii: "\""))
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                result.append(UInt8(ascii: "\\"))
                result.append(byte)
            case 0x09: result += Array("\\t".utf8)
            case 0x0A: result += Array("\\n".utf8)
            case 0x0D: result += Array("\\r".utf8)
            default: result.append(byte)
            }
        }
        result.append(UInt8(ascii: "\""))
    }

    /// `text` without the white space around it.
    private static func trimmed(_ text: [UInt8]) -> ArraySlice<UInt8> {
        guard let first = text.firstIndex(where: { !isXMLSpace($0) }),
            let last = text.lastIndex(where: { !isXMLSpace($0) })
        else { return [] }
        return text[first...last]
    }
}
