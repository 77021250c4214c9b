/// The wire format of a feed. Compression (gzip, zstd) is recognised by its first bytes.
package enum FeedFormat: Hashable, Sendable {
    case json(JSONFormat)
    /// One record a line, each a JSON object.
    case ndjson(NDJSONFormat)
    case csv(CSVFormat)
    case xml(XMLFormat)
    /// schema.org products in JSON-LD, alone or within the `<script>` elements of an HTML page.
    case jsonLD(JSONLDFormat)

    package enum Encoding: String, CaseIterable, Sendable {
        case utf8 = "UTF-8"
        case gb18030 = "GB18030"
        case big5 = "Big5"
        case utf16 = "UTF-16"
    }

    package struct JSONFormat: Hashable, Sendable {
        /// The lists that hold the records; a single object stands for a list of one. Empty where the page itself is the
        /// list.
        package let records: [FieldPath]
        /// A page that has this is an error, whatever its HTTP status.
        package let error: FieldPath?
        /// A page is good only if this holds that text.
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

    /// A value that a page must hold.
    package struct Expectation: Hashable, Sendable {
        package let path: FieldPath
        package let equals: String

        package init(path: FieldPath, equals: String) {
            self.path = path
            self.equals = equals
        }
    }

    package struct NDJSONFormat: Hashable, Sendable {
        package let encoding: Encoding

        package init(encoding: Encoding = .utf8) {
            self.encoding = encoding
        }
    }

    package struct CSVFormat: Hashable, Sendable {
        package let encoding: Encoding
        /// `,`, `;`, `|` or tab.
        package let separator: UInt8

        package init(encoding: Encoding, separator: UInt8) {
            self.encoding = encoding
            self.separator = separator
        }
    }

    /// Elements are read by their names with any namespace prefix kept (`g:price`); an attribute is `@name`, the text of
    /// an element that has attributes is `#text`.
    package struct XMLFormat: Hashable, Sendable {
        /// Where the record elements stand, from the root: `rss.channel.item`, `feed.entry`.
        package let records: FieldPath
        /// A page that has this is an error.
        package let error: FieldPath?
        /// The encoding that the document's own declaration does not state.
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
