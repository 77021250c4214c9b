/// The facts of the store about some samples and reports of a laboratory. Each decision to file a report is added, so
/// that the decision on the next report considers it.
package struct IntakeFacts: Sendable {
    /// A sample of the laboratory.
    package struct Sample: Sendable {
        package let id: Int64
        package let product: String
        /// The day on which the laboratory received it; nil if it is not recorded.
        package let receivedOn: CalendarDay?
        package let soldOn: CalendarDay
        package var latest: Version?

        /// The earliest possible day of a test.
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

    /// The latest use of a report number.
    package struct NumberUse: Sendable {
        /// The label of the sample.
        package let label: String
        package let version: Int
        package let isWithdrawn: Bool

        package init(label: String, version: Int, isWithdrawn: Bool = false) {
            self.label = label
            self.version = version
            self.isWithdrawn = isWithdrawn
        }
    }

    /// A row of a held report from an earlier upload.
    package struct HeldRow: Sendable {
        package let row: ReadRow
        /// The stored fault of the row; nil if only other rows of the report are at fault.
        package let code: String?

        package init(_ row: ReadRow, code: String?) {
            self.row = row
            self.code = code
        }

        /// The faults that can make the result itself wrong. A row with another fault states a result of the sample.
        private static let faultsOfResults: Set<IntakeFault.Code> = [
            .malformed, .unreadableValue, .wrongProduct, .unknownItem, .outOfScope,
        ]

        /// Whether a new upload of the report must repeat the result: the laboratory stated it, and it has no fault.
        var mustBeRepeated: Bool {
            code.flatMap(IntakeFault.Code.init).map { !Self.faultsOfResults.contains($0) } ?? true
        }
    }

    /// Blind label → sample. A label that is missing here belongs to no sample of this laboratory.
    package var samples: [String: Sample]
    /// Report number → its latest use.
    package var numbers: [String: NumberUse]
    /// Report number → the held rows of earlier uploads.
    package var held: [String: [HeldRow]] = [:]
    package let scope: LaboratoryScope
    /// The day in China on which the decision is made.
    package let today: CalendarDay

    package init(
        samples: [String: Sample], numbers: [String: NumberUse], scope: LaboratoryScope, today: CalendarDay
    ) {
        self.samples = samples
        self.numbers = numbers
        self.scope = scope
        self.today = today
    }

    /// The latest filed version of the report `number`.
    package func latest(of number: String) -> Version? {
        guard let latest = numbers[number].flatMap({ samples[$0.label] })?.latest, latest.submission.number == number
        else {
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
        numbers[report.number] = NumberUse(label: report.sampleLabel, version: filing.version)
        held[report.number] = nil
    }
}

/// A version of a report that will be filed.
package struct ReportFiling: Sendable {
    package let sample: Int64
    package let product: String
    package let soldOn: CalendarDay
    package let version: Int
    package let submission: ReportSubmission
    package let contentHash: String
    /// The codes of the items that the version before had and this version does not have.
    package let dropped: [String]
}
