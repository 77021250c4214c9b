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
            let results = ReportedResults(report, under: edition)
            let judged = outcomes(report, results, under: edition, of: criteria)
            return conclude(judged, results.unknown, under: edition, of: criteria, soldOn: soldOn, earlier: earlier)
        }
    }

    /// What became of each item, in the order of the criteria.
    package static func outcomes(
        _ report: ReportSubmission, under edition: CriteriaEdition, of criteria: ProductCriteria
    ) -> [ItemOutcome] {
        outcomes(report, ReportedResults(report, under: edition), under: edition, of: criteria)
    }

    private static func outcomes(
        _ report: ReportSubmission, _ results: ReportedResults, under edition: CriteriaEdition,
        of criteria: ProductCriteria
    ) -> [ItemOutcome] {
        let traits = SampleTraits(declared: report.declared, declarations: criteria.declarations)
        let sums = SumJudging(edition: edition, results: results, traits: traits)
        var outcomes: [ItemOutcome] = []
        outcomes.reserveCapacity(edition.items.count)
        for (place, item) in edition.items.enumerated() where !item.isAlternative {
            if !item.sumOf.isEmpty {
                outcomes.append(sums.outcome(item))
            } else if (item.rules.specimens.count ?? 1) <= 1, let only = results.only(place) {
                outcomes.append(.measured(item, only, traits))
            } else {
                outcomes.append(.measured(item, results[place], traits))
            }
        }
        guard edition.hasAlternatives else { return outcomes }
        let byCode = Dictionary(outcomes.map { ($0.item.code, $0) }, uniquingKeysWith: { first, _ in first })
        let judged = AlternativeJudging(edition, traits, byCode).outcomes
        return edition.items.compactMap { judged[$0.code] }
    }

    private static func conclude(
        _ outcomes: [ItemOutcome], _ unknownItems: [String], under edition: CriteriaEdition,
        of criteria: ProductCriteria, soldOn: CalendarDay, earlier: [CalendarDay]
    ) -> Conclusion {
        let verdict = overall(outcomes)
        // Only what fails makes a sample fail.
        let failing = verdict == .fails ? outcomes.filter(\.isFailing) : []
        let assessed = HazardClassification.assess(
            failing.map { .init(item: $0.item, isGrave: $0.isGrave) }, under: edition.escalation, soldOn: soldOn,
            earlier: earlier)
        return Conclusion(
            verdict, assessed, edition: edition.identifier, rule: criteria.rule, outcomes: outcomes,
            unknownItems: unknownItems)
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
}

extension TestItem {
    /// Whether the item is met by others instead of a result of its own.
    package var isAlternative: Bool {
        if case .anyOf = requirement { true } else { false }
    }
}
