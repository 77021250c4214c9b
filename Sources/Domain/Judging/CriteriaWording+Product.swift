// The Chinese texts of matching rules, flag rules and declarations. Different rules have different texts.
extension CriteriaWording {
    /// `taobao类目50011；标题含“充电宝”、“移动电源”；不含“保护套”；按件比价`.
    package static func text(_ rule: MatchingRule) -> String {
        var parts = rule.categories.sorted { $0.key < $1.key }.map { "\($0.key)类目\(list($0.value.sorted()))" }
        if !rule.titleWords.isEmpty { parts.append("标题含" + quoted(rule.titleWords)) }
        for combination in rule.combinations {
            parts.append("标题含" + quoted(combination.words) + "并含" + quoted(combination.with))
        }
        if !rule.exceptWords.isEmpty { parts.append("不含" + quoted(rule.exceptWords)) }
        if !rule.accessoryWords.isEmpty { parts.append("名称后无配件词" + quoted(rule.accessoryWords)) }
        if !rule.qualifierWords.isEmpty { parts.append("名称前无限定词" + quoted(rule.qualifierWords)) }
        if !rule.yieldsTo.isEmpty { parts.append("让于" + list(rule.yieldsTo)) }
        for specification in rule.specifications {
            let words = specification.words.isEmpty ? nil : quoted(specification.words)
            parts.append(
                "规格\(specification.name)："
                    + [words, specification.measured.map(text)].compactMap { $0 }.joined(separator: "或"))
        }
        parts.append(basis(rule))
        return parts.joined(separator: "；")
    }

    /// `4600～5999mAh`; `≥39000mAh`.
    private static func text(_ range: MeasuredRange) -> String {
        func number(_ value: Int64) -> String {
            FixedDecimal(mantissa: value, scale: 3).reduced.text
        }
        let (lower, upper) = (range.values.lowerBound, range.values.upperBound)
        if upper == .max { return "≥\(number(lower))\(range.measure.rawValue)" }
        return (lower == 0 ? "≤" : number(lower) + "～") + number(upper) + range.measure.rawValue
    }

    private static func basis(_ rule: MatchingRule) -> String {
        switch rule.unit {
        case .none: "按标价比价"
        case .piece: rule.unitName.map { "按每\($0.text)比价" } ?? "按件比价"
        case .millilitre: "按毫升比价"
        case .gram: "按克比价"
        }
    }

    /// `低价z≤-3，至少30个链接；日销量≥50件；直播均标记；底价¥9.90；风险等级1（依据）；须有CCC证书（0911）`.
    package static func text(_ rule: FlaggingThresholds) -> String {
        var parts = [
            "低价z≤\(rule.lowPriceZ.text)，至少\(rule.minimumListings)个链接", "日销量≥\(rule.burstUnitsPerDay)件",
            rule.livestream ? "直播均标记" : "直播不单独标记",
        ]
        if let floor = rule.floorPrice { parts.append("底价" + floor.text) }
        if let grade = rule.grade {
            parts.append(
                "产品风险等级\(grade.grade.rawValue)（\(grade.source.confidence.rawValue)\(grade.source.note.map { "：" + $0 } ?? "")）"
            )
        }
        if rule.certificates.needsCCC { parts.append("须有CCC证书" + since(rule.certificates.cccFrom)) }
        if !rule.certificates.cccCategories.isEmpty {
            parts.append("CCC类别" + list(rule.certificates.cccCategories.sorted()))
        }
        if rule.certificates.needsLicence { parts.append("须有生产许可证" + since(rule.certificates.licenceFrom)) }
        return parts.joined(separator: "；")
    }

    private static func since(_ day: CalendarDay?) -> String {
        day.map { "（\($0.text)起）" } ?? ""
    }

    /// `样品类别（variant）：standard 其他玩具、clay 造型黏土`.
    package static func text(_ declaration: Declaration) -> String {
        let values = declaration.values.map { "\($0.code) \($0.title)" }
        let unit = declaration.unit.map { "，单位\($0)" } ?? ""
        return "\(declaration.title)（\(declaration.name)）" + unit + (values.isEmpty ? "" : "：" + list(values))
    }

    private static func list(_ words: [String]) -> String {
        words.joined(separator: "、")
    }

    private static func quoted(_ words: [String]) -> String {
        list(words.map { "“\($0)”" })
    }
}
