/// The verdict on one result of one item. Its texts are made when they are asked for: judging itself writes none.
package struct ItemJudgement: Hashable, Sendable {
    package let subject: TestItem
    package private(set) var specimen: Int
    package private(set) var verdict: Verdict
    package private(set) var reason: JudgementReason
    /// What applied to this sample; nil where it is not known which of the item's demands does.
    package let applied: AppliedRequirement?
    /// What was measured, as written; empty where nothing was reported.
    package let measured: String
    /// Its unit, as written.
    package let unit: String
    /// Whether anything was reported at all.
    package let isReported: Bool
    /// Which condition of the item's escalation the failure certainly meets; nil where it meets none.
    package private(set) var trigger: ItemEscalation.Trigger?

    init(
        _ subject: TestItem, specimen: Int, _ finding: Finding, applied: AppliedRequirement?, measured: String?,
        unit: String
    ) {
        self.subject = subject
        self.specimen = specimen
        verdict = finding.verdict
        reason = finding.reason
        trigger = finding.trigger
        self.applied = applied
        self.measured = measured ?? ""
        self.unit = unit
        isReported = measured != nil
    }

    /// Changes the verdict where the other rows of the item require it, such as a failing specimen that the plan accepts.
    mutating func become(_ verdict: Verdict, _ reason: JudgementReason) {
        self.verdict = verdict
        self.reason = reason
        trigger = nil
    }

    /// The same of another specimen.
    func of(specimen: Int) -> ItemJudgement {
        var other = self
        other.specimen = specimen
        return other
    }

    package var item: String {
        subject.code
    }

    /// Whether the verdict on the sample depends on this; what does not apply is listed and decides nothing.
    package var isDecisive: Bool {
        reason.isDecisive(for: subject)
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
    var trigger: ItemEscalation.Trigger?

    init(_ verdict: Verdict, _ reason: JudgementReason, trigger: ItemEscalation.Trigger? = nil) {
        self.verdict = verdict
        self.reason = reason
        self.trigger = trigger
    }
}
