package import Domain
internal import GRDB

/// A judged report, for a trial of criteria.
package struct PastReport: Sendable {
    package let sample: Int64
    package let facts: JudgingFacts
}

extension Store {
    /// The judged reports of a product in force, of samples of sellers within `region`, the latest samples first. Reports
    /// that were withdrawn or corrected are left out.
    ///
    /// - Parameters:
    ///   - before: the number of the sample after which the list continues; nil for its begin.
    ///   - limit: maximum number of samples that are looked at.
    /// - Returns: the reports, and the sample after which the list continues; nil at its end.
    package func pastReports(
        of product: String, in region: RegionCode, before: Int64?, limit: Int
    ) async throws -> (reports: [PastReport], next: Int64?) {
        try await read { database in
            let rows = try database.all(
                """
                SELECT s.id, p.sellerRegion, r.id AS reportId FROM sample s JOIN purchase p ON p.id = s.purchaseId
                LEFT JOIN report r ON r.sampleId = s.id
                    AND r.version = (SELECT MAX(x.version) FROM report x WHERE x.sampleId = s.id)
                    AND EXISTS (SELECT 1 FROM conclusion c WHERE c.reportId = r.id)
                    AND NOT EXISTS (SELECT 1 FROM reportWithdrawal w WHERE w.reportId = r.id)
                WHERE s.product = $1 AND s.id < $2 ORDER BY s.id DESC LIMIT $3
                """, product, before ?? .max, limit)
            let reports = try rows.compactMap { row -> PastReport? in
                let report: Int64? = row["reportId"]
                guard let report, region.contains(try row.region("sellerRegion")) else { return nil }
                return PastReport(sample: row["id"], facts: try database.judgingFacts(report: report))
            }
            return (reports, rows.count == limit ? rows.last?["id"] : nil)
        }
    }
}
