/// The results of a sample as they are judged, item after item in the order of the criteria, and what became of each
/// item. Results lie in one list, so that an item with one of them, as most are, needs none of its own.
struct JudgedItems {
    /// Each result, or what stands for one that is not there, with what became of it.
    private(set) var rows: [ItemJudgement] = []
    /// By the place of the item in its edition.
    private(set) var outcomes: [ItemOutcome] = []

    /// Forgets the sample before, and keeps the memory that is not given away with its rows.
    mutating func begin(items: Int, results: Int) {
        rows = []
        rows.reserveCapacity(max(items, results) + 4)
        outcomes.removeAll(keepingCapacity: true)
    }

    /// The verdict on the sample.
    var verdict: Verdict {
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

    /// Gives the rows away.
    mutating func take() -> [ItemJudgement] {
        defer { rows = [] }
        return rows
    }

    mutating func append(_ row: ItemJudgement) {
        rows.append(row)
    }

    /// The rows since `start` are those of one item; they are put in the order of their specimens.
    mutating func order(from start: Int) {
        rows[start...].sort { $0.specimen < $1.specimen }
    }

    /// Ends an item whose rows are those since `start`.
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
            if rows[place].reason.bears(on: rows[place].subject) { outcome.bears = true }
            switch rows[place].verdict {
            case .meets: break
            case .fails:
                failing += 1
                outcome.gravity = outcome.gravity ?? rows[place].gravity
            case .cannotJudge: unknown += 1
            }
        }
        guard outcome.bears else { return ItemOutcome(rows: places) }
        if failing >= plan.reject {
            outcome.verdict = .fails
            return outcome
        }
        outcome.gravity = nil
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
    var bears = false
    /// What makes a failure as grave as the item's escalation asks for; nil where nothing does.
    var gravity: Gravity?

    /// Whether it makes the sample fail.
    var isFailing: Bool {
        bears && verdict == .fails
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
        outcomes[place].bears = false
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

    /// The same results seen in their company.
    private mutating func change(
        _ places: Range<Int>, _ verdict: Verdict, _ reason: JudgementReason, where isMeant: (Verdict) -> Bool
    ) {
        for place in places where isMeant(rows[place].verdict) { rows[place].become(verdict, reason) }
    }
}
