/// The Chinese sentences of conclusions.
package enum JudgementWording {
    /// The conclusion that a failing report must carry (annex §3).
    package static let fails = "不符合本次风险速筛要求"
    /// The conclusion of a passing sample. It covers only the tested items.
    package static let meets = "所检项目未发现不合格"
    package static let cannotJudge = "本次风险速筛无法判定"
    /// The mark of a figure that is recalled or was not found.
    package static let unverified = "未经核实"

    /// The outcome of an item in one word. An item that decides nothing is not called 无法判定.
    package static func outcome(_ verdict: Verdict, _ reason: JudgementReason) -> String {
        switch reason {
        case .notApplicable, .statedNotApplicable: notApplicable
        case .reportOnly: countedInSum
        case .notDeclared, .otherAlternativeMeets, .partOfAlternatives: notJudged
        default: Self.verdict(verdict)
        }
    }

    package static let notApplicable = "不适用"
    package static let countedInSum = "仅计入合计"
    package static let notJudged = "不作判定"

    package static func verdict(_ verdict: Verdict) -> String {
        switch verdict {
        case .meets: "符合"
        case .fails: "不符合"
        case .cannotJudge: "无法判定"
        }
    }

    static func conclusion(
        _ verdict: Verdict, hazard: HazardClass?, failing: [HazardClassification.Failure], grounds: [EscalationGround],
        notJudged: [ItemJudgement]
    ) -> String {
        let open = notJudged.map { "\($0.subject.name)（\(explanation($0))）" }.joined(separator: "、")
        switch verdict {
        case .meets: return meets + (open.isEmpty ? "" : "；未判定：" + open)
        case .cannotJudge: return cannotJudge + (open.isEmpty ? "" : "：" + open)
        case .fails:
            return fails + "，属" + classes(failing, hazard, grounds) + (open.isEmpty ? "" : "；未判定：" + open)
        }
    }

    /// The failing items by their own class, the serious ones first: `严重风险隐患（甲醛含量）；一般风险隐患（耐水色牢度）`. Items of
    /// a group that is serious together are serious. If a repeated finding alone makes the sample serious, all items
    /// are named there.
    private static func classes(
        _ failing: [HazardClassification.Failure], _ hazard: HazardClass?, _ grounds: [EscalationGround]
    ) -> String {
        let groups: [String] = grounds.compactMap {
            if case .group(let group, _) = $0 { group.hazardGroup } else { nil }
        }
        let isSerious = failing.map { failure in
            failure.item.hazard == .serious || (failure.trigger != nil && failure.item.escalation != nil)
                || failure.item.hazardGroup.map(groups.contains) ?? false
        }
        let byClass = hazard == .serious && isSerious.contains(true)
        func names(serious: Bool) -> String {
            zip(failing, isSerious).filter { $1 == serious }.map(\.0.item.name).joined(separator: "、")
        }
        let first = byClass ? names(serious: true) : failing.map(\.item.name).joined(separator: "、")
        let others = byClass ? names(serious: false) : ""
        return (hazard?.wording ?? "") + "（" + first + grounds.map { "；" + ground($0) }.joined() + "）"
            + (others.isEmpty ? "" : "；" + HazardClass.general.wording + "（\(others)）")
    }

    /// The reason why a hazard is serious although its items alone are general.
    package static func ground(_ ground: EscalationGround) -> String {
        switch ground {
        case .item(let item, let trigger, let rule):
            let multiple = rule.multiple?.text ?? ""
            let how =
                switch trigger {
                case .multiple: "达到限值的\(multiple)倍"
                case .fraction: "不超过限值的1/\(multiple)"
                case .beyondUncertainty: "超出限值的幅度大于测量不确定度"
                }
            return item + how + "，依据" + rule.basis
        case .group(let rule, let items):
            return "同类危害的\(items.count)个项目不符合（\(items.joined(separator: "、"))），依据" + rule.basis
        case .repeated(let rule, let found):
            return "购样前\(rule.days)日内，同一店铺的同类产品已有\(found)次不符合，依据" + rule.basis
        }
    }

    static func noEdition(_ problem: ProductCriteria.EditionProblem) -> String {
        switch problem {
        case .noEdition: cannotJudge + "：没有适用于该生产日期和销售日期的实施细则版本"
        case .producedAfterSale: cannotJudge + "：生产日期晚于购买日期，生产日期有误"
        case .productionDateUnknown: cannotJudge + "：生产日期不明，无法确定适用的实施细则版本"
        }
    }
}
