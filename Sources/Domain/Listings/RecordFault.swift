/// Why a record of a feed could not become a listing. The record itself is kept, with its bytes, in quarantine.
package struct RecordFault: Error, Hashable, Sendable {
    package enum Code: String, Sendable {
        case notAnObject = "not-an-object"
        case missingField = "missing-field"
        case invalidText = "invalid-utf8"
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
        /// The record's own bytes are not of the format: a line of NDJSON cut off, say.
        case unreadableRecord = "unreadable-record"
        /// The page itself could not be read; all of its bytes are kept.
        case unreadablePage = "unreadable-page"
    }

    package let code: Code
    /// The field of the listing, as the crawler file names it.
    package let field: String?
    /// What was found, in short English.
    package let detail: String

    package init(_ code: Code, field: String? = nil, _ detail: String) {
        self.code = code
        self.field = field
        self.detail = detail
    }
}

/// A record, or a page, set aside with everything needed to read it again after a fix.
package struct QuarantinedRecord: Hashable, Sendable {
    package let fault: RecordFault
    /// Its place on the page: `records[3]`, `line 12`, `page`.
    package let place: String
    /// As they arrived, before any change of character set; UTF-16 with the mark of its byte order in front.
    package let bytes: [UInt8]
    /// What else of the page the record needs to be read again: its header line, or the page's own values as JSON.
    package let context: [UInt8]

    package init(fault: RecordFault, place: String, bytes: [UInt8], context: [UInt8] = []) {
        self.fault = fault
        self.place = place
        self.bytes = bytes
        self.context = context
    }
}
