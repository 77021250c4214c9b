/// The reason why a record of a feed could not become a listing. The bytes of the record are quarantined.
package struct RecordFault: Error, Hashable, Sendable {
    package enum Code: String, Sendable {
        case notAnObject = "not-an-object"
        case missingField = "missing-field"
        case invalidText = "invalid-utf8"
        /// A text that was read or written in the wrong character set.
        case implausibleText = "implausible-text"
        case controlCharacter = "control-character"
        case wrongType = "wrong-type"
        case unreadablePrice = "unreadable-price"
        case priceNotPositive = "price-not-positive"
        case priceTooHigh = "price-too-high"
        case tooLong = "too-long"
        case empty = "empty"
        case conflictingRepeat = "conflicting-repeat"
        case wrongColumnCount = "wrong-column-count"
        case repeatedField = "repeated-field"
        case wrongCurrency = "wrong-currency"
        case unreadableTime = "unreadable-time"
        /// The bytes of the record are not valid in the format of the feed, for example a truncated line of NDJSON.
        case unreadableRecord = "unreadable-record"
        /// The page could not be read. All of its bytes are stored.
        case unreadablePage = "unreadable-page"
    }

    package let code: Code
    /// The field of the listing, with its name in the crawler file.
    package let field: String?
    /// The value that was found, in short English.
    package let detail: String

    package init(_ code: Code, field: String? = nil, _ detail: String) {
        self.code = code
        self.field = field
        self.detail = detail
    }
}

/// A record or page in quarantine, with everything that is needed to read it again after a fix.
package struct QuarantinedRecord: Hashable, Sendable {
    package let fault: RecordFault
    /// The place of the record on the page: `records[3]`, `line 12`, `page`.
    package let place: String
    /// The original bytes, in the original character set. UTF-16 begins with a byte order mark.
    package let bytes: [UInt8]
    /// Other parts of the page that are needed to read the record again: the header line, or the values of the page as
    /// JSON.
    package let context: [UInt8]

    package init(fault: RecordFault, place: String, bytes: [UInt8], context: [UInt8] = []) {
        self.fault = fault
        self.place = place
        self.bytes = bytes
        self.context = context
    }
}
