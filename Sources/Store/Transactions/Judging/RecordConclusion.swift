package import Domain
internal import GRDB

extension Store {
    /// Records the conclusion on a report once and enqueues its routing.
    ///
    /// - Returns: false if the conclusion is that the sample meets and a report of the sample is held. Then nothing is
    ///   recorded; the end of the hold enqueues the judging again.
    @discardableResult
    package func recordConclusion(report: Int64, _ conclusion: Conclusion, inputHash: String) async throws -> Bool {
        try await write { database, now in
            let known = try database.value("SELECT COUNT(*) FROM conclusion WHERE reportId = $1", report)
            guard known == 0 else { return true }
            guard try conclusion.verdict != .meets || !database.isSampleHeld(ofReport: report) else { return false }
            var writer = try ReportWriter(database, at: now)
            try writer.conclude(report: report, conclusion, inputHash: inputHash)
            try database.markDone(.judge(report: report), at: now)
            return true
        }
    }
}
