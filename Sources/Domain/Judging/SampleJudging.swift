/// Judges a whole sample: item → specimen → sample → conclusion. A pure function of its arguments.
///
/// Any item that fails, fails the sample; all items meeting gives 所检项目未发现不合格, never 合格; anything else cannot be
/// judged. (The product supervision rules of SAMR.)
package enum SampleJudging {
    /// Judges `report` under `criteria`; `soldOn` is the day of the anonymous purchase. Who judges many samples of one
    /// product keeps a `SampleJudge`.
    ///
    /// - Parameter earlier: the days on which earlier failing samples of the product were bought at the same shop.
    package static func judge(
        _ report: ReportSubmission, under criteria: ProductCriteria, soldOn: CalendarDay, earlier: [CalendarDay] = []
    ) -> Conclusion {
        var judge = SampleJudge(criteria)
        return judge.judge(report, soldOn: soldOn, earlier: earlier)
    }
}

/// Judges samples of one product, one after the other. What it remembers of one makes the next quicker and changes no
/// verdict.
package struct SampleJudge {
    package let criteria: ProductCriteria
    private var classes = SampleClasses()
    private var results = ReportedResults()
    private var judged = JudgedItems()

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
            results.read(report, under: edition)
            judged.begin(items: edition.items.count, results: report.results.count)
            for place in edition.items.indices { judge(place, sampleClass) }
            if !edition.parts.alternatives.isEmpty {
                AlternativeJudging(edition: edition, resolutions: sampleClass.resolutions).judge(&judged)
            }
            return conclude(edition, soldOn: soldOn, earlier: earlier)
        }
    }

    /// Judges what is reported for the item at this place of the edition.
    private mutating func judge(_ place: Int, _ sampleClass: SampleClass) {
        let edition = sampleClass.edition
        let item = edition.items[place]
        let start = judged.rows.count
        if item.isAlternative {
            // Stands open until the items that it is made of are judged.
            judged.append(sampleClass.unreported[place])
        } else if !item.sumOf.isEmpty, results.hasAny(place, edition.parts.members[place]) {
            let sum = SumJudging(
                edition: edition, results: results, item: item, place: place,
                resolution: sampleClass.resolutions[place])
            for row in sum.rows { judged.append(row) }
        } else if let first = results.first(place) {
            measure(item, from: first, sampleClass.resolutions[place])
        } else {
            miss(item, sampleClass.unreported[place])
        }
        judged.close(item.rules.specimens, from: start)
    }

    /// Nothing is reported for the item; each specimen that is planned is missing then.
    private mutating func miss(_ item: TestItem, _ unreported: ItemJudgement) {
        judged.append(unreported)
        guard let count = item.rules.specimens.count, count > 1 else { return }
        guard unreported.reason == .missing || !item.sumOf.isEmpty else { return }
        for specimen in 2...count { judged.append(unreported.of(specimen: specimen)) }
    }

    /// Judges the results of an item that is measured itself; `first` is the first of them.
    private mutating func measure(_ item: TestItem, from first: Int, _ resolution: Resolution) {
        let start = judged.rows.count
        var index = first
        judged.append(ItemJudging.judge(item, results.list[index], resolution))
        while let next = results.next(index) {
            judged.append(ItemJudging.judge(item, results.list[next], resolution))
            index = next
        }
        if !results.isOrdered { judged.order(from: start) }
        guard let count = item.rules.specimens.count, judged.rows.count - start < count,
            judged.rows[start...].contains(where: \.bears)
        else { return }
        let reported = Set(judged.rows[start...].map(\.specimen))
        for specimen in 1...count where !reported.contains(specimen) && judged.rows.count - start < count {
            judged.append(ItemJudging.judge(item, nil, resolution, specimen: specimen))
        }
    }

    private mutating func conclude(_ edition: CriteriaEdition, soldOn: CalendarDay, earlier: [CalendarDay])
        -> Conclusion
    {
        let verdict = judged.verdict
        // Only what fails makes a sample fail.
        var failing: [HazardClassification.Failure] = []
        if verdict == .fails {
            for (item, outcome) in zip(edition.items, judged.outcomes) where outcome.isFailing {
                failing.append(.init(item: item, gravity: outcome.gravity))
            }
        }
        let assessed =
            failing.isEmpty
            ? nil
            : HazardClassification.assess(failing, under: edition.escalation, soldOn: soldOn, earlier: earlier)
        let open = judged.open
        return Conclusion(
            verdict, assessed, edition: edition.identifier, rule: criteria.rule, items: judged.take(),
            failing: failing.map(\.item), open: open, unknownItems: results.unknown)
    }
}
