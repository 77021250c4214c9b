/// The rows of a sample as they are judged, item after item in the order of the criteria, and the outcome of each item.
struct JudgedItems {
    /// One for each result, and for each result that is missing.
    private(set) var rows: [ItemJudgement] = []
    /// By the place of the item in its edition.
    private(set) var outcomes: [ItemOutcome] = []

    init(capacity: Int) {
        rows.reserveCapacity(capacity)
    }

    /// The verdict on the sample.
    var verdict: Verdict {
        var verdict: Verdict?
        for outcome in outcomes where outcome.isDecisive {
            switch outcome.verdict {
            case .fails: return .fails
            case .cannotJudge: verdict = .cannotJudge
            case .meets: verdict = verdict ?? .meets
            }
        }
        return verdict ?? .cannotJudge
    }

    mutating func append(_ row: ItemJudgement) {
        rows.append(row)
    }

    /// Puts the rows from `start` on in the order of their specimens.
    mutating func sort(from start: Int) {
        rows[start...].sort { $0.specimen < $1.specimen }
    }

    /// Ends an item; its rows are those from `start` on.
    mutating func close(_ plan: SpecimenPlan, from start: Int) {
        outcomes.append(outcome(of: start..<rows.count, plan))
    }

    /// The outcome of specimens that were judged each for itself: the plan's Ac and Re.
    ///
    /// What is undecided or missing counts as if it failed before the item meets, and as if it met before it fails.
    private mutating func outcome(of places: Range<Int>, _ plan: SpecimenPlan) -> ItemOutcome {
        var outcome = ItemOutcome(rows: places)
        var failing = 0
        var unknown = 0
        for place in places {
            // Of the parts that are needed, since a whole row would be copied.
            if rows[place].reason.isDecisive(for: rows[place].subject) { outcome.isDecisive = true }
            switch rows[place].verdict {
            case .meets: break
            case .fails:
                failing += 1
                outcome.trigger = outcome.trigger ?? rows[place].trigger
            case .cannotJudge: unknown += 1
            }
        }
        guard outcome.isDecisive else { return ItemOutcome(rows: places) }
        if failing >= plan.reject {
            outcome.verdict = .fails
            return outcome
        }
        outcome.trigger = nil
        if failing + unknown <= plan.accept {
            outcome.verdict = .meets
            if failing > 0 { change(places, .meets, .accepted) { $0 == .fails } }
        } else if failing > 0 {
            change(places, .cannotJudge, .acceptanceOpen) { $0 == .fails }
        }
        return outcome
    }
}

/// The verdict on one item of a sample, from its specimens or from the items it is made of.
struct ItemOutcome {
    /// Where its rows lie.
    let rows: Range<Int>
    var verdict = Verdict.cannotJudge
    /// Whether the verdict on the sample depends on it.
    var isDecisive = false
    /// Which condition of the item's escalation the failure meets; nil where it meets none.
    var trigger: ItemEscalation.Trigger?

    /// Whether it makes the sample fail.
    var isFailing: Bool {
        isDecisive && verdict == .fails
    }
}

extension JudgedItems {
    /// Decides the alternative at `place`, whose one row stood open until its members were judged.
    mutating func settle(_ place: Int, _ plan: SpecimenPlan, _ row: ItemJudgement) {
        rows[outcomes[place].rows.lowerBound] = row
        outcomes[place] = outcome(of: outcomes[place].rows, plan)
    }

    /// Makes the item at `place` a part of an alternative that has the verdict `whole`.
    mutating func join(_ place: Int, within whole: Verdict) {
        outcomes[place].isDecisive = false
        switch whole {
        case .fails: break
        case .meets: change(outcomes[place].rows, .cannotJudge, .otherAlternativeMeets) { $0 != .meets }
        case .cannotJudge: change(outcomes[place].rows, .cannotJudge, .partOfAlternatives) { $0 == .fails }
        }
    }

    /// The place of the first row of each item that applies and is undecided.
    var open: [Int] {
        var open: [Int] = []
        for outcome in outcomes where outcome.verdict == .cannotJudge {
            let first = outcome.rows.first { rows[$0].verdict == .cannotJudge && !rows[$0].reason.decidesNothing }
            if let first { open.append(first) }
        }
        return open
    }

    /// Changes the verdict of rows where the verdict on the item requires it.
    private mutating func change(
        _ places: Range<Int>, _ verdict: Verdict, _ reason: JudgementReason, where isMeant: (Verdict) -> Bool
    ) {
        for place in places where isMeant(rows[place].verdict) { rows[place].become(verdict, reason) }
    }
}
