/// 人身伤害风险高: the operator gave the product one of the risk grades that are flagged.
package enum InjuryRiskRule {
    static func flag(_ input: FlagInput) -> Flag? {
        let shared = input.context.shared
        guard let graded = input.thresholds.grade, shared.injuryGrades.contains(graded.grade) else { return nil }
        var figures: [Flag.Figure] = [
            .init("grade", String(graded.grade.rawValue)), .init("confidence", graded.source.confidence.rawValue),
        ]
        if let note = graded.source.note { figures.append(.init("source", note)) }
        return Flag(
            kind: .injuryRisk, figures: figures, reason: FlagWording.injuryRisk(graded),
            counterfactual: FlagWording.injuryRiskCounterfactual(shared.injuryGrades))
    }
}

extension FlagRule {
    static let injuryRisk = FlagRule(
        .injuryRisk,
        mayApply: { thresholds, context in
            thresholds.grade.map { context.shared.injuryGrades.contains($0.grade) } ?? false ? .always : .never
        }, decide: InjuryRiskRule.flag)
}
