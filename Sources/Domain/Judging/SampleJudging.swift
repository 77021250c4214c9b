/// Judges a whole sample: item → specimen → sample → conclusion. A pure function of its arguments.
///
/// Any item that fails, fails the sample; all items meeting gives 所检项目未发现不合格, never 合格; anything else cannot be
/// judged. (The product supervision rules of SAMR.)
package enum SampleJudging {
    /// Judges `report` under `criteria`; `soldOn` is the day of the anonymous purchase. For many samples of one product,
    /// keep a `SampleJudge`.
    ///
    /// - Parameter earlier: the days on which earlier failing samples of the product were bought at the same shop.
    package static func judge(
        _ report: ReportSubmission, under criteria: ProductCriteria, soldOn: CalendarDay, earlier: [CalendarDay] = []
    ) -> Conclusion {
        var judge = SampleJudge(criteria)
        return judge.judge(report, soldOn: soldOn, earlier: earlier)
    }
}

/// Judges samples of one product. It keeps what the edition demands of the classes of samples met before, which makes
/// the next sample faster and changes no verdict.
package struct SampleJudge {
    package let criteria: ProductCriteria
    private var classes = SampleClasses()

    package init(_ criteria: ProductCriteria) {
        self.criteria = criteria
    }

    /// - Parameters:
    ///   - soldOn: the day of the anonymous purchase.
    ///   - earlier: the days on which earlier failing samples of the product were bought at the same shop.
    package mutating func judge(
        _ report: ReportSubmission, soldOn: CalendarDay, earlier: [CalendarDay] = []
    ) -> Conclusion {
        switch criteria.edition(produced: report.producedOn, sold: soldOn) {
        case .failure(let problem):
            return Conclusion(
                verdict: .cannotJudge, hazard: nil, edition: nil, rule: criteria.rule, items: [],
                unknownItems: report.results.map(\.item), sentence: JudgementWording.noEdition(problem))
        case .success(let edition):
            let sampleClass = classes.find(report.declared, criteria.declarations, under: edition)
            let results = GroupedResults(report.results, under: edition)
            var judged = JudgedItems(capacity: max(edition.items.count, report.results.count))
            for place in edition.items.indices { judge(place, sampleClass, results, &judged) }
            if !edition.alternatives.isEmpty {
                AlternativeJudging(edition: edition, resolutions: sampleClass.resolutions).judge(&judged)
            }
            return conclude(judged, edition, unknownItems: results.unknown, soldOn: soldOn, earlier: earlier)
        }
    }

    /// Judges the item at this place of the edition.
    private func judge(
        _ place: Int, _ sampleClass: SampleClass, _ results: GroupedResults, _ judged: inout JudgedItems
    ) {
        let item = sampleClass.edition.items[place]
        let resolution = sampleClass.resolutions[place]
        let start = judged.rows.count
        if item.isAlternative {
            // Its members are judged first; see `AlternativeJudging`.
            judged.append(sampleClass.unreported[place])
        } else if !item.sumOf.isEmpty,
            let sum = SumJudging(sampleClass.edition, results, sumAt: place, resolution: resolution)
        {
            for row in sum.rows { judged.append(row) }
        } else if results.groups[place].isEmpty {
            miss(item, sampleClass.unreported[place], &judged)
        } else {
            measure(item, results, results.groups[place], resolution, &judged)
        }
        judged.close(item.rules.specimens, from: start)
    }

    /// Nothing is reported for the item, so each planned specimen is missing.
    private func miss(_ item: TestItem, _ unreported: ItemJudgement, _ judged: inout JudgedItems) {
        judged.append(unreported)
        guard let count = item.rules.specimens.count, count > 1 else { return }
        guard unreported.reason == .missing || !item.sumOf.isEmpty else { return }
        for specimen in 2...count { judged.append(unreported.of(specimen: specimen)) }
    }

    /// Judges an item that is measured itself. Specimens that are planned and not reported are missing.
    private func measure(
        _ item: TestItem, _ results: GroupedResults, _ group: [Int], _ resolution: Resolution,
        _ judged: inout JudgedItems
    ) {
        let start = judged.rows.count
        for index in group { judged.append(ItemJudging.judge(item, results.list[index], resolution)) }
        if group.count > 1 { judged.sort(from: start) }
        guard let count = item.rules.specimens.count, group.count < count,
            judged.rows[start...].contains(where: \.isDecisive)
        else { return }
        let found = Set(group.map { results.list[$0].specimen })
        for specimen in 1...count where !found.contains(specimen) && judged.rows.count - start < count {
            judged.append(ItemJudging.judge(item, nil, resolution, specimen: specimen))
        }
    }

    private func conclude(
        _ judged: JudgedItems, _ edition: CriteriaEdition, unknownItems: [String], soldOn: CalendarDay,
        earlier: [CalendarDay]
    ) -> Conclusion {
        let verdict = judged.verdict
        let failing = zip(edition.items, judged.outcomes).filter { $1.isFailing }.map {
            HazardClassification.Failure(item: $0, trigger: $1.trigger)
        }
        let assessed = HazardClassification.assess(
            failing, under: edition.escalation, soldOn: soldOn, earlier: earlier)
        return Conclusion(
            verdict, assessed, edition: edition.identifier, rule: criteria.rule, items: judged.rows,
            failing: failing.map(\.item), open: judged.open, unknownItems: unknownItems)
    }
}
