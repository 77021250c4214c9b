package import Domain
internal import Files

/// Reads reports from a file without importing them, to try criteria on past results.
package enum PastReports {
    /// - Throws: the faults of all rows that cannot be read.
    package static func read(_ bytes: [UInt8], form: UploadForm) throws(UploadFault) -> [ReportSubmission] {
        var problems: [UploadFault.Problem] = []
        let reports = ReportRows.groups(of: try UploadReading.rows(bytes, form: form).read.rows).compactMap { report in
            var head: ReportHead?
            var results: [ItemResult] = []
            for row in report.rows {
                switch row {
                case .row(let row):
                    head = head ?? row.head
                    results.append(row.result)
                case .unreadable(let row): problems.append(.init(place: row.place, sentence: row.fault.sentence))
                }
            }
            return head.map { $0.report(of: results, correcting: $0.correctionReason) }
        }
        guard problems.isEmpty else { throw UploadFault(problems) }
        return reports
    }
}
