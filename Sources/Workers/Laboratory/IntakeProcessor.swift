internal import Domain
internal import Rulebook
internal import Store

/// Decides the reports of one upload. It reads the facts from the store, then decides and judges on a separate thread,
/// without the database.
struct IntakeProcessor: Sendable {
    private let store: Store
    private let criteria: [String: ProductCriteria]
    private let catalogue: ItemCatalogue
    private let evidence: EvidenceRules

    init(_ context: AppContext) {
        store = context.store
        criteria = context.rulebook.criteria
        catalogue = ItemCatalogue(context.rulebook.criteria.values)
        evidence = context.rulebook.evidence
    }

    /// - Parameter hasNamelessRows: whether the upload has an open row without a report number.
    func decide(
        _ reports: ArraySlice<ReportRows>, of upload: LabUploadRow, hasNamelessRows: Bool
    ) async throws -> [DecidedReport] {
        let numbers = Set(reports.compactMap(\.number))
        var labels: Set<String> = []
        for report in reports {
            labels.formUnion(report.rows.compactMap(\.sampleLabel))
        }
        let held = try await store.heldRows(of: upload.laboratory, reports: numbers, before: upload.id)
        let earlier = try await Threads.run { held.map { (kept: $0, read: UploadReading.reread($0)) } }
        labels.formUnion(earlier.compactMap(\.read.sampleLabel))
        let known = try await store.intakeFacts(laboratory: upload.laboratory, labels: labels, numbers: numbers)
        let uploadState = IntakeDecision.Upload(
            review: upload.review, reviewReason: upload.reviewReason, hasNamelessRows: hasNamelessRows)
        let seen = Set(held.map(\.id))
        return try await Threads.run {
            var facts = known
            for row in earlier {
                guard let number = row.read.reportNumber ?? row.kept.reportNumber else { continue }
                facts.held[number, default: []].append(IntakeFacts.HeldRow(row.read, code: row.kept.code))
            }
            var judges: [String: SampleJudge] = [:]
            return reports.map { report in
                let decision = IntakeDecision(report.rows, of: uploadState, catalogue: catalogue, facts: &facts)
                return DecidedReport(
                    decision, conclusion: decision.filing.flatMap { conclude($0, &judges) }, heldRows: seen)
            }
        }
    }

    /// The conclusion on a filing, if judging needs only the report and the criteria. Nil if the judging job must make
    /// it.
    ///
    /// - Parameter judges: a cache of judges by product.
    private func conclude(
        _ filing: ReportFiling, _ judges: inout [String: SampleJudge]
    ) -> (found: Conclusion, inputHash: String)? {
        guard let criteria = criteria[filing.product] else { return nil }
        // The judging job checks the required evidence.
        guard evidence.requirement(of: filing.product).needs.isEmpty else { return nil }
        let inputs = JudgingInputs(product: filing.product, report: filing.submission, soldOn: filing.soldOn)
        let found = inputs.judge(by: &judges[filing.product, default: SampleJudge(criteria)])
        // Earlier findings at the same shop are known only after the report is filed.
        guard !inputs.needEarlierFindings(found, under: criteria) else { return nil }
        return (found, inputs.hash)
    }

    /// The maximum number of attempts while other processes file reports of the same samples.
    private static let attempts = 50

    /// Decides again if another process changed the facts before the decision was recorded.
    static func decidingAgain<Value>(_ body: () async throws -> Value) async throws -> Value {
        for _ in 1..<attempts {
            do {
                return try await body()
            } catch is IntakeConflict {
                continue
            }
        }
        return try await body()
    }
}
