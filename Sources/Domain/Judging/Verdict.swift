/// The three verdicts. None is the default: a sample that cannot be judged does not pass.
package enum Verdict: String, CaseIterable, Sendable {
    case meets
    case fails
    case cannotJudge
}

/// The reason of a verdict on an item. Stored; never renamed.
package enum JudgementReason: String, CaseIterable, Error, Sendable {
    case withinLimit = "within-limit"
    case outsideLimit = "outside-limit"
    case passed
    case failed
    /// Not detected; the detection limit is within the limit.
    case notDetectedWithinLimit = "not-detected-within-limit"
    /// Not detected, but the detection limit is above the limit.
    case detectionLimitAboveLimit = "detection-limit-above-limit"
    case detectionLimitUnknown = "detection-limit-unknown"
    /// `>x` with x inside the permitted range.
    case openEnded = "open-ended"
    /// `16.50(+)`: the verdict depends on the digits that were rounded off.
    case roundedAtLimit = "rounded-at-limit"
    case missing
    case empty
    case unreadable
    case wrongKind = "wrong-kind"
    /// A negative value of a quantity that cannot be negative.
    case negativeAmount = "negative-amount"
    case unitDiffers = "unit-differs"
    case variantUnknown = "variant-unknown"
    case declaredValueMissing = "declared-value-missing"
    /// The sources contradict each other at exactly this value.
    case undecidedAtLimit = "undecided-at-limit"
    /// 不得检出, and not detected.
    case absent
    /// 不得检出, and detected.
    case detected
    /// The laboratory's detection limit is above the one that the criteria require.
    case detectionLimitTooHigh = "detection-limit-too-high"
    /// Below detection, but the criteria require a figure.
    case figureNeeded = "figure-needed"
    /// The decision rule needs an uncertainty, but none is known.
    case uncertaintyUnknown = "uncertainty-unknown"
    /// The distance from the limit is smaller than the uncertainty.
    case withinUncertainty = "within-uncertainty"
    /// The figure of the requirement is recalled or was not found. No sample is judged by it.
    case limitUnverified = "limit-unverified"
    /// The item does not apply to the sample. No influence on the verdict.
    case notApplicable = "not-applicable"
    /// The laboratory states, with a reason, that the item does not apply to the sample. No influence on the verdict.
    case statedNotApplicable = "stated-not-applicable"
    /// The laboratory states that the item does not apply, but the criteria do not allow this statement.
    case notApplicableNotAllowed = "not-applicable-not-allowed"
    /// The laboratory states that the item does not apply, without a reason.
    case notApplicableUnexplained = "not-applicable-unexplained"
    /// The laboratory states that the item does not apply, but by the declarations of the sample it does.
    case notApplicableContradicted = "not-applicable-contradicted"
    /// The standard is recommended, and the product declares nothing. No influence on the verdict.
    case notDeclared = "not-declared"
    /// No case of the criteria matches the declarations.
    case noCaseFits = "no-case-fits"
    /// Measured only for a sum. No influence on the verdict.
    case reportOnly = "report-only"
    /// One of the alternatives meets.
    case alternativeMeets = "alternative-meets"
    /// All alternatives fail.
    case alternativesFail = "alternatives-fail"
    /// No alternative meets, and not all alternatives are known to fail.
    case alternativesOpen = "alternatives-open"
    /// Another alternative meets, which is enough. No influence on the verdict.
    case otherAlternativeMeets = "other-alternative-meets"
    /// Fails or is unknown, and the other alternatives cannot be judged. No influence on the verdict.
    case partOfAlternatives = "part-of-alternatives"
    /// The sum may be on either side of the limit.
    case sumOpen = "sum-open"
    /// The reported sum and the sum of its members lead to different verdicts, or the reported sum is below a member.
    case sumContradicted = "sum-contradicted"
    /// The specimen fails, but the plan accepts this number of failing specimens.
    case accepted
    /// The specimen fails, but the other specimens leave the verdict on the item open.
    case acceptanceOpen = "acceptance-open"
    /// The value has too many digits for exact computation.
    case tooManyDigits = "too-many-digits"
}

/// The verdict on a sample, with everything on which it is based.
package struct Conclusion: Hashable, Sendable {
    package let verdict: Verdict
    /// Set if and only if the verdict is `fails`.
    package let hazard: HazardClass?
    /// The reasons why the hazard is serious although the failing items are general; empty otherwise.
    package let grounds: [EscalationGround]
    /// The edition under which the sample was judged; nil if none is in force.
    package let edition: String?
    package let rule: RuleReference
    package let items: [ItemJudgement]
    /// Results for items that the criteria do not know: listed, not judged, never dropped.
    package let unknownItems: [String]
    private let sentenceSource: SentenceSource

    /// The source of the sentence, which is created when it is first read. Judging itself creates no text.
    private enum SentenceSource: Hashable, Sendable {
        case written(String)
        /// See `init`.
        case of(failing: [HazardClassification.Failure], open: [Int])
    }

    package init(
        verdict: Verdict, hazard: HazardClass?, grounds: [EscalationGround] = [], edition: String?, rule: RuleReference,
        items: [ItemJudgement],
        unknownItems: [String], sentence: String
    ) {
        self.verdict = verdict
        self.hazard = hazard
        self.grounds = grounds
        self.edition = edition
        self.rule = rule
        self.items = items
        self.unknownItems = unknownItems
        sentenceSource = .written(sentence)
    }

    /// - Parameters:
    ///   - failing: the items that fail.
    ///   - open: the indices in `items` of the results that could not be judged.
    init(
        _ verdict: Verdict, _ assessed: (hazard: HazardClass, grounds: [EscalationGround])?, edition: String,
        rule: RuleReference, items: [ItemJudgement], failing: [HazardClassification.Failure], open: [Int],
        unknownItems: [String]
    ) {
        self.verdict = verdict
        hazard = assessed?.hazard
        grounds = assessed?.grounds ?? []
        self.edition = edition
        self.rule = rule
        self.items = items
        self.unknownItems = unknownItems
        sentenceSource = .of(failing: failing, open: open)
    }

    /// The conclusion in the words that the source document prescribes.
    package var sentence: String {
        switch sentenceSource {
        case .written(let text): text
        case .of(let failing, let open):
            JudgementWording.conclusion(
                verdict, hazard: hazard, failing: failing, grounds: grounds,
                notJudged: open.map { items[$0] })
        }
    }
}
