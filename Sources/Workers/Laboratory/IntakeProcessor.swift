internal import Domain
internal import Files
internal import Rulebook
internal import Store

/// Decides groups of rows: facts from the store, then everything that computes on a thread of its own, the judging of what
/// is to be filed included. The database is not waited for meanwhile.
struct IntakeProcessor: Sendable {
    /// A decided group, with what the store knew of its sample.
    struct Decided: Sendable {
        let report: DecidedReport
        /// The version that stands of the report when the decision is carried out.
        let version: Int?
    }

    private let store: Store
    private let criteria: [String: ProductCriteria]
    private let catalogue: ItemCatalogue
    private let evidence: EvidenceRules
    private let laboratory: String

    init(_ context: AppContext, laboratory: String) {
        store = context.store
        criteria = context.rulebook.criteria
        catalogue = ItemCatalogue(context.rulebook.criteria.values)
        evidence = context.rulebook.evidence
        self.laboratory = laboratory
    }

    /// - Parameter restates: whether reports of which something else lies in quarantine now are judged again with it.
    func decide(
        _ groups: ArraySlice<RowGroup>, restates: Bool = true,
        options: @escaping @Sendable (RowGroup) -> IntakeDecision.Options
    ) async throws -> [Decided] {
        var labels: Set<String> = []
        for group in groups {
            for row in group.rows { labels.insert(row.head.sampleLabel) }
        }
        let numbers = Set(groups.compactMap(\.number))
        let (known, aside) = try await look(at: labels, numbers)
        return try await Threads.run {
            var facts = known
            var filed: Set<String> = []
            var judges: [String: SampleJudge] = [:]
            return groups.map { decide($0, options($0), aside[$0.number], restates, &facts, &filed, &judges) }
        }
    }

    /// The reports of which something else lies in quarantine than when they were judged, judged again.
    func reassess(_ numbers: Set<String>) async throws -> [DecidedReport] {
        let (facts, aside) = try await look(at: [], numbers)
        return try await Threads.run {
            var judges: [String: SampleJudge] = [:]
            return numbers.sorted().compactMap { number in
                let undecided = undecided(of: number, nil, [], [], aside[number], facts)
                guard let filing = restated(number, undecided, facts) else { return nil }
                return DecidedReport(
                    decision: nil, unreadable: [], filing: filing, conclusion: conclude(filing, &judges))
            }
        }
    }

    private func look(
        at labels: Set<String>, _ numbers: Set<String>
    ) async throws -> (facts: IntakeFacts, aside: [String?: RowsAside]) {
        let facts = try await store.intakeFacts(laboratory: laboratory, labels: labels, numbers: numbers)
        var rows = try await store.openRows(of: laboratory, reports: numbers)
        rows += try await store.unreviewedDismissals(of: laboratory)
        return (facts, Dictionary(grouping: rows) { $0.reportNumber }.mapValues(RowsAside.init))
    }

    private func decide(
        _ group: RowGroup, _ options: IntakeDecision.Options, _ aside: RowsAside?, _ restates: Bool,
        _ facts: inout IntakeFacts, _ filed: inout Set<String>, _ judges: inout [String: SampleJudge]
    ) -> Decided {
        let before = group.number.flatMap { facts.latest(of: $0)?.version }
        var decision: IntakeDecision?
        if !group.rows.isEmpty {
            decision = IntakeDecision(
                group.rows, unreadable: group.unreadable.count, aside: aside?.readable(besides: group.rows) ?? [],
                options: options, catalogue: catalogue, facts: &facts)
        }
        let superseded = decision.map { SupersededRows.of($0, open: aside?.open ?? []) } ?? []
        var filing = decision?.filing
        if let number = group.number {
            var undecided = undecided(of: number, decision, group.unreadable, superseded, aside, facts)
            let lacked = filing.map { $0.completes && before?.mayLackRows ?? false } ?? false
            if filing != nil, options.mayLackRows || lacked { undecided.hasOthers = true }
            if let made = filing {
                filing = made.leaving(undecided)
            } else if restates, !filed.contains(number) {
                filing = restated(number, undecided, facts)
            }
            if let filing {
                facts.note(filing)
                filed.insert(number)
            }
        }
        return Decided(
            report: DecidedReport(
                decision: decision, unreadable: group.unreadable, filing: filing,
                conclusion: filing.flatMap { conclude($0, &judges) }, superseded: superseded,
                against: before?.contentVersion),
            version: (group.rows.first?.head.sampleLabel).flatMap { facts.samples[$0]?.latest?.version })
    }

    private func undecided(
        of number: String, _ decision: IntakeDecision?, _ unreadable: [UnreadableRow], _ superseded: [StoredRow],
        _ aside: RowsAside?, _ facts: IntakeFacts
    ) -> UndecidedItems {
        let latest = facts.latest(of: number)
        let product = latest?.sample.product ?? decision?.filing?.product
        var undecided = (aside ?? RowsAside(open: [])).undecided(
            after: decision, unreadable: unreadable, superseded: superseded
        ) { item in product.flatMap { criteria[$0] }?.editions.contains { $0.item(item) != nil } ?? false }
        if latest?.version.mayLackRows ?? false { undecided.hasOthers = true }
        return undecided
    }

    /// The latest version of a report, to be judged again: where what lies in quarantine now changes its verdict, or less
    /// does than when it was judged.
    private func restated(_ number: String, _ undecided: UndecidedItems, _ facts: IntakeFacts) -> ReportFiling? {
        guard let (sample, latest) = facts.latest(of: number), latest.undecided != undecided,
            let filing = sample.restating(undecided), let criteria = criteria[filing.product]
        else { return nil }
        let before = verdict(filing.leaving(latest.undecided), criteria)
        guard before != verdict(filing, criteria) || undecided.isLess(than: latest.undecided) else { return nil }
        return filing
    }

    private func verdict(_ filing: ReportFiling, _ criteria: ProductCriteria) -> Verdict {
        JudgingInputs(filing).judge(under: criteria).verdict
    }

    /// Concludes in the same breath where report and criteria are all that judging needs. Nil leaves it to the job that the
    /// filing then makes due: for whatever else has to be there first, or looked up.
    ///
    /// - Parameter judges: those of the products that came up so far.
    private func conclude(
        _ filing: ReportFiling, _ judges: inout [String: SampleJudge]
    ) -> (found: Conclusion, inputHash: String)? {
        guard let criteria = criteria[filing.product] else { return nil }
        // Whether every required piece is there is found out when the report is judged.
        guard evidence.requirement(of: filing.product).needs.isEmpty else { return nil }
        let inputs = JudgingInputs(filing)
        let found = inputs.judge(by: &judges[filing.product, default: SampleJudge(criteria)])
        // Few are; they are judged one by one when they are filed, each with what was found at its shop until then.
        guard !inputs.needEarlierFindings(found, under: criteria) else { return nil }
        return (found, inputs.hash)
    }
}

extension JudgingInputs {
    fileprivate init(_ filing: ReportFiling) {
        self.init(
            product: filing.product, report: filing.submission, soldOn: filing.soldOn, undecided: filing.undecided)
    }
}
