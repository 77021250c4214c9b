/// What the store knows of some samples and reports of a laboratory. A decision to file a report is added, so that the
/// decision on the next report sees it.
package struct IntakeFacts: Sendable {
    /// A sample of the laboratory.
    package struct Sample: Sendable {
        package let id: Int64
        package let product: String
        /// The day on which the laboratory received it; nil where that is not recorded.
        package let receivedOn: CalendarDay?
        package let soldOn: CalendarDay
        package var latest: Version?

        /// No test may be earlier.
        package var testableFrom: CalendarDay {
            receivedOn ?? soldOn
        }

        package init(id: Int64, product: String, receivedOn: CalendarDay?, soldOn: CalendarDay, latest: Version?) {
            self.id = id
            self.product = product
            self.receivedOn = receivedOn
            self.soldOn = soldOn
            self.latest = latest
        }
    }

    /// The latest version of the report filed on a sample.
    package struct Version: Sendable {
        package let version: Int
        package let submission: ReportSubmission
        package let isWithdrawn: Bool
        /// The content hash of this version.
        package let contentHash: String
        /// The content hashes of the earlier versions.
        package let replacedHashes: Set<String>

        package init(
            version: Int, submission: ReportSubmission, isWithdrawn: Bool = false, contentHash: String,
            replacedHashes: Set<String> = []
        ) {
            self.version = version
            self.submission = submission
            self.isWithdrawn = isWithdrawn
            self.contentHash = contentHash
            self.replacedHashes = replacedHashes
        }
    }

    /// A readable row of a report that an earlier upload brought and that is held.
    package struct HeldRow: Sendable {
        package let row: IntakeRow
        /// The fault of the row, as it is stored; nil where only other rows of the report are at fault.
        package let code: String?

        package init(_ row: IntakeRow, code: String?) {
            self.row = row
            self.code = code
        }

        /// Whether the laboratory stated the result and nothing is wrong with the row alone.
        var mustBeRepeated: Bool {
            code == nil || code == IntakeFault.Code.conflictingDuplicate.rawValue
        }
    }

    /// By blind label. A label that is not here belongs to no sample of this laboratory.
    package var samples: [String: Sample]
    /// By report number: the label of the sample on which it is filed.
    package var labels: [String: String]
    /// By report number: the held rows of earlier uploads.
    package var held: [String: [HeldRow]] = [:]
    package let scope: LaboratoryScope
    /// The day in China on which the decision is made.
    package let today: CalendarDay

    package init(
        samples: [String: Sample], labels: [String: String], scope: LaboratoryScope, today: CalendarDay
    ) {
        self.samples = samples
        self.labels = labels
        self.scope = scope
        self.today = today
    }

    /// The version of the report `number` on file.
    package func latest(of number: String) -> Version? {
        guard let latest = labels[number].flatMap({ samples[$0] })?.latest, latest.submission.number == number else {
            return nil
        }
        return latest
    }

    mutating func note(_ filing: ReportFiling) {
        let report = filing.submission
        let before = samples[report.sampleLabel]?.latest
        samples[report.sampleLabel]?.latest = Version(
            version: filing.version, submission: report, contentHash: filing.contentHash,
            replacedHashes: before.map { $0.replacedHashes.union([$0.contentHash]) } ?? [])
        labels[report.number] = report.sampleLabel
        held[report.number] = nil
    }
}

/// A version of a report that is to be filed.
package struct ReportFiling: Sendable {
    package let sample: Int64
    package let product: String
    package let soldOn: CalendarDay
    package let version: Int
    package let submission: ReportSubmission
    package let contentHash: String
}
