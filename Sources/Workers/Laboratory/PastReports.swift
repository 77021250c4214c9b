package import Domain
internal import Files

/// Reads reports from a file without taking them in: for trying criteria on past results.
package enum PastReports {
    /// - Throws: what cannot be read, every row of it.
    package static func read(_ bytes: [UInt8], form: UploadForm) throws(UploadFault) -> [ReportSubmission] {
        let groups = RowGroup.groups(of: try UploadReading.rows(bytes, form: form).read.rows)
        let unreadable = groups.flatMap(\.unreadable)
        guard unreadable.isEmpty else {
            throw UploadFault(unreadable.map { .init(place: $0.place, sentence: $0.fault.sentence) })
        }
        return groups.compactMap { group in
            group.rows.first.map { $0.head.report(of: group.rows.map(\.result), correcting: $0.head.correctionReason) }
        }
    }
}
