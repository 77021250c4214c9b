/// The judged rows of a sample, by item in the order of the criteria, and the outcome of each item.
struct JudgedItems {
    /// One row for each result, and for each missing result.
    private(set) var rows: [ItemJudgement] = []
    /// By index of the item in its edition.
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

    /// Sorts the rows from `start` by specimen.
    mutating func sort(from start: Int) {
        rows[start...].sort { $0.specimen < $1.specimen }
    }

    /// Finishes an item whose rows begin at `start`.
    mutating func close(_ plan: SpecimenPlan, from start: Int) {
        outcomes.append(outcome(of: start..<rows.count, plan))
    }

    /// The outcome of an item from its specimens, by the Ac and Re of the plan.
    ///
    /// Undecided and missing specimens are assumed to fail when the item would meet, and to meet when the item would
    /// fail.
    private mutating func outcome(of places: Range<Int>, _ plan: SpecimenPlan) -> ItemOutcome {
        var outcome = ItemOutcome(rows: places)
        var failing = 0
        var unknown = 0
        for place in places {
            // Only the needed fields are read, because a whole row would be copied.
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

/// The verdict on one item of a sample, from its specimens or from its members.
struct ItemOutcome {
    /// The indices of its rows.
    let rows: Range<Int>
    var verdict = Verdict.cannotJudge
    /// Whether the verdict on the sample depends on the item.
    var isDecisive = false
    /// The condition of the item's escalation that the failure meets; nil for none.
    var trigger: ItemEscalation.Trigger?

    /// Whether the item makes the sample fail.
    var isFailing: Bool {
        isDecisive && verdict == .fails
    }
}

extension JudgedItems {
    /// Decides the alternative at `place`. Its only row was undecided until its members were judged.
    mutating func decideAlternative(_ place: Int, _ plan: SpecimenPlan, _ row: ItemJudgement) {
        rows[outcomes[place].rows.lowerBound] = row
        outcomes[place] = outcome(of: outcomes[place].rows, plan)
    }

    /// Marks the item at `place` as a member of an alternative with the verdict `whole`.
    mutating func addMember(_ place: Int, within whole: Verdict) {
        outcomes[place].isDecisive = false
        switch whole {
        case .fails: break
        case .meets: change(outcomes[place].rows, .cannotJudge, .otherAlternativeMeets) { $0 != .meets }
        case .cannotJudge: change(outcomes[place].rows, .cannotJudge, .partOfAlternatives) { $0 == .fails }
        }
    }

    /// The index of the first undecided row of each item that applies.
    var open: [Int] {
        var open: [Int] = []
        for outcome in outcomes where outcome.verdict == .cannotJudge {
            let first = outcome.rows.first { rows[$0].verdict == .cannotJudge && !rows[$0].reason.decidesNothing }
            if let first { open.append(first) }
        }
        return open
    }

    /// Changes the verdict of rows if the verdict on the item requires it.
    private mutating func change(
        _ places: Range<Int>, _ verdict: Verdict, _ reason: JudgementReason, where isMeant: (Verdict) -> Bool
    ) {
        for place in places where isMeant(rows[place].verdict) { rows[place].changeVerdict(verdict, reason) }
    }
}
