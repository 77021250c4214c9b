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
        /// What lay in quarantine when it was judged.
        package let undecided: UndecidedItems
        /// The version that said these results first: this one, or one that this one only judges again.
        package let contentVersion: Int
        /// Whether a file that a version of the report came in has rows in quarantine that name no report: they may be its.
        package let mayLackRows: Bool

        package init(
            version: Int, submission: ReportSubmission, isWithdrawn: Bool = false, contentHashes: Set<String>,
            replacedHashes: Set<String> = [], isIncomplete: Bool = false, undecided: UndecidedItems = .none,
            contentVersion: Int? = nil, mayLackRows: Bool = false
        ) {
            self.version = version
            self.submission = submission
            self.isWithdrawn = isWithdrawn
            self.contentHashes = contentHashes
            self.replacedHashes = replacedHashes
            self.isIncomplete = isIncomplete
            self.undecided = undecided
            self.contentVersion = contentVersion ?? version
            self.mayLackRows = mayLackRows
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

    /// What of `number` was filed last; nil where nothing was.
    package func latest(of number: String) -> (sample: Sample, version: Version)? {
        guard let sample = labels[number].flatMap({ samples[$0] }), let latest = sample.latest,
            latest.submission.number == number
        else { return nil }
        return (sample, latest)
    }

    package mutating func note(_ filing: ReportFiling) {
        let report = filing.submission
        let before = samples[report.sampleLabel]?.latest
        let standing = before?.contentHashes ?? []
        let replaced = before?.replacedHashes ?? []
        samples[report.sampleLabel]?.latest = Version(
            version: filing.version, submission: report,
            contentHashes: filing.completes ? standing.union([filing.contentHash]) : [filing.contentHash],
            replacedHashes: filing.completes ? replaced : replaced.union(standing), undecided: filing.undecided,
            contentVersion: filing.restates)
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
    /// The version whose results it says again, only to be judged anew because something else lies in quarantine.
    package fileprivate(set) var restates: Int?
    /// What of the report lies in quarantine.
    package fileprivate(set) var undecided = UndecidedItems.none

    /// The same with what of the report lies in quarantine.
    package func leaving(_ undecided: UndecidedItems) -> ReportFiling {
        var filing = self
        filing.undecided = undecided
        return filing
    }
}

extension IntakeFacts.Sample {
    /// A version of the latest results that is judged with other rows in quarantine; nil where nothing stands.
    package func restating(_ undecided: UndecidedItems) -> ReportFiling? {
        guard let latest, !latest.isWithdrawn else { return nil }
        let report = ReportHead(latest.submission).report(
            of: latest.submission.results, correcting: IntakeWording.judgedAgain)
        let version = latest.version + 1
        // It says what was said before: the version tells it apart.
        let hash = Digest.sha256(fields: ["restated", report.contentHash, String(version)])
        var filing = ReportFiling(
            sample: id, product: product, soldOn: soldOn, version: version, submission: report, contentHash: hash,
            completes: true)
        filing.restates = latest.contentVersion
        return filing.leaving(undecided)
    }
}
