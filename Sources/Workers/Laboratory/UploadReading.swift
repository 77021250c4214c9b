internal import Domain
internal import Feeds
internal import Files
internal import Store

/// Reads uploaded files and kept rows, in each format.
enum UploadReading {
    /// The rows of a file, and what the reader noticed: hidden rows that were read, sheets that were not read.
    static func rows(
        _ bytes: [UInt8], form: UploadForm
    ) throws(UploadFault) -> (read: UploadedRows, remarks: [UploadRemark]) {
        switch form {
        case .json: return (try LaboratoryUpload.rows(json: bytes), [])
        case .csv: return (try LaboratoryUpload.rows(of: CSVTable.read(bytes)), [])
        case .xlsx:
            let table = try XLSXTable.read(
                bytes, preferred: LaboratoryForm.sheet, passedOver: LaboratoryForm.otherSheets)
            return (try LaboratoryUpload.rows(of: table), table.remarks)
        }
    }

    /// The hash that identifies an upload. For a table it covers the bytes. For a JSON report it covers the values,
    /// because programs may change the order of the members.
    static func contentHash(_ bytes: [UInt8], form: UploadForm, _ read: UploadedRows) -> String {
        guard form == .json else { return Digest.sha256(bytes) }
        var head: ReportHead?
        var results: [ItemResult] = []
        for case .row(let row) in read.rows {
            head = row.head
            results.append(row.result)
        }
        return head.map { $0.report(of: results, correcting: $0.correctionReason).contentHash } ?? Digest.sha256(bytes)
    }

    /// The character set of the kept rows of a file.
    static func encoding(_ bytes: [UInt8], form: UploadForm) -> String {
        form != .csv || String(validating: bytes, as: UTF8.self) != nil ? "utf-8" : "gb18030"
    }

    /// Reads a kept row: the corrected text if there is one, else the original bytes.
    static func reread(_ row: KeptIntakeRow) -> ReadRow {
        let stored = StoredRow(
            id: row.id, state: row.state, corrected: row.corrected, against: row.against)
        // The kept bytes of a workbook row do not contain the fault of a cell (an error, a lost format, a missing
        // header). Only a corrected text can be read.
        if row.form == UploadForm.xlsx.rawValue, row.corrected == nil, row.state == .held,
            row.code == IntakeFault.Code.malformed.rawValue
        {
            return .unreadable(
                UnreadableRow(
                    ordinal: row.ordinal, place: row.place, reportNumber: row.reportNumber,
                    fault: IntakeFault(.malformed, field: row.field, row.detail ?? ""), stored: stored))
        }
        do throws(UploadFault) {
            var bytes = row.corrected ?? row.bytes
            if row.form == UploadForm.json.rawValue {
                return try LaboratoryUpload.reread(
                    json: bytes, header: row.header, ordinal: row.ordinal, place: row.place, stored: stored)
            }
            if row.corrected == nil, row.encoding == "gb18030" { bytes = try utf8(bytes, row.place) }
            let table = try CSVTable.read(row.header + [0x0A] + bytes)
            return try LaboratoryUpload.reread(table, ordinal: row.ordinal, place: row.place, stored: stored)
        } catch {
            return .unreadable(
                UnreadableRow(
                    ordinal: row.ordinal, place: row.place, reportNumber: row.reportNumber,
                    fault: IntakeFault(.malformed, error.problems.map(\.sentence).joined(separator: "；")),
                    stored: stored))
        }
    }

    private static func utf8(_ bytes: [UInt8], _ place: String) throws(UploadFault) -> [UInt8] {
        do throws(CharacterSetFault) {
            return try CharacterSet.fromGB18030(bytes)
        } catch {
            throw UploadFault(place, error.message)
        }
    }
}
