/// Judges past results by the current criteria and by proposed criteria, and lists the differences.
package struct CriteriaTrial: Sendable {
    /// A verdict that differs under the proposed criteria.
    package struct Change: Hashable, Sendable {
        package let report: String
        package let sample: String
        /// The code of the item; nil for the verdict on the sample.
        package let item: String?
        /// The name of the item in Chinese.
        package let name: String?
        package let specimen: Int?
        package let before: Judged?
        package let after: Judged?
    }

    /// A verdict with its reason.
    package struct Judged: Hashable, Sendable {
        package let verdict: Verdict
        package let hazard: HazardClass?
        package let sentence: String
        /// The reason in short: the requirement, or the cause of a missing verdict.
        package let reason: String
    }

    /// The current criteria; nil if there are none.
    package let current: ProductCriteria?
    package let next: ProductCriteria

    package init(current: ProductCriteria?, next: ProductCriteria) {
        self.current = current
        self.next = next
    }

    /// Whether a report belongs to this product. Reports do not name their product, and products share items. A report
    /// belongs to the product that knows most of its items.
    package enum Belonging: Hashable, Sendable {
        case this
        /// The named products know the same number of its items.
        case thisOr([String])
        case other
    }

    /// - Parameter others: the criteria of other products.
    package func belonging(of report: ReportSubmission, besides others: [ProductCriteria]) -> Belonging {
        let items = Set(report.results.map(\.item))
        let mine = Self.known(items, by: (current?.editions ?? []) + next.editions)
        guard mine > 0 else { return .other }
        var equals: [String] = []
        for other in others where other.product != next.product {
            let theirs = Self.known(items, by: other.editions)
            if theirs > mine { return .other }
            if theirs == mine { equals.append(other.name) }
        }
        return equals.isEmpty ? .this : .thisOr(equals.sorted())
    }

    private static func known(_ items: Set<String>, by editions: [CriteriaEdition]) -> Int {
        items.count { item in editions.contains { $0.item(item) != nil } }
    }

    /// The changed verdicts of one report: first the sample, then the items.
    package func changes(for report: ReportSubmission, soldOn: CalendarDay) -> [Change] {
        let old = current.map { SampleJudging.judge(report, under: $0, soldOn: soldOn) }
        let new = SampleJudging.judge(report, under: next, soldOn: soldOn)
        var changes: [Change] = []
        func compare(_ before: Judged?, _ after: Judged?, _ judgement: ItemJudgement? = nil) {
            guard before?.verdict != after?.verdict || before?.hazard != after?.hazard else { return }
            changes.append(
                Change(
                    report: report.number, sample: report.sampleLabel, item: judgement?.item,
                    name: judgement?.subject.name, specimen: judgement?.specimen, before: before, after: after))
        }
        compare(old.map(Judged.init), Judged(new))
        let before = Dictionary(
            (old?.items ?? []).map { (Place($0), $0) }, uniquingKeysWith: { first, _ in first })
        for judgement in new.items {
            compare(before[Place(judgement)].map(Judged.init), Judged(judgement), judgement)
        }
        let known = Set(new.items.map(Place.init))
        for judgement in old?.items ?? [] where !known.contains(Place(judgement)) {
            compare(Judged(judgement), nil, judgement)
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
        self.init(
            verdict: conclusion.verdict, hazard: conclusion.hazard, sentence: conclusion.sentence,
            reason: TrialWording.reason(conclusion))
    }

    fileprivate init(_ judgement: ItemJudgement) {
        self.init(
            verdict: judgement.verdict, hazard: nil, sentence: judgement.sentence,
            reason: TrialWording.reason(judgement))
    }
}
