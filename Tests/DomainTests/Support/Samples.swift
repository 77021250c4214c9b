import Domain

extension Limit {
    static func atMost(_ text: String, _ comparison: Comparison = .fullValue) -> Limit {
        Limit(upper: .init(decimal(text), inclusive: true), comparison: comparison)
    }

    static func below(_ text: String, _ comparison: Comparison = .fullValue, undecidedAt: [String] = []) -> Limit {
        Limit(
            upper: .init(decimal(text), inclusive: false), comparison: comparison,
            undecidedAt: undecidedAt.map { Undecided(decimal($0)) })
    }

    static func atLeast(_ text: String, _ comparison: Comparison = .fullValue) -> Limit {
        Limit(lower: .init(decimal(text), inclusive: true), comparison: comparison)
    }

    static func above(_ text: String, _ comparison: Comparison = .fullValue) -> Limit {
        Limit(lower: .init(decimal(text), inclusive: false), comparison: comparison)
    }

    static func between(_ low: String, _ high: String, _ comparison: Comparison = .fullValue) -> Limit {
        Limit(
            lower: .init(decimal(low), inclusive: true), upper: .init(decimal(high), inclusive: true),
            comparison: comparison)
    }

    /// A limit with contradicting sources: one states 4.0～8.0, another 5.5～8.0.
    static func contradicted(_ comparison: Comparison = .fullValue) -> Limit {
        Limit(
            lower: .init(decimal("4.0"), inclusive: true), upper: .init(decimal("8.0"), inclusive: true),
            comparison: comparison,
            undecidedAt: [
                Undecided(
                    from: .init(decimal("4.0"), inclusive: true), to: .init(decimal("5.5"), inclusive: false))
            ])
    }
}

extension Limit {
    /// Whether a laboratory's text `value` meets this limit; nil if it cannot be judged. The unit is °C, in which
    /// negative values are valid.
    func permits(_ value: String) -> Bool? {
        let item = TestItem.sample(unit: "°C", .number([TestItem.anyVariant: self]))
        let result = ItemResult(item: item.code, value: value, unit: item.unit)
        return switch ItemJudging.judge(item, result, declared: [:]).verdict {
        case .meets: true
        case .fails: false
        case .cannotJudge: nil
        }
    }
}

extension TestItem {
    static func sample(
        code: String = "TX-HCHO", name: String = "甲醛含量", unit: String = "mg/kg", clause: String? = nil,
        _ requirement: Requirement = .number([TestItem.anyVariant: .atMost("75")]), sumOf: [String] = [],
        rules: ItemRules = ItemRules(), hazard: HazardClass = .serious, group: String? = nil,
        escalation: ItemEscalation? = nil, confidence: FigureSource.Confidence = .secondary, holds: Bool = true
    ) -> TestItem {
        TestItem(
            code: code, name: name, unit: unit, standard: "GB 18401-2010", clause: clause,
            methods: ["GB/T 2912.1-2009"],
            requirement: requirement, sumOf: sumOf, rules: rules, hazard: hazard, hazardGroup: group,
            escalation: escalation, source: FigureSource(confidence: confidence, note: nil), blocksWhenUnverified: holds
        )
    }

    static func number(_ limit: Limit, hazard: HazardClass = .serious) -> TestItem {
        .sample(.number([TestItem.anyVariant: limit]), hazard: hazard)
    }

    static let label = sample(code: "TX-LBL", name: "使用说明", unit: "", .passFail, hazard: .general)
}

extension CriteriaEdition {
    static func sample(
        _ identifier: String = "GB 18401-2010", produced: DaySpan = DaySpan(), sold: DaySpan = DaySpan(),
        items: [TestItem] = [.sample(), .label], escalation: EditionEscalation = EditionEscalation()
    ) -> CriteriaEdition {
        CriteriaEdition(
            identifier: identifier, periods: [.init(produced: produced, sold: sold)], items: items,
            escalation: escalation)
    }
}

extension ProductCriteria {
    static let sampleRule = RuleReference(file: "Criteria/lamp.yaml", hash: Digest.sha256("lamp"))

    static func sample(
        _ editions: [CriteriaEdition] = [.sample()], declarations: [Declaration] = []
    ) -> ProductCriteria {
        ProductCriteria(
            product: "lamp", name: "台灯",
            matching: MatchingRule(categories: [:], titleWords: ["台灯"], exceptWords: []),
            flagging: FlaggingThresholds(
                lowPriceZ: decimal("-3.0"), minimumListings: 5, burstUnitsPerDay: 500, livestream: true),
            declarations: declarations, editions: editions, rule: sampleRule)
    }
}

extension ReportSubmission {
    static func sample(
        _ results: [ItemResult], producedOn: CalendarDay? = day("2026-03-01"), declared: [String: String] = [:]
    ) -> ReportSubmission {
        ReportSubmission(
            number: "R-1", sampleLabel: "S-7Q2M-X4KD", testedOn: day("2026-11-10"), producedOn: producedOn,
            declared: declared, results: results)
    }
}
