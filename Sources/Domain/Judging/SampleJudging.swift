/// Judges a whole sample: item → specimen → sample → conclusion. A pure function of its arguments.
///
/// Any item that fails, fails the sample; all items meeting gives 所检项目未发现不合格, never 合格; anything else cannot be
/// judged. (The product supervision rules of SAMR.)
package enum SampleJudging {
    /// Judges `report` under `criteria`; `soldOn` is the day of the anonymous purchase.
    ///
    /// - Parameter earlier: the days on which earlier failing samples of the product were bought at the same shop.
    package static func judge(
        _ report: ReportSubmission, under criteria: ProductCriteria, soldOn: CalendarDay, earlier: [CalendarDay] = []
    ) -> Conclusion {
        switch criteria.edition(produced: report.producedOn, sold: soldOn) {
        case .failure(let problem):
            return Conclusion(
                verdict: .cannotJudge, hazard: nil, edition: nil, rule: criteria.rule, items: [],
                unknownItems: report.results.map(\.item), sentence: JudgementWording.noEdition(problem))
        case .success(let edition):
            let outcomes = outcomes(report, under: edition, of: criteria)
            return conclude(report, outcomes, under: edition, of: criteria, soldOn: soldOn, earlier: earlier)
        }
    }

    /// What became of each item, in the order of the criteria.
    package static func outcomes(
        _ report: ReportSubmission, under edition: CriteriaEdition, of criteria: ProductCriteria
    ) -> [ItemOutcome] {
        let traits = SampleTraits(declared: report.declared, declarations: criteria.declarations)
        let results = resultsByItem(report)
        let sums = SumJudging(edition: edition, results: results, traits: traits)
        guard edition.hasAlternatives else {
            return edition.items.map { outcome($0, results, traits, sums) }
        }
        var outcomes: [String: ItemOutcome] = [:]
        for item in edition.items where !item.isAlternative {
            outcomes[item.code] = outcome(item, results, traits, sums)
        }
        let judged = AlternativeJudging(edition, traits, outcomes).outcomes
        return edition.items.compactMap { judged[$0.code] }
    }

    private static func outcome(
        _ item: TestItem, _ results: [String: [ItemResult]], _ traits: SampleTraits, _ sums: SumJudging
    ) -> ItemOutcome {
        item.sumOf.isEmpty ? .measured(item, results[item.code] ?? [], traits) : sums.outcome(item)
    }

    /// By item, in the order of the specimens.
    private static func resultsByItem(_ report: ReportSubmission) -> [String: [ItemResult]] {
        var results: [String: [ItemResult]] = [:]
        var ordered = true
        for result in report.results {
            if let last = results[result.item]?.last, last.specimen > result.specimen { ordered = false }
            results[result.item, default: []].append(result)
        }
        return ordered ? results : results.mapValues { $0.sorted { $0.specimen < $1.specimen } }
    }

    private static func conclude(
        _ report: ReportSubmission, _ outcomes: [ItemOutcome], under edition: CriteriaEdition,
        of criteria: ProductCriteria, soldOn: CalendarDay, earlier: [CalendarDay]
    ) -> Conclusion {
        let failing = outcomes.filter { $0.bears && $0.verdict == .fails }
        let verdict = overall(outcomes)
        let assessed = HazardClassification.assess(
            failing.map { .init(item: $0.item, isGrave: $0.isGrave) }, under: edition.escalation, soldOn: soldOn,
            earlier: earlier)
        return Conclusion(
            verdict: verdict, hazard: assessed?.hazard, grounds: assessed?.grounds ?? [], edition: edition.identifier,
            rule: criteria.rule, items: outcomes.flatMap(\.rows),
            unknownItems: report.results.map(\.item).filter { edition.places[$0] == nil },
            sentence: JudgementWording.conclusion(
                verdict, hazard: assessed?.hazard, failing: failing.map(\.item.name),
                grounds: assessed?.grounds ?? [], notJudged: notJudged(outcomes)))
    }

    private static func overall(_ outcomes: [ItemOutcome]) -> Verdict {
        var verdict: Verdict?
        for outcome in outcomes where outcome.bears {
            switch outcome.verdict {
            case .fails: return .fails
            case .cannotJudge: verdict = .cannotJudge
            case .meets: verdict = verdict ?? .meets
            }
        }
        return verdict ?? .cannotJudge
    }

    /// The items that nothing could be said of though they apply.
    private static func notJudged(_ outcomes: [ItemOutcome]) -> [ItemJudgement] {
        outcomes.compactMap { outcome in
            guard outcome.verdict == .cannotJudge else { return nil }
            return outcome.rows.first { $0.verdict == .cannotJudge && !$0.reason.decidesNothing }
        }
    }
}

extension TestItem {
    /// Whether the item is met by others instead of a result of its own.
    package var isAlternative: Bool {
        if case .anyOf = requirement { true } else { false }
    }
}
