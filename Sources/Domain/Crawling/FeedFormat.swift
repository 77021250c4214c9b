/// The format of a feed. Compression (gzip, zstd) is detected by the first bytes.
package enum FeedFormat: Hashable, Sendable {
    case json(JSONFormat)
    /// One JSON object a line, one record each.
    case ndjson(NDJSONFormat)
    case csv(CSVFormat)
    case xml(XMLFormat)
    /// schema.org products in JSON-LD: a JSON document, or the `<script>` elements of an HTML page.
    case jsonLD(JSONLDFormat)

    package enum Encoding: String, CaseIterable, Sendable {
        case utf8 = "UTF-8"
        case gb18030 = "GB18030"
        case big5 = "Big5"
        case utf16 = "UTF-16"
    }

    package struct JSONFormat: Hashable, Sendable {
        /// The lists of records. A single object is read as a list of one. Empty if the page itself is the list.
        package let records: [FieldPath]
        /// If a page has this field, the page is an error, whatever its HTTP status.
        package let error: FieldPath?
        /// If it is set, a page without this value is an error.
        package let success: Expectation?
        package let encoding: Encoding

        package init(
            records: [FieldPath], error: FieldPath?, success: Expectation?, encoding: Encoding = .utf8
        ) {
            self.records = records
            self.error = error
            self.success = success
            self.encoding = encoding
        }
    }

    /// A value that a page must have.
    package struct Expectation: Hashable, Sendable {
        package let path: FieldPath
        package let equals: String

        package init(path: FieldPath, equals: String) {
            self.path = path
            self.equals = equals
        }
    }

    /// What shows that a list of lines is complete, if neither the transfer nor a compression does. Nothing in such a
    /// list shows that lines are missing at its end.
    package enum LinesEnd: Hashable, Sendable {
        /// The platform closes the connection at the end of the list, and at no other time.
        case connection
        /// The last line is this text. It is required, and it is no record.
        case line(String)
    }

    package struct NDJSONFormat: Hashable, Sendable {
        package let encoding: Encoding
        package let end: LinesEnd?

        package init(encoding: Encoding = .utf8, end: LinesEnd? = nil) {
            self.encoding = encoding
            self.end = end
        }
    }

    package struct CSVFormat: Hashable, Sendable {
        package let encoding: Encoding
        /// `,`, `;`, `|` or tab.
        package let separator: UInt8
        package let end: LinesEnd?

        package init(encoding: Encoding, separator: UInt8, end: LinesEnd? = nil) {
            self.encoding = encoding
            self.separator = separator
            self.end = end
        }
    }

    /// The name of an element includes its namespace prefix (`g:price`). An attribute is named `@name`. If an element
    /// has attributes, its text is named `#text`.
    package struct XMLFormat: Hashable, Sendable {
        /// The path of the record elements, from the root: `rss.channel.item`, `feed.entry`.
        package let records: FieldPath
        /// If a page has this element, the page is an error.
        package let error: FieldPath?
        /// The encoding that is used if the document does not declare one.
        package let encoding: Encoding

        package init(records: FieldPath, error: FieldPath? = nil, encoding: Encoding = .utf8) {
            self.records = records
            self.error = error
            self.encoding = encoding
        }
    }

    package struct JSONLDFormat: Hashable, Sendable {
        /// The `@type` of the records: `Product`.
        package let type: String
        package let encoding: Encoding

        package init(type: String = "Product", encoding: Encoding = .utf8) {
            self.type = type
            self.encoding = encoding
        }
    }

    /// What the crawler file states about the end of a list of lines; nil for other formats.
    package var linesEnd: LinesEnd? {
        switch self {
        case .ndjson(let format): format.end
        case .csv(let format): format.end
        case .json, .xml, .jsonLD: nil
        }
    }

    package var encoding: Encoding {
        switch self {
        case .json(let format): format.encoding
        case .ndjson(let format): format.encoding
        case .csv(let format): format.encoding
        case .xml(let format): format.encoding
        case .jsonLD(let format): format.encoding
        }
    }
}
