/// The Chinese sentences of verdicts and conclusions.
package enum JudgementWording {
    /// The conclusion that a failing report must carry (annex §3).
    package static let fails = "不符合本次风险速筛要求"
    /// What a passing sample may claim: the items tested, no more.
    package static let meets = "所检项目未发现不合格"
    package static let cannotJudge = "本次风险速筛无法判定"
    static let passFail = "应合格"
    static let atLeastDeclared = "≥ 产品明示值"

    package static func verdict(_ verdict: Verdict) -> String {
        switch verdict {
        case .meets: "符合"
        case .fails: "不符合"
        case .cannotJudge: "无法判定"
        }
    }

    static func variants(_ limits: [String: String]) -> String {
        limits.sorted { $0.key < $1.key }.map { $0.key + "类 " + $0.value }.joined(separator: "，")
    }

    static func conclusion(_ verdict: Verdict, hazard: HazardClass?, failing: [String]) -> String {
        switch verdict {
        case .meets: meets
        case .cannotJudge: cannotJudge
        case .fails: fails + "，属" + (hazard?.wording ?? "") + "（" + failing.joined(separator: "、") + "）"
        }
    }

    static func noEdition(_ problem: ProductCriteria.EditionProblem) -> String {
        switch problem {
        case .noEdition: cannotJudge + "：没有适用于该生产日期和销售日期的实施细则版本"
        case .productionDateUnknown: cannotJudge + "：生产日期不明，无法确定适用的实施细则版本"
        }
    }

    static func item(
        _ item: TestItem, measured: String?, requirement: String, verdict: Verdict, reason: JudgementReason
    ) -> String {
        let found = measured.map { "实测" + ($0.isEmpty ? "（空）" : $0) } ?? "未报告结果"
        return "\(item.name)：\(found)，要求\(requirement)（\(item.standard)），"
            + self.verdict(verdict) + (verdict == .cannotJudge ? "：" + explanation(reason) : "")
    }

    private static func explanation(_ reason: JudgementReason) -> String {
        switch reason {
        case .withinLimit, .outsideLimit, .passed, .failed, .notDetectedWithinLimit: ""
        case .detectionLimitAboveLimit: "检出限高于限值，未检出不能说明符合"
        case .detectionLimitUnknown: "未检出但未给出检出限"
        case .openEnded: "结果超出量程，不能与限值比较"
        case .missing: "缺少该项目的结果"
        case .empty: "结果为空"
        case .unreadable: "结果不是可识别的数值"
        case .wrongKind: "结果的类型与该项目不符"
        case .unitDiffers: "结果的单位与限值的单位不同"
        case .variantUnknown: "未说明样品的类别，无法确定限值"
        case .declaredValueMissing: "未说明产品的明示值"
        case .undecidedAtLimit: "结果恰为限值，标准来源对此不一致"
        }
    }
}
