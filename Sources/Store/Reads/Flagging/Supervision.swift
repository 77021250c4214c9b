package import Domain
internal import GRDB

extension Store {
    /// Counts of complaints and opinions whose window ended on `since` or later. Each count is the latest version.
    package func attentionCounts(since: CalendarDay, limit: Int = .max) async throws -> [AttentionCount] {
        try await read { database in
            try database.all(
                """
                SELECT a.* FROM attentionCount a
                WHERE a.untilDay >= $1 AND a.id = (
                    SELECT MAX(b.id) FROM attentionCount b
                    WHERE b.about = a.about AND b.platform = a.platform AND b.subject = a.subject AND b.type = a.type
                        AND b.fromDay = a.fromDay AND b.untilDay = a.untilDay AND b.source = a.source)
                ORDER BY a.id DESC LIMIT $2
                """, since.text, limit
            ).map { row in
                let platform: String = row["platform"]
                guard
                    let subject = AttentionSubject(
                        kind: try row.word("about"), platform: platform.isEmpty ? nil : platform, name: row["subject"])
                else { throw StoreError.inconsistent("the platform of a stored count does not match its subject") }
                return AttentionCount(
                    subject: subject, type: try row.word("type"), count: row["count"], from: try row.day("fromDay"),
                    until: try row.day("untilDay"), source: row["source"])
            }
        }
    }

    /// Shops whose goods failed, by calendar year: from imported lists, and from our own current conclusions under the
    /// source `ownSource`.
    package func shopFailures(ownSource: String) async throws -> [ShopFailure] {
        try await read { database in
            let imported = try database.all("SELECT platform, shop, year, source FROM shopFailure ORDER BY id")
            let own = try database.all(
                """
                SELECT DISTINCT l.platform, COALESCE(n.shopIdentifier, n.shopName) AS shop, r.testedOn
                FROM conclusion c JOIN report r ON r.id = c.reportId JOIN sample s ON s.id = r.sampleId
                JOIN purchase p ON p.id = s.purchaseId JOIN purchaseTask t ON t.id = p.taskId
                JOIN frameEntry f ON f.runId = t.runId AND f.listingId = t.listingId
                JOIN listing l ON l.id = t.listingId JOIN fullSnapshot n ON n.id = f.snapshotId
                WHERE c.verdict = 'fails' AND COALESCE(n.shopIdentifier, n.shopName) IS NOT NULL
                    AND r.version = (SELECT MAX(v.version) FROM report v WHERE v.sampleId = r.sampleId)
                    AND NOT EXISTS (SELECT 1 FROM reportWithdrawal w WHERE w.reportId = r.id)
                """)
            return imported.map { row in
                ShopFailure(platform: row["platform"], shop: row["shop"], year: row["year"], source: row["source"])
            }
                + (try own.map { row in
                    ShopFailure(
                        platform: row["platform"], shop: row["shop"], year: try row.day("testedOn").year,
                        source: ownSource)
                })
        }
    }
}
