// The sentence about one item: the measured value, the requirement with its clause, and the comparison.
extension JudgementWording {
    static func item(_ judgement: ItemJudgement) -> String {
        let item = judgement.subject
        let specimen = judgement.specimen > 1 || item.rules.specimens.count ?? 1 > 1 ? "第\(judgement.specimen)件" : ""
        return "\(item.name)：\(specimen)\(found(judgement))，要求\(judgement.requirement)"
            + "（\(basis(of: item))）\(comparison(judgement))，\(outcome(judgement))"
    }

    /// `GB 18401-2010 第4.1条`.
    package static func basis(of item: TestItem) -> String {
        item.standard + (item.clause.map { " 第\($0)条" } ?? "")
    }

    /// `实测120 mg/kg`; `实测0.002 %（合20 mg/kg）` if the laboratory used another unit.
    private static func found(_ judgement: ItemJudgement) -> String {
        guard judgement.isReported else { return "未报告结果" }
        guard judgement.reason != .statedNotApplicable else { return "报告为不适用" }
        guard !judgement.measured.isEmpty else { return "实测（空）" }
        return "实测" + inUnit(judgement) + besideLimit(judgement)
    }

    /// `（检出限5 mg/kg）` beside a result that the detection limit explains.
    private static func besideLimit(_ judgement: ItemJudgement) -> String {
        guard let text = judgement.detectionLimit, case .amount(let limit) = StatedDetectionLimit(text) else {
            return ""
        }
        let value = MeasuredValue(judgement.measured)
        guard value == .notDetected || value.counted(beside: limit) != value else { return "" }
        let unit = UnitOfMeasure(judgement.unit).text
        return "（检出限\(limit.text)\(unit.isEmpty ? "" : " " + unit)）"
    }

    private static func inUnit(_ judgement: ItemJudgement) -> String {
        let written = judgement.measured
        let isStated = !UnitOfMeasure(judgement.unit).text.isEmpty
        guard isStated, judgement.verdict == .cannotJudge || judgement.isNumber else { return written }
        let to = judgement.subject.measure
        let units = (from: UnitOfMeasure(judgement.unit).read(beside: to), to: to)
        let value = MeasuredValue(written)
        // 未检出 is no number; its unit is shown with the detection limit.
        if value == .notDetected || value == .detected { return written }
        guard units.from != units.to else { return written + " " + judgement.unit }
        let exact = value.converted(from: units.from, to: units.to)?.numberText
        let near = value.approximateText(from: units.from, to: units.to, unlike: judgement.bounds).map { "≈" + $0 }
        guard let inUnit = exact ?? near else { return written + " " + judgement.unit }
        return written + " \(judgement.unit)（合\(inUnit) \(units.to.text)）"
    }

    /// The comparison of a number; empty if the value is no number or was not compared.
    private static func comparison(_ judgement: ItemJudgement) -> String {
        guard case .limit(let limit)? = judgement.applied?.demand else { return "" }
        switch judgement.reason {
        case .withinLimit, .outsideLimit, .notDetectedWithinLimit, .withinUncertainty, .accepted, .acceptanceOpen: break
        default: return ""
        }
        let rule =
            switch judgement.subject.rules.decision.kind {
            case .simple: ""
            case .guardBand: "并扣除不确定度"
            case .guardedRejection: "并计入不确定度"
            }
        let rounding = limit.rounding.map { "（" + text($0) + "）" } ?? ""
        let way = limit.comparison == .rounded ? "修约值" + rounding : "全数值"
        return "，按\(way)比较\(rule)\(inUnitOfResult(limit, judgement))"
    }

    /// `修约间隔0.5`, `修约到3位有效数字`.
    static func text(_ rounding: ResultRounding) -> String {
        switch rounding {
        case .interval(let interval): "修约间隔\(interval.step.text)"
        case .significantDigits(let digits): "修约到\(digits)位有效数字"
        }
    }

    /// The limit in the laboratory's unit: `（≥8 L/min即≥480 L/h）`. Empty if the value has an exact decimal in the unit
    /// of the limit.
    private static func inUnitOfResult(_ limit: Limit, _ judgement: ItemJudgement) -> String {
        let unit = judgement.subject.measure
        let written = UnitOfMeasure(judgement.unit).read(beside: unit)
        guard written.parts(of: unit) > 1 else { return "" }
        let value = MeasuredValue(judgement.measured)
        guard value.converted(from: written, to: unit) == nil else { return "" }
        let ends = (converted(limit.lower, unit, written), converted(limit.upper, unit, written))
        guard (limit.lower == nil) == (ends.0 == nil), (limit.upper == nil) == (ends.1 == nil) else { return "" }
        let same = Limit(lower: ends.0, upper: ends.1)
        return "（\(limit.text) \(unit.text)即\(same.text) \(judgement.unit)）"
    }

    private static func converted(
        _ bound: Limit.Bound?, _ from: UnitOfMeasure, _ to: UnitOfMeasure
    ) -> Limit.Bound? {
        bound.flatMap { bound in
            from.convert(bound.value, to: to).map { Limit.Bound($0, inclusive: bound.inclusive) }
        }
    }

    private static func outcome(_ judgement: ItemJudgement) -> String {
        let verdict = verdict(judgement.verdict)
        let why = explanation(judgement)
        if judgement.reason == .statedNotApplicable { return why }
        if judgement.reason.decidesNothing { return notJudged + "：" + why }
        return why.isEmpty ? verdict : verdict + "：" + why
    }

    /// The requirement as text, with its unit.
    static func requirement(_ applied: AppliedRequirement?, of item: TestItem) -> String {
        guard let applied else { return requirement(of: item) }
        let demand = text(applied.demand, unit: item.unit)
        return switch applied.origin {
        case .standard: demand
        case .declared: demand + "，产品明示"
        }
    }

    /// The requirements of an item for all samples: `A类 ≤20，B类 ≤75 mg/kg`.
    package static func requirement(of item: TestItem) -> String {
        let unit = item.unit.isEmpty ? "" : " " + item.unit
        switch item.requirement {
        case .number(let limits): return variants(limits.mapValues(\.text), item.titles) + unit
        case .gradeAtLeast(let grades): return variants(grades.mapValues { "≥" + $0.text }, item.titles) + unit
        case .passFail: return text(.passFail, unit: "")
        case .absent: return text(.absent, unit: "")
        case .atLeastDeclared: return "≥ 产品明示值" + unit
        case .tolerance(let tolerance):
            let share = tolerance.basis == .percent ? "%" : unit
            let ends = [tolerance.minus.map { "-" + $0.text + share }, tolerance.plus.map { "+" + $0.text + share }]
            return "产品明示值的" + ends.compactMap { $0 }.joined(separator: "～") + "以内"
        case .byClass(let cases):
            return cases.map { text($0, of: item) }.joined(separator: "；")
        case .anyOf(let codes): return codes.map(item.titles.item).joined(separator: "、") + "至少一项符合"
        case .reportOnly: return countedInSum
        }
    }

    /// `≤75 mg/kg`, `≥3-4 级`, `应合格`, `不得检出`.
    package static func text(_ demand: Demand, unit: String) -> String {
        let unit = unit.isEmpty ? "" : " " + unit
        return switch demand {
        case .limit(let limit): limit.text + unit
        case .grade(let grade): "≥" + grade.text + unit
        case .passFail: "应合格"
        case .absent: "不得检出"
        case .notApplicable: notApplicable
        }
    }

    /// `造型黏土：≤1200 mg/kg`.
    static func text(_ one: ClassCase, of item: TestItem) -> String {
        let when = one.when.sorted { $0.key < $1.key }.map { name, values in
            item.titles.values(values, of: name).joined(separator: "或")
        }
        return (when.isEmpty ? "" : when.joined(separator: "、") + "：") + text(one.demand, unit: item.unit)
    }

    /// `A类（婴幼儿用品）：≤20，B类（直接接触皮肤）：≤75`; `A类 ≤20` if the criteria have no words for the classes.
    private static func variants(_ limits: [String: String], _ titles: ItemTitles) -> String {
        if let any = limits[TestItem.anyVariant] { return any }
        return titles.inOrder(limits.keys, of: Declaration.variant).map { code in
            let title = titles.value(code, of: Declaration.variant).map { $0 + "：" } ?? code + "类 "
            return title + (limits[code] ?? "")
        }.joined(separator: "，")
    }
}

extension ItemJudgement {
    fileprivate var isNumber: Bool {
        if case .limit? = applied?.demand { true } else { false }
    }

    /// The bounds that a number is compared with. A rounded number that is shown beside a bound must not look equal to
    /// it.
    fileprivate var bounds: [FixedDecimal] {
        guard case .limit(let limit)? = applied?.demand else { return [] }
        return [limit.lower?.value, limit.upper?.value].compactMap { $0 }
    }
}
