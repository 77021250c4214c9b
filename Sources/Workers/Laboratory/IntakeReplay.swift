package import Domain
internal import Files
internal import Rulebook
package import Store

/// Decides again reports that were not filed: after a correction of the criteria, the scope, the sample or a row, after
/// the dismissal of a row, and after a review. The decision is made as in the first pass, from the kept rows.
package struct IntakeReplay: Sendable {
    /// The states of the rows after a replay.
    package struct RowCounts: Hashable, Sendable {
        package private(set) var counts: [IntakeRowState: Int] = [:]

        package subscript(state: IntakeRowState) -> Int {
            counts[state] ?? 0
        }

        mutating func add(_ decision: IntakeDecision) {
            for index in decision.rows.indices { counts[decision.state(of: index), default: 0] += 1 }
        }
    }

    private static let rowsPerTransaction = 4_000
    private let context: AppContext

    package init(_ context: AppContext) {
        self.context = context
    }

    /// Decides all open reports of an upload.
    @discardableResult
    package func run(upload: Int64, by actor: Actor) async throws -> RowCounts {
        var summary = RowCounts()
        try await replay(upload, nil, by: actor, &summary)
        return summary
    }

    /// Decides the reports with open rows in the selection.
    package func run(_ selection: IntakeRowSelection, by actor: Actor) async throws -> RowCounts {
        try await run(context.store.openReports(selection), by: actor)
    }

    /// Decides these reports. A nil number selects all reports, because a row without a report number holds all reports
    /// of its upload.
    @discardableResult
    package func run(_ reports: Set<UploadedReport>, by actor: Actor) async throws -> RowCounts {
        var summary = RowCounts()
        for (upload, reports) in Dictionary(grouping: reports, by: \.upload).sorted(by: { $0.key < $1.key }) {
            let numbers = reports.compactMap(\.number)
            try await replay(upload, numbers.count == reports.count ? Set(numbers) : nil, by: actor, &summary)
        }
        return summary
    }

    /// - Parameter wanted: the numbers of the reports; nil for all.
    private func replay(
        _ upload: Int64, _ wanted: Set<String>?, by actor: Actor, _ summary: inout RowCounts
    ) async throws {
        let open = try await context.store.openReports(of: upload).filter { report in
            guard let wanted else { return true }
            return report.number.map(wanted.contains) ?? false
        }
        var done: Set<String?> = []
        for batch in ReportRows.batches(of: open.map(\.rows), limit: Self.rowsPerTransaction) {
            try Task.checkCancellation()
            let decided = try await IntakeProcessor.decidingAgain {
                try await replay(upload, Set(open[batch].map(\.number)).subtracting(done), by: actor)
            }
            for report in decided {
                summary.add(report.decision)
                done.insert(report.decision.rows.first?.reportNumber)
            }
        }
    }

    private func replay(_ id: Int64, _ numbers: Set<String?>, by actor: Actor) async throws -> [DecidedReport] {
        let upload = try await context.store.upload(id)
        let groups = try await openGroups(of: id, numbers)
        let isNameless = groups.contains { $0.number == nil }
        // Rows without a report number are read with every batch and decided with one batch.
        let reports = groups.filter { $0.number != nil || numbers.contains(nil) }
        // Reports of an import that is not finished are not complete.
        let decided = try await IntakeProcessor(context).decide(
            reports[...], of: upload, hasNamelessRows: isNameless || !upload.isRead)
        try await context.store.recordIntake(decided, of: upload, by: actor)
        return decided
    }

    /// The open rows of these reports, and of each report that a corrected row of them now names.
    private func openGroups(of upload: Int64, _ numbers: Set<String?>) async throws -> [ReportRows] {
        var wanted = Set(numbers.compactMap(\.self))
        while true {
            let rows = try await context.store.openRows(of: upload, reports: wanted)
            let groups = try await Threads.run { ReportRows.groups(of: rows.map(UploadReading.reread)) }
            let named = Set(groups.compactMap(\.number))
            guard !named.isSubset(of: wanted) else { return groups }
            wanted.formUnion(named)
        }
    }
}
