package import Domain
internal import Files
package import Store

/// What became of an uploaded file.
package struct IntakeSummary: Sendable {
    /// What became of one report of the file.
    package struct Report: Sendable {
        package enum Status: String, Sendable {
            /// Rows of it were taken: a version was filed.
            case filed
            /// All it says had been filed before.
            case unchanged
            /// Good rows wait, for the reviewer or for other rows.
            case waiting
            /// No row of it could be taken.
            case quarantined
        }

        package let number: String
        package let label: String
        package let status: Status
        /// The version that stands; nil where the sample has none.
        package let version: Int?
        package let rows: Int
        package let quarantined: Int
        /// The first fault of its rows.
        package let fault: IntakeFault?
    }

    package let upload: LabUploadRow
    /// False when exactly these bytes had been uploaded before.
    package let isNew: Bool
    package let reports: [Report]
    /// What must be said about how the file was read: hidden rows that were read, sheets that were not.
    package let remarks: [UploadFault.Problem]
}

extension IntakeSummary.Report {
    /// Nil for rows that name no report.
    init?(_ decided: IntakeProcessor.Decided) {
        guard let decision = decided.report.decision, let head = decision.rows.first?.head else { return nil }
        var faults = decided.report.unreadable.map(\.fault)
        var states: Set<IntakeRowState> = []
        for fate in decision.fates {
            states.insert(fate.state)
            if case .quarantined(let fault) = fate { faults.append(fault) }
        }
        let status: Status =
            if decision.filing != nil {
                .filed
            } else if states.contains(.waiting) {
                .waiting
            } else {
                states.contains(.duplicate) && faults.isEmpty ? .unchanged : .quarantined
            }
        self.init(
            number: head.number, label: head.sampleLabel, status: status, version: decided.version,
            rows: decision.rows.count + decided.report.unreadable.count, quarantined: faults.count,
            fault: faults.first)
    }
}
