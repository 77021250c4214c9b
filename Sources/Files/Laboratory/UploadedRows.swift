package import Domain

/// All rows of an uploaded file, with the bytes to store for each.
package struct UploadedRows: Sendable {
    /// The header for reading the stored bytes of a row again, as UTF-8; empty if rows need none.
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
