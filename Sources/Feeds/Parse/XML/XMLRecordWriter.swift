internal import Domain

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A fault that makes a whole XML document unreadable, and its offset.
struct XMLFault: Error, Hashable {
    let offset: Int
    let message: String
    /// Whether the document is well formed, but the element with the records is missing.
    var isMissingList = false
}

/// Writes the JSON of an XML document while it is read.
final class XMLRecordWriter: XMLEventHandler {
    /// An element that is still open.
    private struct OpenElement {
        /// Its name in the document.
        let name: Range<Int>
        let start: Int
        /// The number of names of the record path that this element and its parents match; −1 if they do not match.
        let depthOnPath: Int
        /// The JSON of its attributes and child elements.
        var members: [(name: [UInt8], value: [UInt8])] = []
        var text: [UInt8] = []
    }

    /// Each level of XML may become two levels of JSON, of which 64 are read.
    private static let depthLimit = 30
    private static let pieceSize = 1 << 20
    private static let tokenLimit = 16 << 20

    /// UTF-8.
    private let document: [UInt8]
    private let repaired: RepairedXML
    private let path: [[UInt8]]
    private let damaged: [Int: DamagedRecords.Record]
    private var openElements: [OpenElement] = []
    private var json: [UInt8] = []
    private var parentsOfRecords = 0
    private var nextFault = 0
    private(set) var sources: [Range<Int>] = []
    private(set) var faults: [Int: RecordFault] = [:]

    /// - Parameter damaged: records in place of which `document` has an empty element, by their start.
    init(
        _ document: [UInt8], records: FieldPath, damaged: [Int: DamagedRecords.Record] = [:]
    ) throws(XMLFault) {
        self.document = document
        self.damaged = damaged
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
            throw XMLFault(offset: 0, message: "there is no element \(names) for the records", isMissingList: true)
        }
        return json
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
}

extension XMLRecordWriter {
    // MARK: Faults

    private func fault(_ failure: XMLFailure) -> XMLFault {
        switch failure {
        case .malformed(let fault, let message, let place, _):
            let offset = repaired.start + place
            return switch fault {
            case .endTag: XMLFault(offset: max(0, offset - 2), message: unexpectedEnd(at: offset))
            case .cutOff where !openElements.isEmpty:
                XMLFault(offset: document.count, message: "the text ends within <\(openName)>; it was cut off")
            case .cutOff where document[repaired.start...].allSatisfy(isXMLSpace):
                XMLFault(offset: offset, message: "there is no XML element; the document is empty")
            case .cutOff, .other: XMLFault(offset: offset, message: message)
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
        openElements.last.map { String(decoding: document[$0.name], as: UTF8.self) } ?? ""
    }

    private func unexpectedEnd(at offset: Int) -> String {
        let name = document[offset...].prefix(200).prefix { $0 != UInt8(ascii: ">") && !isXMLSpace($0) }
        return "</\(String(decoding: name, as: UTF8.self))> closes nothing: the open element is <\(openName)>"
    }

    /// A fault outside the records makes the page unreadable.
    private func checkFaults(before offset: Int) throws(XMLFault) {
        guard nextFault < repaired.faults.count, repaired.faults[nextFault].offset < offset else { return }
        let fault = repaired.faults[nextFault]
        throw XMLFault(offset: fault.offset, message: fault.message(document))
    }

    /// The first fault of the record at `range`; nil if it has none.
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
    // MARK: Elements

    func begin(
        _ name: UnsafePointer<CChar>, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>, _ reader: XMLReader
    ) throws {
        let start = repaired.start + reader.tag.lowerBound
        guard openElements.count < Self.depthLimit else {
            throw XMLFault(offset: start, message: "nested deeper than \(Self.depthLimit) levels")
        }
        // Names are reported as they are written in the document.
        let place = (start + 1)..<(start + 1 + strlen(name))
        let depth = openElements.last?.depthOnPath ?? 0
        let isNext = depth == openElements.count && depth < path.count && document[place].elementsEqual(path[depth])
        if isNext, path.count == 1 { parentsOfRecords = 1 }
        var element = OpenElement(name: place, start: start, depthOnPath: isNext ? depth + 1 : -1)
        var next = attributes
        while let key = next[0], let value = next[1] {
            let name = Self.bytes(key)
            if name != Array("xmlns".utf8), !name.starts(with: "xmlns:".utf8) {
                element.members.append(([UInt8(ascii: "@")] + name, Self.quoted(Self.trimmed(Self.bytes(value)))))
            }
            next += 2
        }
        openElements.append(element)
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard !openElements.isEmpty else { return }
        openElements[openElements.count - 1].text += bytes
    }

    func end(_: UnsafePointer<CChar>, _ reader: XMLReader) throws {
        guard let element = openElements.popLast() else { return }
        var value: [UInt8]
        if element.depthOnPath == path.count {
            let damage = damaged[element.start]
            let source = damage?.range ?? element.start..<(repaired.start + reader.tag.upperBound)
            let fault = try damage.map { RecordFault(.unreadableRecord, $0.message) } ?? takeFault(source)
            faults[sources.count] = fault
            value = fault == nil ? try self.value(of: element) : Array("null".utf8)
            if openElements.isEmpty { value = Self.list([value]) }
            sources.append(source)
        } else {
            value = try self.value(of: element)
        }
        let name = Array(document[element.name])
        if openElements.isEmpty {
            json = Self.object([(name, value)])
        } else {
            openElements[openElements.count - 1].members.append((name, value))
        }
    }

    private func value(of element: OpenElement) throws(XMLFault) -> [UInt8] {
        let holdsRecords = element.depthOnPath == path.count - 1 && path.count > 1
        if holdsRecords { try countParent(of: element) }
        let text = Self.quoted(Self.trimmed(element.text))
        guard !element.members.isEmpty || holdsRecords else { return text }
        var members = joined(element.members, records: holdsRecords ? path[path.count - 1] : nil)
        if text.count > 2 { members.append((Array("#text".utf8), text)) }
        return Self.object(members)
    }

    /// If the records had two parents, half of them would be lost, because a path leads to one list.
    private func countParent(of element: OpenElement) throws(XMLFault) {
        parentsOfRecords += 1
        guard parentsOfRecords == 1 else {
            let name = String(decoding: document[element.name], as: UTF8.self)
            throw XMLFault(
                offset: element.start,
                message: "<\(name)>, which contains the records, occurs twice; only one is allowed")
        }
    }

    /// The members in the order of their first appearance. Members of the same name become a list, and so do the
    /// records.
    private func joined(
        _ members: [(name: [UInt8], value: [UInt8])], records: [UInt8]?
    ) -> [(name: [UInt8], value: [UInt8])] {
        var order: [[UInt8]] = []
        var values: [[UInt8]: [[UInt8]]] = [:]
        for (name, value) in members {
            if values[name] == nil { order.append(name) }
            values[name, default: []].append(value)
        }
        if let records, values[records] == nil { order.append(records) }
        return order.map { name in
            let found = values[name] ?? []
            return (name, found.count == 1 && name != records ? found[0] : Self.list(found))
        }
    }
}

extension XMLRecordWriter {
    // MARK: JSON

    private static func list(_ values: [[UInt8]]) -> [UInt8] {
        var json = [UInt8(ascii: "[")]
        for (index, value) in values.enumerated() {
            if index > 0 { json.append(UInt8(ascii: ",")) }
            json += value
        }
        json.append(UInt8(ascii: "]"))
        return json
    }

    private static func object(_ members: [(name: [UInt8], value: [UInt8])]) -> [UInt8] {
        var json: [UInt8] = []
        for (name, value) in members {
            json.append(UInt8(ascii: json.isEmpty ? "{" : ","))
            json += quoted(name[...])
            json.append(UInt8(ascii: ":"))
            json += value
        }
        return json + (json.isEmpty ? Array("{}".utf8) : [UInt8(ascii: "}")])
    }

    private static func quoted(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var json = [UInt8(ascii: "\"")]
        json.reserveCapacity(text.count + 2)
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): json += [UInt8(ascii: "\\"), byte]
            case 0x09: json += Array("\\t".utf8)
            case 0x0A: json += Array("\\n".utf8)
            case 0x0D: json += Array("\\r".utf8)
            default: json.append(byte)
            }
        }
        json.append(UInt8(ascii: "\""))
        return json
    }

    private static func bytes(_ text: UnsafePointer<CChar>) -> [UInt8] {
        Array(UnsafeRawBufferPointer(start: text, count: strlen(text)))
    }

    /// `text` without the white space around it.
    private static func trimmed(_ text: [UInt8]) -> ArraySlice<UInt8> {
        guard let first = text.firstIndex(where: { !isXMLSpace($0) }),
            let last = text.lastIndex(where: { !isXMLSpace($0) })
        else { return [] }
        return text[first...last]
    }
}
