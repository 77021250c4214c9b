package import Domain

/// A row of an uploaded file: read, or set aside with its reason.
package enum ReadRow: Sendable {
    case row(IntakeRow)
    case unreadable(UnreadableRow)

    /// The number of the report that the row belongs to; nil where that could not be read.
    package var reportNumber: String? {
        switch self {
        case .row(let row): row.head.number
        case .unreadable(let row): row.reportNumber
        }
    }
}

/// All rows of an uploaded file, and the bytes that each can be kept as.
package struct UploadedRows: Sendable {
    /// The header under which the kept bytes of a row are read again, as UTF-8; empty where rows need none.
    package let header: [UInt8]
    package let rows: [ReadRow]
    /// The bytes of the row with this ordinal as they arrived.
    package let bytes: @Sendable (_ ordinal: Int) -> [UInt8]

    init(header: [UInt8], rows: [ReadRow], bytes: @escaping @Sendable (_ ordinal: Int) -> [UInt8]) {
        self.header = header
        self.rows = rows
        self.bytes = bytes
    }
}
