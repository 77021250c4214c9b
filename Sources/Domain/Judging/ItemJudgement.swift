/// The verdict on one result of one item. Its texts are made when they are asked for: judging itself writes none.
package struct ItemJudgement: Hashable, Sendable {
    package let subject: TestItem
    package let specimen: Int
    package let verdict: Verdict
    package let reason: JudgementReason
    /// What applied to this sample.
    package let applied: AppliedRequirement
    /// What was measured, as written; empty where nothing was reported.
    package let measured: String
    /// Its unit, as written.
    package let unit: String
    /// Whether anything was reported at all.
    package let isReported: Bool
    /// Whether the failure is as grave as the item's escalation asks for, whatever the true value is.
    package let isGrave: Bool

    init(
        _ subject: TestItem, specimen: Int, _ finding: Finding, applied: AppliedRequirement, measured: String?,
        unit: String
    ) {
        self.subject = subject
        self.specimen = specimen
        verdict = finding.verdict
        reason = finding.reason
        isGrave = finding.isGrave
        self.applied = applied
        self.measured = measured ?? ""
        self.unit = unit
        isReported = measured != nil
    }

    private init(_ other: ItemJudgement, _ verdict: Verdict, _ reason: JudgementReason) {
        subject = other.subject
        specimen = other.specimen
        self.verdict = verdict
        self.reason = reason
        isGrave = false
        applied = other.applied
        measured = other.measured
        unit = other.unit
        isReported = other.isReported
    }

    /// The same result seen in its company: a failing specimen that the plan accepts.
    func becoming(_ verdict: Verdict, _ reason: JudgementReason) -> ItemJudgement {
        ItemJudgement(self, verdict, reason)
    }

    package var item: String {
        subject.code
    }

    /// Whether the verdict on the sample depends on this; what does not apply is listed and decides nothing.
    package var bears: Bool {
        reason == .limitUnverified ? subject.holdsWhenUnverified : !reason.decidesNothing
    }

    /// The requirement as text: `≤75 mg/kg`.
    package var requirement: String {
        JudgementWording.requirement(applied, of: subject)
    }

    /// The whole in one Chinese sentence that a seller can follow.
    package var sentence: String {
        JudgementWording.item(self)
    }
}

/// A verdict with its reason.
struct Finding: Hashable, Sendable {
    let verdict: Verdict
    let reason: JudgementReason
    var isGrave = false

    init(_ verdict: Verdict, _ reason: JudgementReason, isGrave: Bool = false) {
        self.verdict = verdict
        self.reason = reason
        self.isGrave = isGrave
    }
}

/// The requirement that applied to one sample. Indirect: judgements of one item share it instead of copying it.
package indirect enum AppliedRequirement: Hashable, Sendable {
    case demand(Demand, origin: Origin)
    /// Which of the item's demands applies is not known.
    case unresolved

    /// Where the demand comes from.
    package enum Origin: Hashable, Sendable {
        case standard
        /// What the product declares under this name.
        case declared(String)
    }
}
