package import Domain

/// Reads the files that laboratories upload.
package enum LaboratoryUpload {
    /// Results of one report as JSON.
    static let maximumResults = 10_000
    /// Maximum number of bytes of any text of a report.
    static let textLimit = 200
    /// Maximum number of bytes of a particular, for example of the list of instruments.
    static let particularLimit = 1000
    static let maximumDeclared = 50

    /// A report as JSON.
    package static func report(json bytes: [UInt8]) throws(UploadFault) -> ReportSubmission {
        try ReportJSON.read(bytes)
    }

    /// The results of a report as JSON; each is a row.
    ///
    /// - Throws: `UploadFault` if the file as a whole cannot be read.
    package static func rows(json bytes: [UInt8]) throws(UploadFault) -> UploadedRows {
        try ReportJSON.rows(bytes)
    }

    /// The rows of a table, at least one, including rows that cannot be read, each with its reason.
    ///
    /// - Throws: `UploadFault` if the table as a whole cannot be read.
    package static func rows(of table: RowTable) throws(UploadFault) -> UploadedRows {
        try ReportTable.rows(of: table)
    }

    /// Reads a stored result of a report as JSON again. It has the head of its report in `header`, or it is a report
    /// with that result only, which a person writes who corrects the head.
    package static func reread(
        json bytes: [UInt8], header: [UInt8], ordinal: Int, place: String, stored: StoredRow?
    ) throws(UploadFault) -> ReadRow {
        .row(try ReportJSON.reread(bytes, header: header, ordinal: ordinal, place: place, stored: stored))
    }

    /// Reads a stored row of a table again, as a table with that row only.
    package static func reread(
        _ table: RowTable, ordinal: Int, place: String, stored: StoredRow?
    ) throws(UploadFault) -> ReadRow {
        try ReportTable.reread(table, ordinal: ordinal, place: place, stored: stored)
    }
}
