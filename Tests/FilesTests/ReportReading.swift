import Domain
import Files

/// Helpers for the tests that read a laboratory's table.
enum ReportReading {
    static func rows(csv bytes: [UInt8]) throws(UploadFault) -> UploadedRows {
        try LaboratoryUpload.rows(of: CSVTable.read(bytes))
    }

    /// The readable rows as reports, in the order in which their numbers first appear.
    static func reports(csv bytes: [UInt8]) throws(UploadFault) -> [ReportSubmission] {
        var heads: [ReportHead] = []
        var results: [ReportHead: [ItemResult]] = [:]
        for case .row(let row) in try rows(csv: bytes).rows {
            if results[row.head] == nil { heads.append(row.head) }
            results[row.head, default: []].append(row.result)
        }
        return heads.map { $0.report(of: results[$0] ?? [], correcting: $0.correctionReason) }
    }

    /// The faults of the file as a whole; if the file is readable, the faults of its rows.
    static func problems(csv bytes: [UInt8]) -> [UploadFault.Problem] {
        do throws(UploadFault) {
            return try rows(csv: bytes).rows.compactMap { row in
                guard case .unreadable(let row) = row else { return nil }
                return .init(place: row.place + (row.fault.field.map { "“\($0)”" } ?? ""), sentence: row.fault.sentence)
            }
        } catch {
            return error.problems
        }
    }
}
