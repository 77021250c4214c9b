/// The three verdicts. None is the default: what cannot be judged does not pass.
package enum Verdict: String, CaseIterable, Sendable {
    case meets
    case fails
    case cannotJudge
}

/// Why an item got its verdict. Stored; never renamed.
package enum JudgementReason: String, CaseIterable, Error, Sendable {
    case withinLimit = "within-limit"
    case outsideLimit = "outside-limit"
    case passed
    case failed
    /// Not detected, and the detection limit lies within the limit.
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
    /// The laboratory's detection limit is above the one that the criteria ask for.
    case detectionLimitTooHigh = "detection-limit-too-high"
    /// Below detection where the criteria ask for a figure.
    case figureNeeded = "figure-needed"
    /// The decision rule needs an uncertainty, and there is none.
    case uncertaintyUnknown = "uncertainty-unknown"
    /// Nearer to the limit than the uncertainty.
    case withinUncertainty = "within-uncertainty"
    /// The figure of the requirement is recalled or was not found: never judged by.
    case limitUnverified = "limit-unverified"
    /// The item does not apply to the sample. Decides nothing.
    case notApplicable = "not-applicable"
    /// A recommended standard, and the product declares nothing. Decides nothing.
    case notDeclared = "not-declared"
    /// No case of the criteria fits what is declared.
    case noCaseFits = "no-case-fits"
    /// Measured for a sum only. Decides nothing.
    case reportOnly = "report-only"
    /// One of the alternatives meets.
    case alternativeMeets = "alternative-meets"
    /// All alternatives fail.
    case alternativesFail = "alternatives-fail"
    /// No alternative meets, and not all are known to fail.
    case alternativesOpen = "alternatives-open"
    /// Another alternative meets, which is enough. Decides nothing.
    case otherAlternativeMeets = "other-alternative-meets"
    /// Fails or is unknown, and the other alternatives cannot be judged. Decides nothing.
    case partOfAlternatives = "part-of-alternatives"
    /// The sum may lie on either side of the limit.
    case sumOpen = "sum-open"
    /// The sum as reported and its members lead to different verdicts.
    case sumContradicted = "sum-contradicted"
    /// A specimen that fails, in a number that the plan accepts.
    case accepted
    /// A specimen that fails, while the others leave open whether the item does.
    case acceptanceOpen = "acceptance-open"
    /// More digits than can be computed with exactly.
    case tooManyDigits = "too-many-digits"
}

/// The verdict on a sample, with everything it rests on.
package struct Conclusion: Hashable, Sendable {
    package let verdict: Verdict
    /// Set exactly when the verdict is `fails`.
    package let hazard: HazardClass?
    /// Why the hazard is serious where the failing items are general; empty otherwise.
    package let grounds: [EscalationGround]
    /// The edition that judged; nil where none applies.
    package let edition: String?
    package let rule: RuleReference
    package let items: [ItemJudgement]
    /// Results for items that the criteria do not know: listed, not judged, never dropped.
    package let unknownItems: [String]
    private let words: Words

    /// The sentence is written when it is first read: judging itself writes no text.
    private enum Words: Hashable, Sendable {
        case written(String)
        /// See `init`.
        case of(failing: [TestItem], open: [Int])
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
        words = .written(sentence)
    }

    /// - Parameters:
    ///   - failing: the items that fail.
    ///   - open: the places in `items` of what could not be judged.
    init(
        _ verdict: Verdict, _ assessed: (hazard: HazardClass, grounds: [EscalationGround])?, edition: String,
        rule: RuleReference, items: [ItemJudgement], failing: [TestItem], open: [Int], unknownItems: [String]
    ) {
        self.verdict = verdict
        hazard = assessed?.hazard
        grounds = assessed?.grounds ?? []
        self.edition = edition
        self.rule = rule
        self.items = items
        self.unknownItems = unknownItems
        words = .of(failing: failing, open: open)
    }

    /// The conclusion in the words that the source document prescribes.
    package var sentence: String {
        switch words {
        case .written(let text): text
        case .of(let failing, let open):
            JudgementWording.conclusion(
                verdict, hazard: hazard, failing: failing.map(\.name), grounds: grounds,
                notJudged: open.map { items[$0] })
        }
    }
}
