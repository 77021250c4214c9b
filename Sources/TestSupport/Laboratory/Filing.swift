package import Domain
package import Store

extension Samples {
    /// A filed version of a report.
    package struct Filed: Hashable, Sendable {
        package let id: Int64
        package let version: Int
        /// False if the same report was already on file.
        package let isNew: Bool
    }

    /// Files a report in the same steps as an upload: open it, decide from the facts of the store, record the decision.
    /// The report is not judged here: a job judges it, as for a report that waits for evidence. The criteria know all its
    /// items, and the scope of the laboratory is not checked.
    ///
    /// - Throws: `IntakeFault` if the report is not taken. Its rows are then in quarantine.
    package static func file(
        _ submission: ReportSubmission, from laboratory: String = laboratory, in store: Store
    ) async throws -> Filed {
        let actor = Actor.laboratory(laboratory)
        let (upload, _) = try await store.openUpload(
            UploadOpening(
                laboratory: laboratory, contentHash: submission.contentHash, form: .json, name: "", uploader: actor,
                header: [], encoding: "utf-8", rows: submission.results.count, groups: 1))
        guard !upload.isRead else { return try await filed(submission, from: laboratory, in: store) }
        let decision = try await decision(submission, from: laboratory, in: store)
        try await store.recordIntake(
            [DecidedReport(decision)], groups: 0..<1, of: upload, by: actor
        ) { Array("results[\($0 - 1)]".utf8) }
        for fault in decision.faults.compactMap(\.self) { throw fault }
        let filed = try await filed(submission, from: laboratory, in: store)
        return Filed(id: filed.id, version: filed.version, isNew: decision.filing != nil)
    }

    private static func decision(
        _ submission: ReportSubmission, from laboratory: String, in store: Store
    ) async throws -> IntakeDecision {
        let known = try await store.intakeFacts(
            laboratory: laboratory, labels: [submission.sampleLabel], numbers: [submission.number])
        var facts = IntakeFacts(
            samples: known.samples, numbers: known.numbers, scope: .waived, today: submission.testedOn)
        let rows = submission.results.enumerated().map { index, result in
            ReadRow.row(
                IntakeRow(
                    ordinal: index + 1, place: "results[\(index)]", head: ReportHead(submission), result: result))
        }
        let criteria = criteria(knowing: Set(submission.results.map(\.item)))
        return IntakeDecision(rows, of: .init(), catalogue: ItemCatalogue([criteria]), facts: &facts)
    }

    private static func filed(
        _ submission: ReportSubmission, from laboratory: String, in store: Store
    ) async throws -> Filed {
        for row in try await store.reports(of: laboratory, number: submission.number, limit: .max) {
            guard try await store.judgingFacts(report: row.id).submission == submission else { continue }
            return Filed(id: row.id, version: row.version, isNew: false)
        }
        throw StoreError.notFound("report \(submission.number)")
    }
}
