/// All that is on record of one reported sample, as its screening report needs it. Texts stand as they were written.
package struct ScreeningReportFacts: Hashable, Sendable {
    /// How one result was judged.
    package struct Judged: Hashable, Sendable {
        package let item: String
        package let specimen: Int
        package let verdict: Verdict
        /// The requirement with its unit: `≤75 mg/kg`.
        package let requirement: String
        package let measured: String
        package let sentence: String

        package init(
            item: String, specimen: Int, verdict: Verdict, requirement: String, measured: String, sentence: String
        ) {
            self.item = item
            self.specimen = specimen
            self.verdict = verdict
            self.requirement = requirement
            self.measured = measured
            self.sentence = sentence
        }
    }

    /// What was concluded from the whole report, and under which rule.
    package struct Concluded: Hashable, Sendable {
        package let verdict: Verdict
        package let hazard: HazardClass?
        package let sentence: String
        package let edition: String?
        package let rule: RuleReference
        /// SHA-256 over what was judged.
        package let inputHash: String
        package let judgedAt: Timestamp
        package let items: [Judged]
        /// Results for items that the criteria do not know.
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

    /// Where the sample came from. Only some readers may see it.
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

    /// The number of the report's row.
    package let report: Int64
    package let submission: ReportSubmission
    package let laboratory: String
    package let product: String
    package let version: Int
    /// The latest version of the same report; above `version` where this one was corrected.
    package let latestVersion: Int
    /// When the report arrived.
    package let receivedAt: Timestamp
    /// The day on which the sample was labelled and sent to the laboratory.
    package let labelledOn: CalendarDay
    package let concluded: Concluded
    package let origin: Origin
    package let evidence: [ReportEvidence]

    package init(
        report: Int64, submission: ReportSubmission, laboratory: String, product: String, version: Int,
        latestVersion: Int, receivedAt: Timestamp, labelledOn: CalendarDay, concluded: Concluded, origin: Origin,
        evidence: [ReportEvidence]
    ) {
        self.report = report
        self.submission = submission
        self.laboratory = laboratory
        self.product = product
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
        /// Of the purchase: order, payment, parcel. Shows who bought, so only officers see it.
        case purchase
        /// Of the test: photographs, video, instrument files.
        case laboratory
    }

    package let kind: Kind
    /// SHA-256 of the content.
    package let hash: String
    package let bytes: Int64
    package let mediaType: String
    package let arrivedAt: Timestamp
    /// What whoever brought it called it.
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

    /// Whether a thumbnail can be made of it.
    package var isPicture: Bool {
        mediaType == "image/jpeg" || mediaType == "image/png"
    }
}
