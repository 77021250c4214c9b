/// The three verdicts. There is no fourth, and none is the default: what cannot be judged does not pass.
package enum Verdict: String, CaseIterable, Sendable {
    case meets
    case fails
    case cannotJudge
}

/// Why an item got its verdict. Stored; never renamed.
package enum JudgementReason: String, CaseIterable, Sendable {
    case withinLimit = "within-limit"
    case outsideLimit = "outside-limit"
    case passed
    case failed
    /// Not detected, and the detection limit lies within the limit.
    case notDetectedWithinLimit = "not-detected-within-limit"
    /// Not detected, but the method could not have seen the limit.
    case detectionLimitAboveLimit = "detection-limit-above-limit"
    case detectionLimitUnknown = "detection-limit-unknown"
    /// `>x` with x inside the permitted range.
    case openEnded = "open-ended"
    /// `16.50(+)`: the limit lies where the rounded-off digits would have told.
    case roundedAtLimit = "rounded-at-limit"
    case missing
    case empty
    case unreadable
    case wrongKind = "wrong-kind"
    case unitDiffers = "unit-differs"
    case variantUnknown = "variant-unknown"
    case declaredValueMissing = "declared-value-missing"
    /// The sources contradict each other at exactly this value.
    case undecidedAtLimit = "undecided-at-limit"
}

/// The verdict on one result of one item.
package struct ItemJudgement: Hashable, Sendable {
    package let item: String
    package let specimen: Int
    package let verdict: Verdict
    package let reason: JudgementReason
    /// The requirement as text: `≤75 mg/kg`.
    package let requirement: String
    /// What was measured, as written.
    package let measured: String
    /// The whole in one Chinese sentence that a seller can follow.
    package let sentence: String

    package init(
        item: String, specimen: Int, verdict: Verdict, reason: JudgementReason, requirement: String, measured: String,
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

/// The verdict on a sample, with all that led to it.
package struct Conclusion: Hashable, Sendable {
    package let verdict: Verdict
    /// Set exactly when the verdict is `fails`.
    package let hazard: HazardClass?
    /// The edition that judged; nil where none applies.
    package let edition: String?
    package let rule: RuleReference
    package let items: [ItemJudgement]
    /// Results for items that the criteria do not know: listed, not judged, never dropped.
    package let unknownItems: [String]
    /// The conclusion in the words that the source document prescribes.
    package let sentence: String

    package init(
        verdict: Verdict, hazard: HazardClass?, edition: String?, rule: RuleReference, items: [ItemJudgement],
        unknownItems: [String], sentence: String
    ) {
        self.verdict = verdict
        self.hazard = hazard
        self.edition = edition
        self.rule = rule
        self.items = items
        self.unknownItems = unknownItems
        self.sentence = sentence
    }
}
