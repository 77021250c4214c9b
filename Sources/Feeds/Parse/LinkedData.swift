internal import Domain

/// Finds the records of a page in JSON-LD: a JSON document, or the `<script>` blocks of an HTML page.
///
/// A record is an object of the wanted `@type`, at the top or below one of `containers`. Related products
/// (`isRelatedTo`, `isSimilarTo`) are not records of this page.
enum LinkedData {
    private static let containers = ["@graph", "itemListElement", "item", "mainEntity", "hasVariant"]
    /// The path of the list of records in the converted page.
    static let records = "records"

    static func json(from bytes: [UInt8], format: FeedFormat.JSONLDFormat) throws(PageFault) -> ConvertedPage {
        let text = try DamagedText.converted(bytes, from: format.encoding)
        guard let path = FieldPath(records) else { throw .unreadable("there is no path to the records") }
        var found = LinkedDataRecords(type: format.type, containers: containers)
        for block in try blocks(text.utf8) { found.read(block, of: text.utf8) }
        if found.readable == 0, let fault = found.firstFault {
            throw PageFault(fault.message, at: fault.offset, of: text.utf8)
        }
        guard !found.sources.isEmpty || found.hasEmptyList else {
            throw .noRecordOfType(wanted: format.type, found: found.types)
        }
        let json = Array("{\"\(records)\":[".utf8) + found.json + Array("]}".utf8)
        return ConvertedPage(json: json, records: path, text: text, sources: found.sources, faults: found.faults)
    }

    /// The ranges of JSON in `bytes`: all bytes, or the content of each `<script type="application/ld+json">`.
    private static func blocks(_ bytes: [UInt8]) throws(PageFault) -> [Range<Int>] {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        switch bytes[start...].first(where: { !isXMLSpace($0) }) {
        case nil: throw .empty
        case UInt8(ascii: "{"), UInt8(ascii: "["): return [start..<bytes.count]
        case UInt8(ascii: "<"): break
        default: throw .plainText(firstWords: PageWords.firstWords(of: bytes))
        }
        let blocks = LinkedDataBlocks.find(in: bytes)
        guard !blocks.isEmpty else { throw .noLinkedData(firstWords: PageWords.firstWords(of: bytes)) }
        return blocks
    }
}

/// Collects the records of JSON-LD blocks.
struct LinkedDataRecords {
    private let type: String
    private let containers: [String]
    private(set) var json: [UInt8] = []
    private(set) var sources: [Range<Int>] = []
    private(set) var faults: [Int: RecordFault] = [:]
    /// The number of blocks that are valid JSON.
    private(set) var readable = 0
    /// The fault of the first block that is not valid JSON.
    private(set) var firstFault: JSONFault?
    /// The types of the objects that are no records, without repetition.
    private(set) var types: [String] = []
    /// Whether a list of items is there and is empty.
    private(set) var hasEmptyList = false
    private var places = TextPlaces()

    init(type: String, containers: [String]) {
        self.type = type
        self.containers = containers
    }

    /// Adds the records of the block at `range`. A block whose records cannot be found becomes a quarantined record.
    mutating func read(_ range: Range<Int>, of bytes: [UInt8]) {
        let content = LinkedDataText.content(of: range, in: bytes)
        do throws(JSONFault) {
            if let decoded = LinkedDataText.withoutEntities(bytes[content]) {
                // The places of the records are not those in the page.
                collect(try LinkedDataText.value(decoded), offset: 0, within: range)
            } else {
                collect(try LinkedDataText.value(Array(bytes[content])), offset: content.lowerBound, within: nil)
            }
            readable += 1
        } catch {
            let fault = JSONFault(offset: content.lowerBound + error.offset, message: error.message)
            firstFault = firstFault ?? fault
            let message = places.place(fault.offset, of: bytes) + ": " + error.message
            faults[sources.count] = RecordFault(.unreadableRecord, message)
            add(Array("null".utf8), range)
        }
    }

    private mutating func collect(_ value: JSONCursor, offset: Int, within block: Range<Int>?) {
        if value.isList {
            for element in value.elements { collect(element, offset: offset, within: block) }
        } else if isWanted(value) {
            let range = value.node.range
            add(
                LinkedDataText.spaced(value.source),
                block ?? (range.lowerBound + offset)..<(range.upperBound + offset))
        } else {
            note(value)
            for (name, member) in value.members where containers.contains(name) {
                collect(member, offset: offset, within: block)
            }
        }
    }

    /// Keeps what the object is, for the fault of a page without records.
    private mutating func note(_ value: JSONCursor) {
        for type in typeNames(value) where !types.contains(type) && types.count < 12 { types.append(type) }
        if let list = value.member("itemListElement"), list.isList, list.elements.isEmpty { hasEmptyList = true }
    }

    private mutating func add(_ record: [UInt8], _ source: Range<Int>) {
        if !sources.isEmpty { json.append(UInt8(ascii: ",")) }
        json += record
        sources.append(source)
    }

    /// Recognises `Product`, `["Product", "Car"]`, `schema:Product` and `https://schema.org/Product`.
    private func isWanted(_ value: JSONCursor) -> Bool {
        typeNames(value).contains { name in
            name == type || ["/", ":", "#"].contains { name.hasSuffix($0 + type) }
        }
    }

    private func typeNames(_ value: JSONCursor) -> [String] {
        (value.member("@type")?.elements ?? []).compactMap { (try? $0.text()) ?? nil }
    }
}
