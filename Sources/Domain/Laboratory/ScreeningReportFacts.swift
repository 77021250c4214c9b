/// The recorded facts about one reported sample, for its screening report. Texts are unchanged.
package struct ScreeningReportFacts: Hashable, Sendable {
    /// The judgement of one result.
    package struct Judged: Hashable, Sendable {
        package let item: String
        package let specimen: Int
        package let verdict: Verdict
        package let reason: JudgementReason
        /// The requirement with its unit: `≤75 mg/kg`.
        package let requirement: String
        package let measured: String
        package let sentence: String

        package init(
            item: String, specimen: Int, verdict: Verdict, reason: JudgementReason, requirement: String,
            measured: String,
            sentence: String
        ) {
            self.item = item
            self.specimen = specimen
            self.verdict = verdict
            self.reason = reason
            self.requirement = requirement
            self.measured = measured
            self.sentence = sentence
        }
    }

    /// The conclusion on the whole report, and the rule that made it.
    package struct Concluded: Hashable, Sendable {
        package let verdict: Verdict
        package let hazard: HazardClass?
        package let sentence: String
        package let edition: String?
        package let rule: RuleReference
        /// SHA-256 over the judged inputs.
        package let inputHash: String
        package let judgedAt: Timestamp
        package let items: [Judged]
        /// Items with results that the criteria do not know.
        package let unknownItems: [String]

        package init(
            verdict: Verdict, hazard: HazardClass?, sentence: String, edition: String?, rule: RuleReference,
            inputHash: String, judgedAt: Timestamp, items: [Judged], unknownItems: [String]
        ) {
            self.verdict = verdict
            self.hazard = hazard
            self.sentence = sentence
            self.edition = edition
            self.rule = rule
            self.inputHash = inputHash
            self.judgedAt = judgedAt
            self.items = items
            self.unknownItems = unknownItems
        }
    }

    /// The origin of the sample. Only some readers may see it.
    package struct Origin: Hashable, Sendable {
        package let purchasedOn: CalendarDay
        package let paid: Fen
        package let sellerName: String
        package let sellerRegion: RegionCode
        package let listing: ListingKey
        package let title: String

        package init(
            purchasedOn: CalendarDay, paid: Fen, sellerName: String, sellerRegion: RegionCode, listing: ListingKey,
            title: String
        ) {
            self.purchasedOn = purchasedOn
            self.paid = paid
            self.sellerName = sellerName
            self.sellerRegion = sellerRegion
            self.listing = listing
            self.title = title
        }
    }

    /// Other versions and uses of the report.
    package struct History: Hashable, Sendable {
        package struct Withdrawal: Hashable, Sendable {
            package let reason: String
            package let on: CalendarDay

            package init(reason: String, on: CalendarDay) {
                self.reason = reason
                self.on = on
            }
        }

        /// Set if the report is withdrawn.
        package let withdrawn: Withdrawal?
        /// The labels of other samples for which the number was used before.
        package let earlierSamples: [String]
        /// The codes of the items that the version before has and this version does not have.
        package let dropped: [String]

        package init(withdrawn: Withdrawal? = nil, earlierSamples: [String] = [], dropped: [String] = []) {
            self.withdrawn = withdrawn
            self.earlierSamples = earlierSamples
            self.dropped = dropped
        }
    }

    /// The database number of the report.
    package let report: Int64
    package let submission: ReportSubmission
    package let laboratory: String
    package let product: String
    package let details: LaboratoryDetails
    package let history: History
    package let version: Int
    /// The latest version of the same report. It is above `version` if this version was corrected.
    package let latestVersion: Int
    /// The time at which the report arrived.
    package let receivedAt: Timestamp
    /// The day on which the sample was labelled and sent to the laboratory.
    package let labelledOn: CalendarDay
    package let concluded: Concluded
    package let origin: Origin
    package let evidence: [ReportEvidence]

    package init(
        report: Int64, submission: ReportSubmission, laboratory: String, product: String,
        details: LaboratoryDetails = LaboratoryDetails(), history: History = History(), version: Int,
        latestVersion: Int, receivedAt: Timestamp, labelledOn: CalendarDay, concluded: Concluded, origin: Origin,
        evidence: [ReportEvidence]
    ) {
        self.report = report
        self.submission = submission
        self.laboratory = laboratory
        self.product = product
        self.details = details
        self.history = history
        self.version = version
        self.latestVersion = latestVersion
        self.receivedAt = receivedAt
        self.labelledOn = labelledOn
        self.concluded = concluded
        self.origin = origin
        self.evidence = evidence
    }
}

/// One file of evidence that belongs to a sample.
package struct ReportEvidence: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// Evidence of the purchase: order, payment, parcel. It shows the buyer, so only officers see it.
        case purchase
        /// Evidence of the test: photographs, video, instrument files.
        case laboratory
    }

    package let kind: Kind
    /// SHA-256 of the content.
    package let hash: String
    package let bytes: Int64
    package let mediaType: String
    package let arrivedAt: Timestamp
    /// The name that the uploader gave to the file.
    package let name: String?

    package init(
        kind: Kind, hash: String, bytes: Int64, mediaType: String, arrivedAt: Timestamp, name: String? = nil
    ) {
        self.name = name
        self.kind = kind
        self.hash = hash
        self.bytes = bytes
        self.mediaType = mediaType
        self.arrivedAt = arrivedAt
    }

    /// Whether a thumbnail can be created from the file.
    package var isPicture: Bool {
        mediaType == "image/jpeg" || mediaType == "image/png"
    }
}
