package import Domain
internal import Store

/// Judges past reports of a product by one of its editions, as if it were in force for all goods, and lists the verdicts
/// that would change. Nothing is stored, and earlier findings are not considered.
package struct TryEdition: Sendable {
    /// The reports of one part that were judged again.
    package struct Outcome: Sendable {
        package let reports: Int
        /// The samples whose verdict or hazard would change, each with its changes: first the sample, then the items.
        package let changed: [(sample: Int64, changes: [CriteriaTrial.Change])]
        /// The sample after which the next part begins; nil if there is none.
        package let next: Int64?
    }

    /// The number of samples of one part.
    package static let part = 1_000
    /// A part computes for some tenths of a second.
    private static let executor = BoundedExecutor(atOnce: 2, mostWaiting: 8)

    private let store: Store

    package init(_ context: AppContext) {
        store = context.store
    }

    package func run(
        _ edition: CriteriaEdition, of criteria: ProductCriteria, in region: RegionCode, before: Int64? = nil,
        part: Int = TryEdition.part
    ) async throws -> Outcome {
        let (past, next) = try await store.pastReports(
            of: criteria.product, in: region, before: before, limit: part)
        let trial = CriteriaTrial(current: criteria, next: criteria.alone(edition))
        let changed = try await Self.executor.run {
            past.compactMap { report -> (sample: Int64, changes: [CriteriaTrial.Change])? in
                let changes = trial.changes(for: report.facts.submission, soldOn: report.facts.soldOn)
                return changes.contains { $0.item == nil } ? (report.sample, changes) : nil
            }
        }
        return Outcome(reports: past.count, changed: changed, next: next)
    }
}
