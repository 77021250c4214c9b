package import Domain
internal import Files
package import Store

/// The result of an upload.
package struct IntakeSummary: Sendable {
    /// The result for one report of the file.
    package struct Report: Sendable {
        package enum Status: String, Sendable {
            /// A version was filed.
            case filed
            /// The same report was filed before.
            case unchanged
            /// The report is complete and waits for the reviewer.
            case waiting
            /// The report is held: a row cannot be accepted.
            case held
        }

        package let number: String
        /// The label in the first readable row; nil if none can be read.
        package let label: String?
        package let status: Status
        /// The filed version; nil if there is none.
        package let version: Int?
        package let rows: Int
        /// The number of rows with a fault.
        package let faultyRows: Int
        /// The first fault of its rows.
        package let fault: IntakeFault?
    }

    package let upload: LabUploadRow
    /// False if the same content was uploaded before.
    package let isNew: Bool
    package let reports: [Report]
}

extension IntakeSummary.Report {
    /// Nil for rows without a report number.
    init?(_ decided: DecidedReport) {
        let decision = decided.decision
        guard let number = decision.rows.first?.reportNumber else { return nil }
        let faults = decision.faults.compactMap(\.self)
        let labels = decision.rows.lazy.compactMap { row in
            if case .row(let row) = row { row.head.sampleLabel } else { nil }
        }
        let status: Status =
            switch decision.outcome {
            case .file: .filed
            case .duplicate: .unchanged
            case .awaitReview: .waiting
            case .hold: .held
            }
        self.init(
            number: number, label: labels.first, status: status, version: decision.filing?.version ?? decision.against,
            rows: decision.rows.count, faultyRows: faults.count, fault: faults.first)
    }
}
