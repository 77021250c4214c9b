internal import Domain

/// The records of an XML document that are not well formed, such as one without a closing tag.
///
/// The document is read again with an empty element in place of each. So a record is taken out only if everything else
/// is well formed.
struct DamagedRecords {
    struct Record {
        let range: Range<Int>
        let message: String
    }

    /// The document with an empty element in place of each of the records.
    let document: [UInt8]
    /// By the offset of their start.
    let records: [Int: Record]

    /// Nil if no record is damaged, or if a damaged one has no certain end.
    init?(_ document: [UInt8], path: FieldPath) {
        guard let name = path.steps.last.map({ Array($0.name.utf8) }), path.steps.count > 1 else { return nil }
        let parents = path.steps.dropLast().map(\.name)
        let before = Array(parents.map { "<\($0)>" }.joined().utf8)
        let after = Array(parents.reversed().map { "</\($0)>" }.joined().utf8)
        var patched = document
        var found: [Int: Record] = [:]
        for range in Self.ranges(of: name, in: document) {
            guard let message = Self.fault(of: before + document[range] + after, path) else { continue }
            let element = [UInt8(ascii: "<")] + name + [UInt8(ascii: "/"), UInt8(ascii: ">")]
            guard range.count >= element.count else { return nil }
            patched.replaceSubrange(
                range, with: element + Array(repeating: UInt8(ascii: " "), count: range.count - element.count))
            found[range.lowerBound] = Record(range: range, message: message)
        }
        guard !found.isEmpty else { return nil }
        self.document = patched
        records = found
    }

    /// Why the record cannot be read; nil if it is well formed.
    private static func fault(of record: [UInt8], _ path: FieldPath) -> String? {
        do throws(XMLFault) {
            _ = try XMLRecordWriter(record, records: path).write()
            return nil
        } catch {
            return error.message
        }
    }

    /// The ranges from each start tag `name` to its end tag, or to the next start tag if the end tag is missing.
    private static func ranges(of name: [UInt8], in bytes: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var open: Int?
        var index = 0
        while let place = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
            index = place + 1
            if let end = sectionEnd(bytes[place...]) {
                index = end
            } else if isTag(bytes[index...], name) {
                if let open { ranges.append(open..<place) }
                open = place
                guard let close = bytes[index...].firstIndex(of: UInt8(ascii: ">")) else { break }
                if bytes[close - 1] == UInt8(ascii: "/") {
                    ranges.append(place..<(close + 1))
                    open = nil
                }
            } else if bytes[index...].first == UInt8(ascii: "/"), isTag(bytes[(index + 1)...], name) {
                guard let close = bytes[index...].firstIndex(of: UInt8(ascii: ">")) else { break }
                if let open { ranges.append(open..<(close + 1)) }
                open = nil
            }
        }
        return ranges
    }

    private static func isTag(_ bytes: ArraySlice<UInt8>, _ name: [UInt8]) -> Bool {
        guard bytes.starts(with: name), let next = bytes.dropFirst(name.count).first else { return false }
        return isXMLSpace(next) || next == UInt8(ascii: ">") || next == UInt8(ascii: "/")
    }

    /// The end of a comment or CDATA section, whose content is no tag; nil at any other place.
    private static func sectionEnd(_ bytes: ArraySlice<UInt8>) -> Int? {
        for (opening, closing) in [("<![CDATA[", "]]>"), ("<!--", "-->")] where bytes.starts(with: opening.utf8) {
            let mark = Array(closing.utf8)
            var index = bytes.startIndex + opening.utf8.count
            while index + mark.count <= bytes.endIndex {
                if bytes[index...].starts(with: mark) { return index + mark.count }
                index += 1
            }
            return bytes.endIndex
        }
        return nil
    }
}
