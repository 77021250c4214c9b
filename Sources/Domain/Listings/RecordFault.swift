/// The reason why a record of a feed could not become a listing. The bytes of the record are quarantined.
package struct RecordFault: Error, Hashable, Sendable {
    package enum Code: String, CaseIterable, Sendable {
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
        /// Another kind of price stands in the field, such as 券后价 in `price`.
        case otherPrice = "other-price"
        /// The remainder of a binary number: `39.90000000000001`.
        case binaryRemainder = "binary-remainder"
        /// The feed states only prices of other days, or a period that cannot be read.
        case priceNotValid = "price-not-valid"
        case tooLong = "too-long"
        case empty = "empty"
        case conflictingRepeat = "conflicting-repeat"
        case wrongColumnCount = "wrong-column-count"
        case repeatedField = "repeated-field"
        case wrongCurrency = "wrong-currency"
        /// The feed can state a currency and does not.
        case missingCurrency = "missing-currency"
        /// A spreadsheet changed the item number: `6.28E+11`.
        case spoiltItem = "spoilt-item"
        /// The text can be no item number: `nan`, or a blank at its end.
        case unlikelyItem = "unlikely-item"
        /// The item number has not the form that the crawler file states.
        case itemPattern = "item-pattern"
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
    /// The value as received, made visible; nil if it is not one text.
    package let value: String?

    package init(_ code: Code, field: String? = nil, _ detail: String, value: String? = nil) {
        self.code = code
        self.field = field
        self.detail = detail
        self.value = value
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
