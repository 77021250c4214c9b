internal import Domain

/// A page of another format converted to JSON, so that one reader makes the listings of all formats.
struct ConvertedPage {
    let json: [UInt8]
    /// The path of the list of records in `json`.
    let records: FieldPath
    /// The text that the ranges in `sources` refer to.
    let text: ConvertedText
    /// The range of each record in `text`.
    let sources: [Range<Int>]
    /// Records that could not be converted to JSON, by their number; `json` contains null for them.
    let faults: [Int: RecordFault]
    /// The character set of a document that declares another one than the crawler file. A record taken out of the
    /// document does not declare it.
    var encoding: FeedFormat.Encoding?

    /// `page`, as read from `json`, with the original bytes of its records in place of the JSON.
    func restored(_ page: ParsedPage) -> ParsedPage {
        ParsedPage(
            records: page.records, quarantined: page.quarantined.map(restored), statedTotal: page.statedTotal,
            unread: page.unread, next: page.next, saysMore: page.saysMore, missing: page.missing, batch: page.batch)
    }

    private func restored(_ record: QuarantinedRecord) -> QuarantinedRecord {
        guard let number = number(of: record.place), sources.indices.contains(number) else { return record }
        return QuarantinedRecord(
            fault: text.explained(faults[number] ?? record.fault, at: sources[number]), place: record.place,
            bytes: text.record(at: sources[number]),
            context: context(record))
    }

    private func context(_ record: QuarantinedRecord) -> [UInt8] {
        guard let encoding else { return record.context }
        let member = "\"\(Self.encodingName)\":\"\(encoding.rawValue)\""
        let others = record.context.count > 2 ? record.context.dropFirst() : Array("}".utf8)[...]
        return Array(("{" + member + (others.count > 1 ? "," : "")).utf8) + others
    }

    /// The key of the character set in the context of a record. It is not a path of the page, because those begin with
    /// `$`.
    static let encodingName = "encoding"

    /// The number of the record at `place`, which the JSON reader writes as `rss.channel.item[7]`.
    private func number(of place: String) -> Int? {
        guard place.hasPrefix(records.text + "["), place.hasSuffix("]") else { return nil }
        return Int(place.dropFirst(records.text.count + 1).dropLast())
    }
}

/// Finds lines and columns of positions in one text in a single pass. The positions must be in ascending order.
struct TextPlaces {
    private var offset = 0
    private var line = 1
    private var lineStart = 0

    /// Line and column of the byte at `target`, both from 1. `target` must not be before the target of the last call.
    mutating func place(_ target: Int, of bytes: [UInt8]) -> String {
        while offset < min(target, bytes.count) {
            if bytes[offset] == 0x0A {
                line += 1
                lineStart = offset + 1
            }
            offset += 1
        }
        return "line \(line), column \(offset - lineStart + 1)"
    }
}
