/// Judges a whole sample: item → specimen → sample → conclusion. A pure function of its arguments.
///
/// A sample fails if any item fails. It gives 所检项目未发现不合格, never 合格, if all items meet. Otherwise it cannot be judged.
/// (The product supervision rules of SAMR.)
package enum SampleJudging {
    /// Judges `report` under `criteria`. `soldOn` is the day of the anonymous purchase. For many samples of one
    /// product, use a `SampleJudge`.
    ///
    /// - Parameter earlier: the days on which earlier failing samples of the product were bought at the same shop.
    package static func judge(
        _ report: ReportSubmission, under criteria: ProductCriteria, soldOn: CalendarDay, earlier: [CalendarDay] = []
    ) -> Conclusion {
        var judge = SampleJudge(criteria)
        return judge.judge(report, soldOn: soldOn, earlier: earlier)
    }
}

/// Judges samples of one product. It stores the requirements for the classes of earlier samples, so that later samples
/// are judged faster. This changes no verdict.
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

    /// Judges the item at this index in the edition.
    private func judge(
        _ place: Int, _ sampleClass: SampleClass, _ results: GroupedResults, _ judged: inout JudgedItems
    ) {
        let item = sampleClass.edition.items[place]
        let resolution = sampleClass.resolutions[place]
        let start = judged.rows.count
        if item.isAlternative {
            // The members of an alternative must be judged first; see `AlternativeJudging`.
            judged.append(sampleClass.unreported[place])
        } else if !item.sumOf.isEmpty,
            let sum = SumJudging(sampleClass.edition, results, sumAt: place, resolution: resolution)
        {
            for row in sum.rows { judged.append(row) }
        } else if results.group(place).isEmpty {
            addMissing(item, sampleClass.unreported[place], &judged)
        } else {
            judgeMeasured(item, results, results.group(place), resolution, &judged)
        }
        judged.close(item.rules.specimens, from: start)
    }

    /// Adds a missing row for each planned specimen, because nothing is reported for the item.
    private func addMissing(_ item: TestItem, _ unreported: ItemJudgement, _ judged: inout JudgedItems) {
        judged.append(unreported)
        guard let count = item.rules.specimens.count, count > 1 else { return }
        guard unreported.reason == .missing || !item.sumOf.isEmpty else { return }
        for specimen in 2...count { judged.append(unreported.of(specimen: specimen)) }
    }

    /// Judges an item that has its own results. Planned specimens that are not reported are missing.
    private func judgeMeasured(
        _ item: TestItem, _ results: GroupedResults, _ group: ArraySlice<Int>, _ resolution: Resolution,
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
            failing: failing, open: judged.open, unknownItems: unknownItems)
    }
}
