package import Domain

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
