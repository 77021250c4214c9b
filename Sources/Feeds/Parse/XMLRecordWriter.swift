internal import Domain

/// Writes the JSON of an XML document while reading it once. Each element is written when it ends, in place of its own
/// parts, so memory stays near the size of the document.
struct XMLRecordWriter {
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
    private static let deepest = 30

    private var scanner: XMLScanner
    private let path: [[UInt8]]
    private var frames: [Frame] = []
    private var written: [UInt8] = []
    private var members: [Member] = []
    private var rootIsClosed = false
    private var parentsOfRecords = 0
    private var recordFault: String?
    private(set) var sources: [Range<Int>] = []
    private(set) var faults: [Int: RecordFault] = [:]

    init(_ bytes: [UInt8], records: FieldPath) {
        scanner = XMLScanner(bytes)
        path = records.steps.map { Array($0.name.utf8) }
    }

    /// The document as JSON. Afterwards `sources` and `faults` tell of its records.
    mutating func write() throws(XMLFault) -> [UInt8] {
        while let token = try scanner.next() {
            switch token {
            case .start(let name, let attributes, let isEmpty, let at):
                try open(name, attributes, at)
                if isEmpty { try close(at) }
            case .end(let name, let at):
                guard let frame = frames.last, scanner.bytes[frame.name].elementsEqual(scanner.bytes[name]) else {
                    throw XMLFault(offset: at.lowerBound, message: unexpectedEnd(name))
                }
                try close(at)
            case .text(let range): try text(range, raw: false)
            case .characterData(let range): try text(range, raw: true)
            }
        }
        if let frame = frames.last {
            throw fault("the text ends within <\(shown(frame.name))>; it was cut off")
        }
        guard rootIsClosed else { throw fault("there is no XML element; the document is empty") }
        guard parentsOfRecords > 0 else {
            let names = path.dropLast().map { String(decoding: $0, as: UTF8.self) }.joined(separator: ".")
            throw XMLFault(offset: 0, message: "there is no element \(names) for the records to stand in")
        }
        return written
    }

    private func unexpectedEnd(_ name: Range<Int>) -> String {
        let open = frames.last.map { "the open element is <\(shown($0.name))>" } ?? "no element is open"
        return "</\(shown(name))> closes nothing: \(open)"
    }

    private func shown(_ name: Range<Int>) -> String {
        String(decoding: scanner.bytes[name], as: UTF8.self)
    }

    private func fault(_ message: String) -> XMLFault {
        XMLFault(offset: scanner.position, message: message)
    }
}

extension XMLRecordWriter {
    private mutating func open(
        _ name: Range<Int>, _ attributes: [XMLAttribute], _ at: Range<Int>
    ) throws(XMLFault) {
        guard !rootIsClosed else { throw XMLFault(offset: at.lowerBound, message: "a second root element") }
        guard frames.count < Self.deepest else { throw fault("nested deeper than \(Self.deepest) levels") }
        let depth = frames.last?.depthOnPath ?? 0
        let isNext = depth == frames.count && depth < path.count && scanner.bytes[name].elementsEqual(path[depth])
        if frames.isEmpty {
            written = [UInt8(ascii: "{")]
            XMLText.appendJSON(scanner.bytes[name], to: &written)
            written.append(UInt8(ascii: ":"))
            if isNext, path.count == 1 { parentsOfRecords = 1 }
        }
        frames.append(
            Frame(
                name: name, start: at.lowerBound, writtenFrom: written.count, membersFrom: members.count,
                depthOnPath: isNext ? depth + 1 : -1))
        if isNext, depth + 1 == path.count { recordFault = nil }
        for attribute in attributes { try add(attribute) }
    }

    private mutating func add(_ attribute: XMLAttribute) throws(XMLFault) {
        let name = scanner.bytes[attribute.name]
        guard !name.elementsEqual("xmlns".utf8), !name.starts(with: "xmlns:".utf8) else { return }
        var value: [UInt8] = []
        try note(XMLText.append(scanner.bytes[attribute.value], to: &value), at: attribute.value.lowerBound)
        let start = written.count
        XMLText.appendJSON(XMLText.trimmed(value), to: &written)
        members.append(Member(name: [UInt8(ascii: "@")] + name, value: start..<written.count))
    }

    private mutating func text(_ range: Range<Int>, raw: Bool) throws(XMLFault) {
        guard !frames.isEmpty else {
            guard !raw, scanner.bytes[range].allSatisfy(isXMLSpace) else {
                throw XMLFault(offset: range.lowerBound, message: "text stands outside the root element")
            }
            return
        }
        let last = frames.count - 1
        if raw {
            frames[last].text += scanner.bytes[range]
        } else {
            try note(XMLText.append(scanner.bytes[range], to: &frames[last].text), at: range.lowerBound)
        }
    }

    /// A fault in the text of a record costs that record; anywhere else it costs the page.
    private mutating func note(_ message: String?, at offset: Int) throws(XMLFault) {
        guard let message else { return }
        guard isWithinRecord else { throw XMLFault(offset: offset, message: message) }
        recordFault = recordFault ?? message
    }

    private var isWithinRecord: Bool {
        frames.count >= path.count && frames[path.count - 1].depthOnPath == path.count
    }

    private mutating func close(_ at: Range<Int>) throws(XMLFault) {
        let frame = frames.removeLast()
        let isRecord = frame.depthOnPath == path.count
        let start = written.count
        if isRecord, let recordFault {
            faults[sources.count] = RecordFault(.unreadableRecord, recordFault)
            written += Array("null".utf8)
        } else {
            try writeValue(of: frame)
        }
        if isRecord { sources.append(frame.start..<at.upperBound) }
        // The element takes the place of its parts.
        written.removeSubrange(frame.writtenFrom..<start)
        members.removeSubrange(frame.membersFrom...)
        if frames.isEmpty {
            if isRecord {
                written.insert(UInt8(ascii: "["), at: frame.writtenFrom)
                written.append(UInt8(ascii: "]"))
            }
            written.append(UInt8(ascii: "}"))
            rootIsClosed = true
        } else {
            members.append(Member(name: Array(scanner.bytes[frame.name]), value: frame.writtenFrom..<written.count))
        }
    }
}

extension XMLRecordWriter {
    private mutating func writeValue(of frame: Frame) throws(XMLFault) {
        let holdsRecords = frame.depthOnPath == path.count - 1 && path.count > 1
        if holdsRecords { try countParent(of: frame) }
        let text = XMLText.trimmed(frame.text)
        let own = members[frame.membersFrom...]
        guard !own.isEmpty || holdsRecords else {
            XMLText.appendJSON(text, to: &written)
            return
        }
        written.append(UInt8(ascii: "{"))
        try writeMembers(own, of: frame, holdsRecords)
        if !text.isEmpty {
            if written.last != UInt8(ascii: "{") { written.append(UInt8(ascii: ",")) }
            written += Array("\"#text\":".utf8)
            XMLText.appendJSON(text, to: &written)
        }
        written.append(UInt8(ascii: "}"))
    }

    /// Records under two parents would be half lost, since a path leads to one list.
    private mutating func countParent(of frame: Frame) throws(XMLFault) {
        parentsOfRecords += 1
        guard parentsOfRecords == 1 else {
            throw XMLFault(
                offset: frame.start,
                message: "<\(shown(frame.name))>, in which the records stand, stands twice; which one is meant?")
        }
    }

    /// The members in the order of their first appearance; those of one name together.
    private mutating func writeMembers(
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
            XMLText.appendJSON(name[...], to: &written)
            written.append(UInt8(ascii: ":"))
            let isRecords = holdsRecords && name == path[path.count - 1]
            write(values[name] ?? [], asList: isRecords)
        }
    }

    private mutating func write(_ values: [Range<Int>], asList: Bool) {
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
}
