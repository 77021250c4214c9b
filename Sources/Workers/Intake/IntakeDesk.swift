internal import Domain
internal import Rulebook
internal import Store

/// Decides groups of rows: facts from the store, then everything that computes on a thread of its own, the judging of what
/// is to be filed included. The database is not waited for meanwhile.
struct IntakeDesk: Sendable {
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

    init(_ workshop: Workshop, laboratory: String) {
        store = workshop.store
        criteria = workshop.rulebook.criteria
        catalogue = ItemCatalogue(workshop.rulebook.criteria.values)
        evidence = workshop.rulebook.evidence
        self.laboratory = laboratory
    }

    func decide(
        _ groups: ArraySlice<RowGroup>, manner: @escaping @Sendable (RowGroup) -> IntakeDecision.Manner
    ) async throws -> [Decided] {
        var labels: Set<String> = []
        var numbers: Set<String> = []
        for group in groups {
            for row in group.rows { labels.insert(row.head.sampleLabel) }
            if let number = group.rows.first?.head.number { numbers.insert(number) }
        }
        let known = try await store.intakeFacts(laboratory: laboratory, labels: labels, numbers: numbers)
        let open = try await store.openRows(of: laboratory, reports: numbers)
        return try await OwnThreads.run {
            var facts = known
            let open = Dictionary(grouping: open) { $0.reportNumber }
            return groups.map { decide($0, manner($0), open, &facts) }
        }
    }

    private func decide(
        _ group: RowGroup, _ manner: IntakeDecision.Manner, _ open: [String?: [IntakeRowRow]],
        _ facts: inout IntakeFacts
    ) -> Decided {
        guard let first = group.rows.first else {
            return Decided(report: DecidedReport(decision: nil, unreadable: group.unreadable), version: nil)
        }
        let decision = IntakeDecision(
            group.rows, unreadable: group.unreadable.count, manner: manner, catalogue: catalogue, facts: &facts)
        return Decided(
            report: DecidedReport(
                decision: decision, unreadable: group.unreadable, conclusion: decision.filing.flatMap(conclude),
                superseded: SupersededRows.of(decision, open: open[first.head.number] ?? [])),
            version: facts.samples[first.head.sampleLabel]?.latest?.version)
    }

    /// Concludes in the same breath where report and criteria are all that judging needs. Nil leaves it to the job that the
    /// filing then makes due: for whatever else has to be there first, or looked up.
    private func conclude(_ filing: ReportFiling) -> (found: Conclusion, inputHash: String)? {
        guard let criteria = criteria[filing.product] else { return nil }
        // Whether every required piece is there is found out when the report is judged.
        guard evidence.requirement(of: filing.product).needs.isEmpty else { return nil }
        let inputs = JudgingInputs(product: filing.product, report: filing.submission, soldOn: filing.soldOn)
        let found = inputs.judge(under: criteria)
        // Few are; they are judged one by one when they are filed, each with what was found at its shop until then.
        guard !inputs.needEarlierFindings(found, under: criteria) else { return nil }
        return (found, inputs.hash)
    }
}
