internal import Documents
package import Domain
internal import Feeds

/// The reports in what a laboratory uploaded, whatever its form, and what must be said about how it was read.
package struct UploadedReports: Sendable {
    package let reports: [ReportSubmission]
    /// Hidden rows that were read, sheets that were not.
    package let remarks: [UploadFault.Problem]

    /// - Throws: `UploadFault` with every reason found, where the upload cannot be taken.
    package static func read(_ bytes: [UInt8], form: UploadForm) throws(UploadFault) -> UploadedReports {
        switch form {
        case .json: return UploadedReports(reports: try LaboratoryUpload.read(bytes, form: .json), remarks: [])
        case .csv, .xlsx:
            let table = try table(bytes, isWorkbook: form == .xlsx)
            return UploadedReports(reports: try LaboratoryUpload.read(table), remarks: table.remarks)
        }
    }

    private static func table(_ bytes: [UInt8], isWorkbook: Bool) throws(UploadFault) -> RowTable {
        guard isWorkbook else { return try CSVTable.read(bytes) }
        return try XLSXTable.read(
            bytes, preferred: LaboratoryForm.sheet, passedOver: LaboratoryForm.otherSheets)
    }
}
