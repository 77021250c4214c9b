package import Domain
package import Store

extension Samples {
    /// A version of a report as it was filed.
    package struct Filed: Hashable, Sendable {
        package let id: Int64
        package let version: Int
        /// False when the same had been filed before.
        package let isNew: Bool
    }

    /// Files a report the way uploads go: opened, decided from what the store knows, recorded. Its judgement is left to
    /// the job, as it is where a report waits for evidence. The criteria know every item of it, and the laboratory's scope
    /// is not asked for.
    ///
    /// - Throws: `IntakeFault` where it is not taken; its rows then lie in quarantine.
    package static func file(
        _ submission: ReportSubmission, from laboratory: String = laboratory, in store: Store
    ) async throws -> Filed {
        let actor = Actor("laboratory:" + laboratory)
        let (upload, _) = try await store.openUpload(
            UploadOpening(
                laboratory: laboratory, contentHash: submission.contentHash, form: .json, name: "", uploader: actor,
                header: [], encoding: "utf-8", rows: submission.results.count, groups: 1, incomplete: nil))
        guard !upload.isRead else { return try await filed(submission, from: laboratory, in: store) }
        let decision = try await decision(submission, from: laboratory, in: store)
        try await store.recordIntake(
            [DecidedReport(decision: decision, unreadable: [])], groups: 0..<1, of: upload, by: actor
        ) { Array("results[\($0 - 1)]".utf8) }
        for case .quarantined(let fault) in decision.fates { throw fault }
        let filed = try await filed(submission, from: laboratory, in: store)
        return Filed(id: filed.id, version: filed.version, isNew: decision.filing != nil)
    }

    private static func decision(
        _ submission: ReportSubmission, from laboratory: String, in store: Store
    ) async throws -> IntakeDecision {
        let known = try await store.intakeFacts(
            laboratory: laboratory, labels: [submission.sampleLabel], numbers: [submission.number])
        var facts = IntakeFacts(
            samples: known.samples, labels: known.labels, scope: .waived, today: submission.testedOn)
        let rows = submission.results.enumerated().map { index, result in
            IntakeRow(
                ordinal: index + 1, place: "results[\(index)]", head: ReportHead(submission), result: result)
        }
        let criteria = criteria(knowing: Set(submission.results.map(\.item)))
        return IntakeDecision(rows, options: .init(), catalogue: ItemCatalogue([criteria]), facts: &facts)
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
