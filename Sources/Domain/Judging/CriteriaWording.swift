/// The Chinese texts of criteria: the periods of an edition, and the requirements of an item.
package enum CriteriaWording {
    /// The text for an unknown version.
    package static let unstated = "未注明"

    /// `CCGF 206.11（2013版）`.
    package static func text(_ productClass: ProductClass?) -> String? {
        productClass.map { one in
            "\(one.system) \(one.code)（" + (one.version == unstated ? "版本未注明" : one.version + "版") + "）"
        }
    }

    /// `生产 2026-11-01起；生产 至2026-10-31、销售 2027-11-01起`.
    package static func text(_ periods: [CriteriaEdition.Period]) -> String {
        periods.map { period in
            let parts = [("生产", period.produced), ("销售", period.sold)].filter { !$1.isUnbounded }
            return parts.isEmpty ? "不限日期" : parts.map { $0 + " " + text($1) }.joined(separator: "、")
        }.joined(separator: "；")
    }

    private static func text(_ span: DaySpan) -> String {
        switch (span.from, span.until) {
        case (let from?, let until?): "\(from.text)至\(until.text)"
        case (let from?, nil): "\(from.text)起"
        case (nil, let until?): "至\(until.text)"
        case (nil, nil): "不限"
        }
    }

    package static func text(_ escalation: EditionEscalation) -> String {
        let groups = escalation.groups.map { "同类危害“\($0.hazardGroup)”\($0.items)项不符合即为严重（\($0.basis)）" }
        let repeated = escalation.repeated.map {
            "\($0.days)日内同一店铺同类产品已有\($0.findings)次不符合即为严重（\($0.basis)）"
        }
        let all = groups + [repeated].compactMap { $0 }
        return all.isEmpty ? "无" : all.joined(separator: "；")
    }

    /// An item in short: `甲醛含量 ≤75 mg/kg`.
    package static func summary(_ item: TestItem) -> String {
        item.name + " " + requirement(item)
    }

    /// The requirement with its components. Each figure by which no sample may be judged is marked 未经核实. If all figures
    /// are such, the mark is placed once, at the beginning.
    package static func requirement(_ item: TestItem) -> String {
        let sum = item.sumOf.isEmpty ? "" : "（合计：\(item.sumOf.map(item.titles.item).joined(separator: "、"))）"
        let marks = Set(item.unverifiedFigures.map(\.source.confidence.rawValue)).sorted()
        guard case .byClass(let cases) = item.requirement, !item.isWhollyUnverified else {
            return mark(marks) + JudgementWording.requirement(of: item) + sum
        }
        return cases.map { one in
            let own = one.source ?? item.source
            let isOpen = one.demand != .notApplicable && !own.confidence.isUsable
            return mark(isOpen ? [own.confidence.rawValue] : []) + JudgementWording.text(one, of: item)
        }.joined(separator: "；") + sum
    }

    private static func mark(_ confidences: [String]) -> String {
        guard !confidences.isEmpty else { return "" }
        return "〔\(JudgementWording.unverified) \(confidences.joined(separator: "、"))〕"
    }

    /// The method standards. If an item is composed of others and has no method, the text refers to those items.
    package static func method(_ item: TestItem) -> String {
        item.methods.isEmpty && !item.members.isEmpty ? "按所含各项目" : item.method
    }

    /// The rules of comparison and counting that differ from the default.
    package static func rules(_ item: TestItem) -> String {
        let rules = item.rules
        var parts = undecided(limits(item)).map { "\($0)时来源不一致，不予判定" }
        if rules.comparison == .rounded || limits(item).contains(where: { $0.comparison == .rounded }) {
            parts.append("修约值比较" + (rules.rounding.map { "（" + JudgementWording.text($0) + "）" } ?? ""))
        }
        switch rules.decision.kind {
        case .simple: break
        case .guardBand: parts.append("保护带" + uncertainty(rules.decision))
        case .guardedRejection: parts.append("超出不确定度方判不符合" + uncertainty(rules.decision))
        }
        if let limit = rules.detection.limit { parts.append("检出限\(limit.text)") }
        switch rules.detection.kind {
        case .bounds: break
        case .cannotJudge: parts.append("须报告数值")
        case .zero: parts.append("未检出计0")
        }
        if let count = rules.specimens.count {
            parts.append("n=\(count) Ac=\(rules.specimens.accept) Re=\(rules.specimens.reject)")
        }
        for (name, values) in rules.appliesTo.sorted(by: { $0.key < $1.key }) {
            let words = item.titles.values(values, of: name).joined(separator: "或")
            parts.append("仅限\(item.titles.declaration(name))为“\(words)”")
        }
        if rules.allowsNotApplicable { parts.append("可报告为不适用，须写明理由") }
        if let declared = rules.declared {
            parts.append(declared.force == .mandatory ? "明示严于标准时从明示" : "从明示，未明示的不予判定")
        }
        if !item.unverifiedFigures.isEmpty {
            parts.append(item.blocksWhenUnverified ? "未经核实，样品不能判为符合" : "未经核实，只列出，不影响结论")
        }
        return parts.joined(separator: "；")
    }

    /// The values on which the sources contradict each other, in ascending order without repeats.
    private static func undecided(_ limits: [Limit]) -> [String] {
        var seen: Set<String> = []
        return limits.flatMap(\.undecidedAt)
            .sorted { ($0.lower.value, $0.upper.value) < ($1.lower.value, $1.upper.value) }
            .map(\.text).filter { seen.insert($0).inserted }
    }

    private static func limits(_ item: TestItem) -> [Limit] {
        switch item.requirement {
        case .number(let limits): Array(limits.values)
        case .byClass(let cases): cases.compactMap { if case .limit(let limit) = $0.demand { limit } else { nil } }
        default: []
        }
    }

    private static func uncertainty(_ rule: DecisionRule) -> String {
        rule.uncertainty.map { "（U=\($0.amount.text)\($0.basis == .percent ? "%" : "")）" } ?? ""
    }

    /// The class of a failure with its reason and its escalation: `严重风险隐患（致病菌可直接致病）`. `—` if the item has no
    /// verdict.
    package static func hazard(_ item: TestItem) -> String {
        if item.requirement == .reportOnly { return "—" }
        let basis = item.hazardBasis.map { "（\($0)）" } ?? ""
        let base = item.hazard.wording + basis + (item.hazardGroup.map { "，\($0)" } ?? "")
        guard let escalation = item.escalation else { return base }
        let when = [
            escalation.multiple.map { "达限值\($0.text)倍" }, escalation.guarded ? "超出不确定度" : nil,
        ].compactMap { $0 }
        return base + "，\(when.joined(separator: "或"))为严重（\(escalation.basis)）"
    }

    /// `第1位（某页）`; empty if the rank is not known.
    package static func failing(_ item: TestItem) -> String {
        item.failing.map { "第\($0.rank)位（\($0.note)）" } ?? ""
    }

    /// The source of the item, and of each figure with its own source.
    package static func source(_ item: TestItem) -> String {
        let own = item.figureSources.map { $0.figure + " " + text($0.source) }
        return ([text(item.source)] + own).joined(separator: "；")
    }

    /// `S`; `S，其中A类：≤20 mg/kg为M` if a figure has another confidence than the item.
    package static func confidence(_ item: TestItem) -> String {
        let own = item.figureSources.filter { $0.source.confidence != item.source.confidence }
        guard !own.isEmpty else { return item.source.confidence.rawValue }
        return item.source.confidence.rawValue + "，其中"
            + own.map { "\($0.figure)为\($0.source.confidence.rawValue)" }.joined(separator: "、")
    }

    /// The places where the figures of an item were read.
    package static func notes(_ item: TestItem) -> String {
        let own = item.figureSources.map { "\($0.figure)：\(place($0.source))" }
        return ([place(item.source)].filter { !$0.isEmpty } + own).joined(separator: "；")
    }

    /// `张三 2026-11-30核实`.
    private static func confirmation(_ confirmed: FigureSource.Confirmation) -> String {
        "\(confirmed.by) \(confirmed.on.text)核实"
    }

    private static func place(_ source: FigureSource) -> String {
        [source.note, source.confirmed.map(confirmation)].compactMap { $0 }.joined(separator: "，")
    }

    private static func text(_ source: FigureSource) -> String {
        source.confidence.rawValue + (source.note.map { "：" + $0 } ?? "")
            + (source.confirmed.map { "（\(confirmation($0))）" } ?? "")
    }

    /// The meaning of the letters of confidence.
    package static let confidences =
        "可信度：V 见于标准正式文本；S 见于二手资料；M 仅凭记忆，未见来源；X 未查到或来源互相矛盾。M、X 未经核实，不得据以判定"

    /// `正式文本`.
    package static func name(_ confidence: FigureSource.Confidence) -> String {
        switch confidence {
        case .verified: "正式文本"
        case .secondary: "二手资料"
        case .recalled: "凭记忆"
        case .notFound: "未查到"
        }
    }

    /// `共21个文件，数值340个：V 3个，S 250个，M 60个，X 27个`.
    package static func total(_ criteria: [ProductCriteria]) -> String {
        let sum = criteria.map { ConfidenceCounts($0) }.reduce(ConfidenceCounts(), +)
        return "共\(criteria.count)个文件，数值\(sum.total)个："
            + FigureSource.Confidence.allCases.map { "\($0.rawValue) \(sum[$0])个" }.joined(separator: "，")
    }

    package static func kind(_ kind: CriteriaDifference.Kind) -> String {
        switch kind {
        case .name: "名称"
        case .productClass: "产品分类"
        case .matching: "链接匹配"
        case .flagging: "标记条件"
        case .declaration: "样品说明"
        case .edition: "版本"
        case .inForce: "适用日期"
        case .escalation: "升级规则"
        case .item: "项目"
        case .requirement: "要求"
        case .standard: "产品标准"
        case .method: "方法标准"
        case .rules: "判定方式"
        case .hazard: "隐患等级"
        case .failing: "不合格位次"
        case .source: "来源"
        }
    }

    /// `新增`, `删除`, `改变`.
    package static func change(_ difference: CriteriaDifference) -> String {
        if difference.before == nil { return "新增" }
        return difference.after == nil ? "删除" : "改变"
    }
}
