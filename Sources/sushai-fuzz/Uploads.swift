internal import Domain
internal import Files
internal import Foundation

/// The invariants of a laboratory's file with any bytes.
enum Uploads {
    /// Only the first rows of a large file are checked.
    private static let mostReread = 12
    /// The maximum memory for reading the largest file, in kibibytes. Inputs here are far smaller.
    private static let mostMemory = 1 << 20

    /// The rows, and the table from which they were read. Throws the faults of the file.
    static func read(_ bytes: [UInt8], _ form: UploadForm) throws(UploadFault) -> UploadedRows {
        switch form {
        case .json: try LaboratoryUpload.rows(json: bytes)
        case .csv: try LaboratoryUpload.rows(of: CSVTable.read(bytes))
        case .xlsx: try LaboratoryUpload.rows(of: workbook(bytes))
        }
    }

    private static func workbook(_ bytes: [UInt8]) throws(UploadFault) -> RowTable {
        try XLSXTable.read(bytes, preferred: LaboratoryForm.sheet, passedOver: LaboratoryForm.otherSheets)
    }

    static func violation(of bytes: [UInt8], _ form: UploadForm) -> String? {
        let found: String?
        do throws(UploadFault) {
            let upload = try read(bytes, form)
            found = violation(upload) ?? rereading(upload, bytes, form) ?? (form == .xlsx ? table(bytes) : nil)
        } catch {
            found = violation(error)
        }
        return found ?? memory()
    }

    /// A refused file has a place and a reason.
    private static func violation(_ fault: UploadFault) -> String? {
        guard !fault.problems.isEmpty else { return "a file is refused without a reason" }
        guard fault.problems.allSatisfy({ !$0.place.isEmpty && !$0.sentence.isEmpty }) else {
            return "a file is refused without a place or a sentence"
        }
        return nil
    }

    private static func violation(_ upload: UploadedRows) -> String? {
        guard !upload.rows.isEmpty else { return "an upload without a row was accepted" }
        for (index, row) in upload.rows.enumerated() {
            let (ordinal, place, words) =
                switch row {
                case .row(let row): (row.ordinal, row.place, "-")
                case .unreadable(let row): (row.ordinal, row.place, row.fault.sentence)
                }
            guard ordinal == index + 1 else { return "row \(index + 1) is numbered \(ordinal)" }
            guard !place.isEmpty, !words.isEmpty else { return "row \(ordinal) has no place, or no reason" }
            guard !upload.bytes(ordinal).isEmpty else { return "row \(ordinal) has no bytes" }
        }
        return nil
    }

    /// A row that was read is the same when its kept bytes are read again.
    private static func rereading(_ upload: UploadedRows, _ bytes: [UInt8], _ form: UploadForm) -> String? {
        // The row is kept in its original character set.
        guard form != .csv || String(validating: bytes, as: UTF8.self) != nil else { return nil }
        for case .row(let row) in upload.rows.prefix(mostReread) {
            let kept = upload.bytes(row.ordinal)
            do throws(UploadFault) {
                let again =
                    if form == .json {
                        try LaboratoryUpload.reread(
                            json: kept, header: upload.header, ordinal: row.ordinal, place: row.place, stored: nil)
                    } else {
                        try LaboratoryUpload.reread(
                            CSVTable.read(upload.header + [0x0A] + kept), ordinal: row.ordinal, place: row.place,
                            stored: nil)
                    }
                guard case .row(let same) = again, same.head == row.head, same.result == row.result else {
                    return "row \(row.ordinal) differs when it is read again from its kept bytes"
                }
            } catch {
                return "row \(row.ordinal) cannot be read again from its kept bytes: \(error)"
            }
        }
        return nil
    }

    private static func table(_ bytes: [UInt8]) -> String? {
        guard let table = try? workbook(bytes) else { return "a workbook can be read once but not twice" }
        for row in table.rows where row.cells.count != table.columns.count {
            return "row \(row.number) has \(row.cells.count) cells, the header \(table.columns.count)"
        }
        return nil
    }

    /// Checks the peak memory of this process.
    private static func memory() -> String? {
        var usage = rusage()
        guard getrusage(Int32(RUSAGE_SELF.rawValue), &usage) == 0, usage.ru_maxrss > mostMemory else { return nil }
        return "reading took \(usage.ru_maxrss >> 10) MiB of memory"
    }
}
