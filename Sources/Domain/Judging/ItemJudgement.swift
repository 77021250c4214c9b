/// The verdict on one result of one item. Its texts are computed when they are read; judging itself creates none.
package struct ItemJudgement: Hashable, Sendable {
    package let subject: TestItem
    package private(set) var specimen: Int
    package private(set) var verdict: Verdict
    package private(set) var reason: JudgementReason
    /// The requirement that applied to this sample; nil if it is not known which requirement of the item applies.
    package let applied: AppliedRequirement?
    /// The measured value, as written; empty if nothing was reported.
    package let measured: String
    /// The unit of the value, as written.
    package let unit: String
    private let beside: Beside?
    /// Whether the laboratory reported the item.
    package let isReported: Bool
    /// The condition of the item's escalation that the failure certainly meets; nil for none.
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
        beside = nil
        isReported = measured != nil
    }

    /// The judgement of a reported result.
    init(_ subject: TestItem, _ result: ItemResult, _ finding: Finding, applied: AppliedRequirement?) {
        self.subject = subject
        specimen = result.specimen
        verdict = finding.verdict
        reason = finding.reason
        trigger = finding.trigger
        self.applied = applied
        measured = result.value
        unit = result.unit
        // A failing initializer of a class would allocate an instance for each result.
        beside = result.detectionLimit == nil && result.reason == nil ? nil : Beside(result)
        isReported = true
    }

    /// Changes the verdict if the other rows of the item require it, for example if the plan accepts a failing
    /// specimen.
    mutating func changeVerdict(_ verdict: Verdict, _ reason: JudgementReason) {
        self.verdict = verdict
        self.reason = reason
        trigger = nil
    }

    /// The same judgement for another specimen.
    func of(specimen: Int) -> ItemJudgement {
        var other = self
        other.specimen = specimen
        return other
    }

    package var item: String {
        subject.code
    }

    /// The detection limit beside the value, as written; nil if none is stated.
    package var detectionLimit: String? {
        beside?.detectionLimit
    }

    /// The reason that the laboratory states for a result such as 不适用.
    package var statement: String? {
        beside?.statement
    }

    /// Whether the verdict on the sample depends on this judgement. An item that does not apply is listed only.
    package var isDecisive: Bool {
        reason.isDecisive(for: subject)
    }

    /// The requirement as text: `≤75 mg/kg`.
    package var requirement: String {
        JudgementWording.requirement(applied, of: subject)
    }

    /// The judgement in one Chinese sentence that a seller can understand.
    package var sentence: String {
        JudgementWording.item(self)
    }
}

/// The texts that few results have beside their value. A class, so that a judgement without them stays small.
private final class Beside: Sendable, Hashable {
    let detectionLimit: String?
    let statement: String?

    init(_ result: ItemResult) {
        detectionLimit = result.detectionLimit
        statement = result.reason
    }

    static func == (left: Beside, right: Beside) -> Bool {
        left.detectionLimit == right.detectionLimit && left.statement == right.statement
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(detectionLimit)
        hasher.combine(statement)
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
