/// The verdict on one item of a sample, from its specimens or from the items it is made of.
package struct ItemOutcome: Hashable, Sendable {
    package let item: TestItem
    package let verdict: Verdict
    /// Whether the verdict on the sample depends on it.
    package private(set) var bears: Bool
    /// A failure as grave as the item's escalation asks for.
    package let isGrave: Bool
    /// Each result with what became of it.
    package private(set) var rows: [ItemJudgement]

    init(_ item: TestItem, _ verdict: Verdict, bears: Bool = true, isGrave: Bool = false, rows: [ItemJudgement]) {
        self.item = item
        self.verdict = verdict
        self.bears = bears
        self.isGrave = isGrave
        self.rows = rows
    }

    /// The outcome of specimens that were judged each for itself: the plan's Ac and Re.
    ///
    /// What is undecided or missing counts as if it failed before the item meets, and as if it met before it fails.
    init(_ item: TestItem, specimens rows: [ItemJudgement]) {
        self.item = item
        guard rows.contains(where: \.bears) else {
            (verdict, bears, isGrave, self.rows) = (.cannotJudge, false, false, rows)
            return
        }
        bears = true
        let plan = item.rules.specimens
        let failing = rows.count { $0.verdict == .fails }
        let unknown = rows.count { $0.verdict == .cannotJudge }
        if failing >= plan.reject {
            verdict = .fails
            isGrave = rows.contains { $0.verdict == .fails && $0.isGrave }
            self.rows = rows
        } else if failing + unknown <= plan.accept {
            verdict = .meets
            isGrave = false
            self.rows = rows.map { $0.verdict == .fails ? $0.becoming(.meets, .accepted) : $0 }
        } else {
            verdict = .cannotJudge
            isGrave = false
            self.rows = rows.map { $0.verdict == .fails ? $0.becoming(.cannotJudge, .acceptanceOpen) : $0 }
        }
    }

    /// Whether it makes the sample fail.
    var isFailing: Bool {
        bears && verdict == .fails
    }

    /// The place of the first result that nothing could be said of, where the item applies and is undecided.
    var firstOpen: Int? {
        guard verdict == .cannotJudge else { return nil }
        return rows.firstIndex { $0.verdict == .cannotJudge && !$0.reason.decidesNothing }
    }

    /// This outcome as part of an alternative that has the verdict `whole`.
    func within(_ whole: Verdict) -> ItemOutcome {
        var part = self
        part.bears = false
        switch whole {
        case .fails: break
        case .meets:
            part.rows = rows.map { $0.verdict == .meets ? $0 : $0.becoming(.cannotJudge, .otherAlternativeMeets) }
        case .cannotJudge:
            part.rows = rows.map { $0.verdict == .fails ? $0.becoming(.cannotJudge, .partOfAlternatives) : $0 }
        }
        return part
    }
}

extension ItemOutcome {
    /// Judges the only result of an item that asks for no more.
    static func measured(_ item: TestItem, _ result: ItemResult, _ traits: SampleTraits) -> ItemOutcome {
        let row = ItemJudging.judge(item, result, Resolution(item, traits), specimen: result.specimen)
        let plan = item.rules.specimens
        guard plan.accept == 0, plan.reject == 1 else { return ItemOutcome(item, specimens: [row]) }
        // The plan has nothing to add to the one row.
        let bears = row.bears
        return ItemOutcome(
            item, bears ? row.verdict : .cannotJudge, bears: bears,
            isGrave: bears && row.verdict == .fails && row.isGrave, rows: [row])
    }

    /// Judges the results reported for an item that is measured itself.
    static func measured(_ item: TestItem, _ results: [ItemResult], _ traits: SampleTraits) -> ItemOutcome {
        let resolution = Resolution(item, traits)
        guard !results.isEmpty else {
            let specimens = item.rules.specimens.count.map { Array(1...max($0, 1)) } ?? [1]
            let missing = ItemJudging.judge(item, nil, resolution, specimen: 1)
            guard missing.reason == .missing else { return ItemOutcome(item, specimens: [missing]) }
            return ItemOutcome(
                item, specimens: specimens.map { ItemJudging.judge(item, nil, resolution, specimen: $0) })
        }
        var rows = results.map { ItemJudging.judge(item, $0, resolution, specimen: $0.specimen) }
        if let count = item.rules.specimens.count, rows.count < count, rows.contains(where: \.bears) {
            let reported = Set(results.map(\.specimen))
            for specimen in 1...max(count, 1) where !reported.contains(specimen) && rows.count < count {
                rows.append(ItemJudging.judge(item, nil, resolution, specimen: specimen))
            }
        }
        return ItemOutcome(item, specimens: rows)
    }
}
