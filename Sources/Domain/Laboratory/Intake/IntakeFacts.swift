/// What the store knows of the reports of a part of a file. Deciding a report adds it, so that the next one sees it.
package struct IntakeFacts: Sendable {
    /// A sample of the laboratory.
    package struct Sample: Sendable {
        package let id: Int64
        package let product: String
        /// The day on which the laboratory received it; nil where that is not recorded.
        package let receivedOn: CalendarDay?
        package let soldOn: CalendarDay
        package var latest: Version?

        /// No result may be older.
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
        /// The hashes of what stands: of this version, and where it only completes others, of those down to the one that
        /// the laboratory filed itself.
        package let contentHashes: Set<String>
        /// The hashes of the versions before those.
        package let replacedHashes: Set<String>
        /// Whether rows of this report wait or lie in quarantine: then rows that it lacks may be added to it.
        package let isIncomplete: Bool

        package init(
            version: Int, submission: ReportSubmission, isWithdrawn: Bool = false, contentHashes: Set<String>,
            replacedHashes: Set<String> = [], isIncomplete: Bool = false
        ) {
            self.version = version
            self.submission = submission
            self.isWithdrawn = isWithdrawn
            self.contentHashes = contentHashes
            self.replacedHashes = replacedHashes
            self.isIncomplete = isIncomplete
        }
    }

    /// By blind label; what is not here is no sample of this laboratory.
    package var samples: [String: Sample]
    /// The label of the sample on which a report number is filed.
    package var labels: [String: String]
    package let scope: LaboratoryScope
    /// In China, when the rows came in or are read again.
    package let today: CalendarDay

    package init(
        samples: [String: Sample], labels: [String: String], scope: LaboratoryScope, today: CalendarDay
    ) {
        self.samples = samples
        self.labels = labels
        self.scope = scope
        self.today = today
    }

    mutating func note(_ filing: ReportFiling) {
        let report = filing.submission
        let before = samples[report.sampleLabel]?.latest
        let standing = before?.contentHashes ?? []
        let replaced = before?.replacedHashes ?? []
        samples[report.sampleLabel]?.latest = Version(
            version: filing.version, submission: report,
            contentHashes: filing.completes ? standing.union([filing.contentHash]) : [filing.contentHash],
            replacedHashes: filing.completes ? replaced : replaced.union(standing))
        labels[report.number] = report.sampleLabel
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
    /// Whether it adds rows that were set aside to what is filed already: no correction by the laboratory.
    package let completes: Bool
}
