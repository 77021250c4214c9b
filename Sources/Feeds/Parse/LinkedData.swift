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
        guard found.readable > 0 else { throw .unreadable(found.firstFault ?? "the page contains no JSON-LD") }
        let json = Array("{\"\(records)\":[".utf8) + found.json + Array("]}".utf8)
        return ConvertedPage(json: json, records: path, text: text, sources: found.sources, faults: found.faults)
    }

    /// The ranges of JSON in `bytes`: all bytes, or the content of each `<script type="application/ld+json">`.
    private static func blocks(_ bytes: [UInt8]) throws(PageFault) -> [Range<Int>] {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        switch bytes[start...].first(where: { !isXMLSpace($0) }) {
        case nil: throw .unreadable("line 1, column 1: the page is empty")
        case UInt8(ascii: "{"), UInt8(ascii: "["): return [start..<bytes.count]
        case UInt8(ascii: "<"): break
        default: throw .unreadable("line 1, column 1: neither JSON nor HTML begins here")
        }
        let blocks = LinkedDataBlocks.find(in: bytes)
        guard !blocks.isEmpty else {
            throw .unreadable(
                "the page has no <script type=\"application/ld+json\">; it may be an error page, or the site has changed"
            )
        }
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
    private(set) var firstFault: String?
    private var places = TextPlaces()

    init(type: String, containers: [String]) {
        self.type = type
        self.containers = containers
    }

    /// Adds the records of the block at `range`. A block that is not valid JSON becomes a quarantined record.
    mutating func read(_ range: Range<Int>, of bytes: [UInt8]) {
        do throws(JSONFault) {
            let block = try JSONCursor(parsing: Array(bytes[range]))
            readable += 1
            collect(block, offset: range.lowerBound)
        } catch {
            let message = places.place(range.lowerBound + error.offset, of: bytes) + ": " + error.message
            firstFault = firstFault ?? message
            faults[sources.count] = RecordFault(.unreadableRecord, message)
            add(Array("null".utf8), range)
        }
    }

    private mutating func collect(_ value: JSONCursor, offset: Int) {
        if value.isList {
            for element in value.elements { collect(element, offset: offset) }
        } else if isWanted(value) {
            let range = value.node.range
            add(value.source, (range.lowerBound + offset)..<(range.upperBound + offset))
        } else {
            for (name, member) in value.members where containers.contains(name) { collect(member, offset: offset) }
        }
    }

    private mutating func add(_ record: [UInt8], _ source: Range<Int>) {
        if !sources.isEmpty { json.append(UInt8(ascii: ",")) }
        json += record
        sources.append(source)
    }

    /// Recognises `Product`, `["Product", "Car"]`, `schema:Product` and `https://schema.org/Product`.
    private func isWanted(_ value: JSONCursor) -> Bool {
        guard let types = value.member("@type")?.elements else { return false }
        return types.contains { cursor in
            guard let name = (try? cursor.text()) ?? nil else { return false }
            return name == type || ["/", ":", "#"].contains { name.hasSuffix($0 + type) }
        }
    }
}
