package import Domain
package import Store

/// Takes in what a laboratory uploads.
package struct FileReports: Sendable {
    /// What became of one report of a file.
    package struct Outcome: Sendable {
        package let number: String
        package let label: String
        package let results: Int
        package let outcome: Result<FiledReport, ReportRefusal>
    }

    private let store: Store

    package init(_ store: Store) {
        self.store = store
    }

    /// Files every report in `bytes` that can be filed; one that cannot does not stop the others.
    ///
    /// - Throws: `UploadFault` when the file as a whole cannot be read; then nothing of it is kept.
    package func run(
        _ bytes: [UInt8], form: UploadForm, laboratory: String
    ) async throws -> [Outcome] {
        try await run(UploadedReports.read(bytes, form: form).reports, laboratory: laboratory)
    }

    /// Files every one of `reports` that can be filed; one that cannot does not stop the others.
    package func run(_ reports: [ReportSubmission], laboratory: String) async throws -> [Outcome] {
        var outcomes: [Outcome] = []
        for submission in reports {
            let outcome: Result<FiledReport, ReportRefusal>
            do {
                outcome = .success(try await store.fileReport(submission, from: laboratory))
            } catch let refusal as ReportRefusal {
                outcome = .failure(refusal)
            }
            outcomes.append(
                Outcome(
                    number: submission.number, label: submission.sampleLabel, results: submission.results.count,
                    outcome: outcome))
        }
        return outcomes
    }
}
