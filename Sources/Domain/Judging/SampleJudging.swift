/// Judges a whole sample: item → sample → conclusion. A pure function of its arguments.
///
/// Any item that fails, fails the sample; all items meeting gives 所检项目未发现不合格, never 合格; anything else cannot be
/// judged. (Acceptance 0, rejection 1, as the product supervision rules of SAMR word it.)
package enum SampleJudging {
    /// Judges `report` under `criteria`; `soldOn` is the day of the anonymous purchase.
    package static func judge(
        _ report: ReportSubmission, under criteria: ProductCriteria, soldOn: CalendarDay
    ) -> Conclusion {
        switch criteria.edition(produced: report.producedOn, sold: soldOn) {
        case .failure(let problem):
            return Conclusion(
                verdict: .cannotJudge, hazard: nil, edition: nil, rule: criteria.rule, items: [],
                unknownItems: report.results.map(\.item), sentence: JudgementWording.noEdition(problem))
        case .success(let edition):
            return judge(report, under: edition, of: criteria)
        }
    }

    private static func judge(
        _ report: ReportSubmission, under edition: CriteriaEdition, of criteria: ProductCriteria
    ) -> Conclusion {
        let byItem = Dictionary(grouping: report.results, by: \.item)
        var judgements: [ItemJudgement] = []
        var failing: [TestItem] = []
        for item in edition.items {
            let results = (byItem[item.code] ?? []).sorted { $0.specimen < $1.specimen }
            let found =
                results.isEmpty
                ? [ItemJudging.judge(item, nil, declared: report.declared)]
                : results.map { ItemJudging.judge(item, $0, declared: report.declared) }
            judgements += found
            if found.contains(where: { $0.verdict == .fails }) { failing.append(item) }
        }
        let known = Set(edition.items.map(\.code))
        let unknown = report.results.map(\.item).filter { !known.contains($0) }
        let verdict = overall(judgements)
        let hazard = HazardClassification.classify(failing: failing)
        return Conclusion(
            verdict: verdict, hazard: hazard, edition: edition.identifier, rule: criteria.rule, items: judgements,
            unknownItems: unknown,
            sentence: JudgementWording.conclusion(verdict, hazard: hazard, failing: failing.map(\.name)))
    }

    private static func overall(_ judgements: [ItemJudgement]) -> Verdict {
        if judgements.contains(where: { $0.verdict == .fails }) { return .fails }
        return !judgements.isEmpty && judgements.allSatisfy { $0.verdict == .meets } ? .meets : .cannotJudge
    }
}
