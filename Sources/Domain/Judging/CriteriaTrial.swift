/// Judges past results by criteria in force and by criteria that may replace them, and tells what changes.
package struct CriteriaTrial: Sendable {
    /// A verdict that is another under the new criteria.
    package struct Change: Hashable, Sendable {
        package let report: String
        package let sample: String
        /// Nil where the sample as a whole is meant.
        package let item: String?
        package let specimen: Int?
        package let before: Judged?
        package let after: Judged?
    }

    /// A verdict, and the sentence that gives it.
    package struct Judged: Hashable, Sendable {
        package let verdict: Verdict
        package let hazard: HazardClass?
        package let sentence: String
    }

    /// Nil where there are no criteria in force.
    package let current: ProductCriteria?
    package let next: ProductCriteria

    package init(current: ProductCriteria?, next: ProductCriteria) {
        self.current = current
        self.next = next
    }

    /// Whether the criteria know any item of the report; a file may hold reports of other products.
    package func concerns(_ report: ReportSubmission) -> Bool {
        let editions = (current?.editions ?? []) + next.editions
        return report.results.contains { result in editions.contains { $0.item(result.item) != nil } }
    }

    /// What changes for one report: the sample first, then its items.
    package func changes(for report: ReportSubmission, soldOn: CalendarDay) -> [Change] {
        let old = current.map { SampleJudging.judge(report, under: $0, soldOn: soldOn) }
        let new = SampleJudging.judge(report, under: next, soldOn: soldOn)
        var changes: [Change] = []
        func compare(_ before: Judged?, _ after: Judged?, _ item: String? = nil, _ specimen: Int? = nil) {
            guard before?.verdict != after?.verdict || before?.hazard != after?.hazard else { return }
            changes.append(
                Change(
                    report: report.number, sample: report.sampleLabel, item: item, specimen: specimen, before: before,
                    after: after))
        }
        compare(old.map(Judged.init), Judged(new))
        let before = Dictionary(
            (old?.items ?? []).map { (Place($0), $0) }, uniquingKeysWith: { first, _ in first })
        for judgement in new.items {
            compare(before[Place(judgement)].map(Judged.init), Judged(judgement), judgement.item, judgement.specimen)
        }
        let known = Set(new.items.map(Place.init))
        for judgement in old?.items ?? [] where !known.contains(Place(judgement)) {
            compare(Judged(judgement), nil, judgement.item, judgement.specimen)
        }
        return changes
    }

    private struct Place: Hashable {
        let item: String
        let specimen: Int

        init(_ judgement: ItemJudgement) {
            item = judgement.item
            specimen = judgement.specimen
        }
    }
}

extension CriteriaTrial.Judged {
    fileprivate init(_ conclusion: Conclusion) {
        self.init(verdict: conclusion.verdict, hazard: conclusion.hazard, sentence: conclusion.sentence)
    }

    fileprivate init(_ judgement: ItemJudgement) {
        self.init(verdict: judgement.verdict, hazard: nil, sentence: judgement.sentence)
    }
}
