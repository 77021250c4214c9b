package import Domain
internal import GRDB

extension Store {
    /// Keeps the conclusion on a report, once, and makes its routing due.
    package func recordConclusion(report: Int64, _ conclusion: Conclusion, inputHash: String) async throws {
        try await write { database, now in
            let known = try database.value("SELECT COUNT(*) FROM conclusion WHERE reportId = $1", report)
            guard known == 0 else { return }
            var writer = try ReportWriter(database, at: now)
            try writer.conclude(report: report, conclusion, inputHash: inputHash)
            try database.settle(.judge, key: String(report), at: now)
        }
    }
}
