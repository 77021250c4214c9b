package import Domain
internal import GRDB

extension Store {
    /// The purchase days of other failing samples of the same product from the same shop, up to the purchase day of
    /// this report's sample. For a corrected report, only the last version counts.
    package func earlierFindings(report id: Int64) async throws -> [CalendarDay] {
        try await read { database in
            try database.all(
                """
                SELECT p.purchasedOn
                FROM report own JOIN sample os ON os.id = own.sampleId JOIN purchase op ON op.id = os.purchaseId
                JOIN purchaseTask ot ON ot.id = op.taskId
                JOIN frameEntry oe ON oe.runId = ot.runId AND oe.listingId = ot.listingId
                JOIN listing ol ON ol.id = oe.listingId JOIN fullSnapshot seen ON seen.id = oe.snapshotId
                JOIN sample s ON s.product = os.product AND s.id <> os.id
                JOIN purchase p ON p.id = s.purchaseId AND p.purchasedOn <= op.purchasedOn
                JOIN purchaseTask t ON t.id = p.taskId
                JOIN frameEntry e ON e.runId = t.runId AND e.listingId = t.listingId
                JOIN listing l ON l.id = e.listingId AND l.platform = ol.platform
                JOIN fullSnapshot n ON n.id = e.snapshotId
                JOIN report r ON r.sampleId = s.id JOIN conclusion c ON c.reportId = r.id
                WHERE own.id = $1 AND c.verdict = 'fails'
                    AND COALESCE(n.shopIdentifier, n.shopName, p.sellerName)
                        = COALESCE(seen.shopIdentifier, seen.shopName, op.sellerName)
                    AND NOT EXISTS (SELECT 1 FROM report later JOIN conclusion lc ON lc.reportId = later.id
                        WHERE later.sampleId = s.id AND later.version > r.version)
                    AND NOT EXISTS (SELECT 1 FROM reportWithdrawal w JOIN report d ON d.id = w.reportId
                        WHERE d.sampleId = s.id AND d.version >= r.version)
                ORDER BY p.purchasedOn, s.id
                """, id
            ).map { try $0.day("purchasedOn") }
        }
    }
}
