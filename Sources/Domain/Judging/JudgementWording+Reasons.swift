// The reasons why a result could not be judged, or has no influence on the verdict.
extension JudgementWording {
    /// Empty if the verdict needs no explanation.
    static func explanation(_ judgement: ItemJudgement) -> String {
        let item = judgement.subject
        switch judgement.reason {
        case .unreadable:
            if case .unreadable(let value) = MeasuredValue(judgement.measured, wantsGrade: judgement.wantsGrade) {
                return MeasuredValueWording.sentence(value)
            }
        case .unitDiffers:
            return judgement.unit.isEmpty
                ? "结果没有单位，限值的单位是“\(item.unit)”"
                : "结果的单位“\(judgement.unit)”与限值的单位“\(item.unit)”不同，不能精确换算"
        case .openEnded:
            if case .above = MeasuredValue(judgement.measured) { break }
            return "低于检出限，实际值可能在限值的任一侧"
        case .statedNotApplicable:
            return notApplicable + "：" + (judgement.statement ?? "").visible()
        case .limitUnverified:
            return unverified + "：限值尚未见于正式文本，不得据以判定"
        case .acceptanceOpen, .accepted:
            let plan = item.rules.specimens
            return judgement.reason == .accepted
                ? "该件不符合，不合格件数未超过接收数\(plan.accept)" : "该件不符合，但仅凭已报告的各件尚不能判定该项目"
        default: break
        }
        return explanation(judgement.reason)
    }

    private static func explanation(_ reason: JudgementReason) -> String {
        measured(reason) ?? composed(reason) ?? ""
    }

    private static func measured(_ reason: JudgementReason) -> String? {
        switch reason {
        case .detectionLimitAboveLimit: "检出限高于限值，未检出不能说明符合"
        case .detectionLimitUnknown: "未检出但未给出检出限"
        case .detectionLimitTooHigh: "检出限高于方法规定的检出限，未检出不能采信"
        case .figureNeeded: "该项目须报告具体数值"
        case .openEnded: "结果超出量程，不能与限值比较"
        case .roundedAtLimit: "结果已经修约，限值落在舍去的位数内，须按更多位数报告"
        case .missing: "缺少该项目的结果"
        case .empty: "结果为空"
        case .unreadable: "结果不是可识别的数值"
        case .wrongKind: "结果的类型与该项目不符"
        case .negativeAmount: "结果小于零，该项目的量值不可能为负；请核对数值前的符号"
        case .undecidedAtLimit: "各来源对该数值是否符合的规定互相矛盾"
        case .uncertaintyUnknown: "未报告测量不确定度"
        case .withinUncertainty: "与限值之差小于测量不确定度"
        case .tooManyDigits: "位数过多，不能精确计算"
        default: nil
        }
    }

    private static func composed(_ reason: JudgementReason) -> String? {
        switch reason {
        case .variantUnknown: "未说明样品的类别，无法确定限值"
        case .noCaseFits: "样品的类别没有对应的要求"
        case .declaredValueMissing: "未说明产品的明示值"
        case .notApplicable: "不适用于该样品"
        case .notDeclared: "推荐性标准，产品未明示"
        case .notApplicableNotAllowed: "实施细则不允许该项目报告为不适用；请报告结果，确实不适用的请与监管部门核对"
        case .notApplicableUnexplained: "报告为不适用，但未写明理由；请在“不适用理由”栏写明"
        case .notApplicableContradicted: "报告为不适用，但按样品的标称该项目适用；请核对标称和结果"
        case .reportOnly: countedInSum
        case .alternativesOpen: "各项均不能确定符合，也不能确定全部不符合"
        case .otherAlternativeMeets: "另一项已符合，该项不影响判定"
        case .partOfAlternatives: "与另一项合并判定，另一项无法判定"
        case .sumOpen: "低于检出限的组分使合计可能在限值的任一侧"
        case .sumContradicted: "报告的合计与各组分互相矛盾"
        default: nil
        }
    }
}

extension ItemJudgement {
    fileprivate var wantsGrade: Bool {
        applied?.demand.isGrade ?? false
    }
}
