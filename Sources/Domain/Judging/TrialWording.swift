/// The Chinese texts of a trial of criteria: the reason why a verdict changes, in short.
package enum TrialWording {
    /// `试判报告120份，其中3份的结论改变，另有2份不属于该产品`.
    package static func tried(_ reports: Int, changed: Int, foreign: Int = 0) -> String {
        "试判报告\(reports)份，其中\(changed)份的结论改变" + (foreign == 0 ? "" : "，另有\(foreign)份不属于该产品")
    }

    /// `不符合，严重风险隐患`.
    package static func text(_ judged: CriteriaTrial.Judged) -> String {
        JudgementWording.verdict(judged.verdict) + (judged.hazard.map { "，" + $0.wording } ?? "")
    }

    /// `要求≤20 mg/kg → ≤75 mg/kg`. If both have the same requirement, it is stated once.
    package static func reason(_ change: CriteriaTrial.Change) -> String {
        guard let before = change.before else {
            return (change.item == nil ? "现行无该产品的细则" : "新增项目") + (change.after.map { "：" + $0.reason } ?? "")
        }
        guard let after = change.after else { return "该项目已取消" }
        if change.item == nil { return after.reason.isEmpty ? before.reason : after.reason }
        return before.reason == after.reason ? after.reason : before.reason + " → " + after.reason
    }

    /// The items that decide the conclusion.
    static func reason(_ conclusion: Conclusion) -> String {
        guard conclusion.edition != nil else { return conclusion.sentence }
        let deciding = conclusion.items.filter { $0.isDecisive && $0.verdict == conclusion.verdict }
        guard conclusion.verdict != .meets else { return "" }
        var names: [String] = []
        for judgement in deciding where !names.contains(judgement.subject.name) { names.append(judgement.subject.name) }
        return names.joined(separator: "、")
    }

    /// The requirement, or the reason why there is no verdict.
    static func reason(_ judgement: ItemJudgement) -> String {
        if judgement.verdict == .cannotJudge {
            let why = JudgementWording.explanation(judgement)
            if !why.isEmpty { return why }
        }
        return "要求" + judgement.requirement
    }
}
