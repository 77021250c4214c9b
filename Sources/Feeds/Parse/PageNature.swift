internal import Domain

/// What a page is that could not be read as its format.
enum PageNature {
    case blank, html, xml, json, text

    init(_ bytes: [UInt8]) {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        guard let first = bytes[start...].firstIndex(where: { !isXMLSpace($0) }) else {
            self = .blank
            return
        }
        switch bytes[first] {
        case UInt8(ascii: "<"): self = Self.isHTML(bytes[first...].prefix(4096)) ? .html : .xml
        case UInt8(ascii: "{"), UInt8(ascii: "["): self = .json
        default: self = .text
        }
    }

    /// Whether the first element, or the document type, is one of HTML. An element of the same name deeper in a feed
    /// means nothing.
    private static func isHTML(_ bytes: ArraySlice<UInt8>) -> Bool {
        var head = Substring(String(decoding: bytes, as: UTF8.self).lowercased())
        for (opening, closing) in [("<?", "?>"), ("<!--", "-->")] {
            while head.hasPrefix(opening), let end = head.firstRange(of: closing)?.upperBound {
                head = head[end...].drop { $0.isWhitespace }
            }
        }
        return [
            "<!doctype html", "<html", "<head", "<body", "<meta", "<script", "<title>", "<div", "<center", "<h1", "<h2",
            "<p>",
        ].contains { head.hasPrefix($0) }
    }
}

extension PageFault {
    /// The fault of a page that is something else than its format: `fault` if it is in its format and damaged.
    init(_ fault: PageFault, of bytes: [UInt8], format: FeedFormat) {
        self = fault
        switch fault {
        case .unreadable, .damaged, .missingColumn, .otherSeparator, .noRecordList, .otherEncoding, .incomplete: break
        default: return
        }
        let expected = PageFormat(format)
        switch (PageNature(bytes), expected) {
        case (.blank, _): self = .empty
        case (.html, .json), (.html, .ndjson), (.html, .csv), (.html, .xml):
            self = .webPage(firstWords: PageWords.firstWords(of: bytes))
        case (.json, .xml), (.json, .csv):
            self = .otherFormat(expected: expected, found: .json)
        case (.xml, .json), (.xml, .ndjson), (.xml, .csv), (.xml, .jsonLD):
            self = .otherFormat(expected: expected, found: .xml)
        case (.text, .csv) where PageWords.isSentence(bytes),
            (.text, .json) where !Self.isJSONWord(bytes), (.text, .ndjson), (.text, .xml), (.text, .jsonLD):
            self = .plainText(firstWords: PageWords.firstWords(of: bytes))
        default: break
        }
    }

    /// Whether the page is a JSON value without members, such as null.
    private static func isJSONWord(_ bytes: [UInt8]) -> Bool {
        (try? JSONParser.parse(bytes)) != nil
    }
}

/// The members of a JSON page without its list of records.
enum PageMembers {
    private static let most = 12

    /// The fault that names the paths of the lists and the members that exist.
    static func noList(_ lists: [FieldPath], in page: [UInt8]) -> PageFault {
        var cursor = try? JSONCursor(parsing: page)
        for step in lists.first?.steps ?? [] {
            guard let next = cursor?.member(step.name), !next.members.isEmpty else { break }
            cursor = next
        }
        let path = lists.isEmpty ? "$" : lists.map(\.text).joined(separator: " | ")
        return .noRecordList(
            path: path, members: (cursor?.members ?? []).prefix(most).map { String($0.key.prefix(60)) },
            firstWords: PageWords.firstWords(of: page))
    }
}

/// The words of a page that a person would see, for messages.
enum PageWords {
    private static let limit = 60

    static func firstWords(of bytes: [UInt8]) -> String {
        var text = decoded(Array(bytes.prefix(1 << 16)))
        switch PageNature(bytes) {
        case .html, .xml: text = withoutTags(text)
        case .blank, .json, .text: break
        }
        let words = text.split { $0.isWhitespace || $0.isNewline }.joined(separator: " ").withoutControlCharacters
        return words.count > limit ? words.prefix(limit) + "…" : words
    }

    /// Whether the text is a few short lines without the separators of a table.
    static func isSentence(_ bytes: [UInt8]) -> Bool {
        guard bytes.count <= 2000 else { return false }
        return !bytes.contains { [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|"), 0x09].contains($0) }
    }

    private static func decoded(_ bytes: [UInt8]) -> String {
        // The last character may be cut.
        for count in stride(from: bytes.count, through: max(0, bytes.count - 3), by: -1) {
            if let text = String(validating: bytes.prefix(count), as: UTF8.self) { return text }
        }
        return String(decoding: (try? CharacterSet.fromGB18030(bytes)) ?? bytes, as: UTF8.self)
    }

    /// The text of an HTML page: without tags, comments, scripts and styles.
    private static func withoutTags(_ html: String) -> String {
        var text = ""
        var rest = html[...]
        while let opening = rest.firstIndex(of: "<") {
            text += rest[..<opening] + " "
            rest = rest[opening...]
            let head = rest.prefix(8).lowercased()
            let closing =
                if head.hasPrefix("<!--") { "-->" } else if head.hasPrefix("<script") {
                    "</script>"
                } else if head.hasPrefix("<style") { "</style>" } else { ">" }
            guard let end = rest.lowercasedRange(of: closing) else { return entities(text) }
            rest = rest[end...]
        }
        return entities(text + rest)
    }

    private static func entities(_ text: String) -> String {
        [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")].reduce(text) {
            $0.replacing($1.0, with: $1.1)
        }
    }
}

extension Substring {
    /// The index after the first occurrence of `text`, which is in lower case.
    fileprivate func lowercasedRange(of text: String) -> Index? {
        let wanted = Array(text.utf8)
        let bytes = utf8
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let part = bytes[index...].prefix(wanted.count)
            if part.count == wanted.count,
                zip(part, wanted).allSatisfy({ ((0x41...0x5A).contains($0) ? $0 | 0x20 : $0) == $1 })
            {
                return part.endIndex
            }
            index = bytes.index(after: index)
        }
        return nil
    }
}
