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
        _ item: TestItem, _ result: ItemResult?, _ reading: ItemJudging.Reading?, requirement: String,
        verdict: Verdict, reason: JudgementReason
    ) -> String {
        "\(item.name)：\(found(result, reading))，要求\(requirement)（\(item.standard)），"
            + self.verdict(verdict)
            + (verdict == .cannotJudge ? "：" + explanation(reason, item, result, reading) : "")
    }

    /// `实测120`; `实测0.002 %（合20 mg/kg）` where the laboratory used another unit.
    private static func found(_ result: ItemResult?, _ reading: ItemJudging.Reading?) -> String {
        guard let result else { return "未报告结果" }
        guard !result.value.isEmpty else { return "实测（空）" }
        guard let reading, let units = reading.conversion else { return "实测" + result.value }
        let written = "实测\(result.value) \(units.from.text)"
        return reading.value.numberText.map { written + "（合\($0) \(units.to.text)）" } ?? written
    }

    private static func explanation(
        _ reason: JudgementReason, _ item: TestItem, _ result: ItemResult?, _ reading: ItemJudging.Reading?
    ) -> String {
        if reason == .unreadable, case .unreadable(let value) = reading?.value {
            return MeasuredValueWording.sentence(value)
        }
        if reason == .unitDiffers, let unit = result?.unit {
            return unit.isEmpty
                ? "结果没有单位，限值的单位是“\(item.unit)”"
                : "结果的单位“\(unit)”与限值的单位“\(item.unit)”不同，不能精确换算"
        }
        return explanation(reason)
    }

    private static func explanation(_ reason: JudgementReason) -> String {
        switch reason {
        case .withinLimit, .outsideLimit, .passed, .failed, .notDetectedWithinLimit: ""
        case .detectionLimitAboveLimit: "检出限高于限值，未检出不能说明符合"
        case .detectionLimitUnknown: "未检出但未给出检出限"
        case .openEnded: "结果超出量程，不能与限值比较"
        case .roundedAtLimit: "结果已经修约，限值落在舍去的位数内，须按更多位数报告"
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
