import Domain
import Files

@testable import Workers

/// What the tests compare of an upload in any format.
struct UploadedForm {
    let reports: [ReportSubmission]
    let remarks: [UploadRemark]

    /// - Throws: the fault of the file, or the faults of its rows if the file is readable.
    static func read(_ bytes: [UInt8], form: UploadForm) throws(UploadFault) -> UploadedForm {
        let (read, remarks) = try UploadReading.rows(bytes, form: form)
        var problems: [UploadFault.Problem] = []
        var heads: [ReportHead] = []
        var results: [ReportHead: [ItemResult]] = [:]
        for row in read.rows {
            switch row {
            case .row(let row):
                if results[row.head] == nil { heads.append(row.head) }
                results[row.head, default: []].append(row.result)
            case .unreadable(let row):
                let place = row.place + (row.fault.field.map { "“\($0)”" } ?? "")
                problems.append(.init(place: place, sentence: row.fault.sentence))
            }
        }
        guard problems.isEmpty else { throw UploadFault(problems) }
        return UploadedForm(
            reports: heads.map { $0.report(of: results[$0] ?? [], correcting: $0.correctionReason) }, remarks: remarks)
    }
}
