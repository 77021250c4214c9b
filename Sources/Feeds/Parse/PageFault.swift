package import Domain

/// A page that cannot be used.
package enum PageFault: Error, Hashable, Sendable {
    /// The bytes cannot be expanded, or are too many to be read.
    case unreadable(String)
    /// The platform answered with its own error, whatever the HTTP status.
    case refused(String)
    /// The page may be cut off at its end.
    case incomplete(Incompleteness)
    /// The grammar of the format is broken, and the extent of the records after this place is not certain.
    /// - `line`, `column`: from 1. `why`: in English, for the log.
    case damaged(line: Int, column: Int, why: String)
    /// No bytes, or only white space.
    case empty
    /// An HTML page in place of data: a login page, a captcha, an error page.
    case webPage(firstWords: String)
    /// Text in no format: “Too many requests”.
    case plainText(firstWords: String)
    case otherFormat(expected: PageFormat, found: PageFormat)
    /// There is no list of records at `path`. An empty list is no fault.
    /// - `members`: the names at the last object on the path that exists.
    case noRecordList(path: String, members: [String], firstWords: String)
    /// The page is a web page, as expected, but contains no JSON-LD.
    case noLinkedData(firstWords: String)
    /// JSON-LD without a record of the wanted type.
    case noRecordOfType(wanted: String, found: [String])
    /// The text is in another character set than the crawler file states. `probable` is nil if none is likely.
    case otherEncoding(declared: FeedFormat.Encoding, probable: FeedFormat.Encoding?)
    case otherSeparator(expected: UInt8, count: Int, found: UInt8, foundCount: Int)
    case missingColumn(field: ListingField, wanted: [String], found: [String])
    case repeatedColumn(String, line: Int)
}

extension PageFault {
    /// A fault of the grammar at byte `offset`.
    init(_ why: String, at offset: Int, of bytes: [UInt8]) {
        let before = bytes.prefix(offset)
        let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
        let column = before.count - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
        self = .damaged(line: line, column: column, why: why)
    }
}

/// The format that the first bytes of a page show.
package enum PageFormat: String, Sendable {
    case json = "JSON"
    case ndjson = "NDJSON"
    case csv = "CSV"
    case xml = "XML"
    case jsonLD = "JSON-LD"
    case html = "HTML"

    init(_ format: FeedFormat) {
        self =
            switch format {
            case .json: .json
            case .ndjson: .ndjson
            case .csv: .csv
            case .xml: .xml
            case .jsonLD: .jsonLD
            }
    }
}
