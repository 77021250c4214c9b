package import Domain

/// Reads what laboratories upload.
package enum LaboratoryUpload {
    /// Results of one report as JSON.
    static let maximumResults = 10_000
    /// Bytes of any text of a report.
    static let textLimit = 200
    static let maximumDeclared = 50

    /// A report as JSON.
    package static func report(json bytes: [UInt8]) throws(UploadFault) -> ReportSubmission {
        try ReportJSON.read(bytes)
    }

    /// The results of a report as JSON, each a row.
    ///
    /// - Throws: `UploadFault` where the file as a whole cannot be read.
    package static func rows(json bytes: [UInt8]) throws(UploadFault) -> UploadedRows {
        try ReportJSON.rows(bytes)
    }

    /// The rows of a table, at least one. Rows that cannot be read are among them, each with its reason.
    ///
    /// - Throws: `UploadFault` where the table as a whole cannot be read.
    package static func rows(of table: RowTable) throws(UploadFault) -> UploadedRows {
        try ReportTable.rows(of: table)
    }

    /// Reads a kept result of a report as JSON again: with the head of its report in `header`, or as a report of that
    /// result alone, as whoever mends the head writes it.
    package static func reread(
        json bytes: [UInt8], header: [UInt8], ordinal: Int, place: String, stored: StoredRow?
    ) throws(UploadFault) -> ReadRow {
        .row(try ReportJSON.reread(bytes, header: header, ordinal: ordinal, place: place, stored: stored))
    }

    /// Reads a kept row of a table again, as a table of that row alone.
    package static func reread(
        _ table: RowTable, ordinal: Int, place: String, stored: StoredRow?
    ) throws(UploadFault) -> ReadRow {
        try ReportTable.reread(table, ordinal: ordinal, place: place, stored: stored)
    }
}
