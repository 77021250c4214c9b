package import Domain
internal import GRDB

extension Store {
    /// The stored facts about these samples and report numbers of a laboratory, in one read.
    package func intakeFacts(
        laboratory: String, labels: Set<String>, numbers: Set<String>
    ) async throws -> IntakeFacts {
        let today = clock.now().day()
        return try await read { database in
            let samples = try database.cachedStatement(sql: IntakeFacts.sampleQuery.forSQLite)
            let reports = try database.cachedStatement(sql: IntakeFacts.reportQuery.forSQLite)
            var facts = IntakeFacts(samples: [:], numbers: [:], scope: try database.scope(of: laboratory), today: today)
            for number in numbers where !number.utf8.contains(0) {
                guard let row = try Row.fetchOne(reports, arguments: [laboratory, number]) else { continue }
                facts.numbers[number] = IntakeFacts.NumberUse(
                    label: row["label"], version: row["version"], isWithdrawn: row["withdrawals"] > 0)
            }
            for label in labels.union(facts.numbers.values.map(\.label)) where !label.utf8.contains(0) {
                guard let row = try Row.fetchOne(samples, arguments: [label, laboratory]) else { continue }
                let latest: Int64? = row["latest"]
                let received: String? = row["receivedOn"]
                facts.samples[label] = IntakeFacts.Sample(
                    id: row["id"], product: row["product"],
                    receivedOn: try received.map { _ in try row.day("receivedOn") },
                    soldOn: try row.day("purchasedOn"),
                    latest: try latest.map { try database.latestVersion($0) })
            }
            return facts
        }
    }
}

extension IntakeFacts {
    fileprivate static let sampleQuery: PortableSQL = """
        SELECT s.id, s.product, p.purchasedOn, x.receivedOn,
            (SELECT r.id FROM report r WHERE r.sampleId = s.id ORDER BY r.version DESC LIMIT 1) AS latest
        FROM sample s JOIN purchase p ON p.id = s.purchaseId LEFT JOIN sampleReceipt x ON x.sampleId = s.id
        WHERE s.label = $1 AND s.laboratory = $2
        """

    fileprivate static let reportQuery: PortableSQL = """
        SELECT s.label, r.version, (SELECT COUNT(*) FROM reportWithdrawal w WHERE w.reportId = r.id) AS withdrawals
        FROM report r JOIN sample s ON s.id = r.sampleId WHERE r.laboratory = $1 AND r.number = $2
        ORDER BY r.version DESC LIMIT 1
        """
}

extension Database {
    fileprivate func latestVersion(_ report: Int64) throws -> IntakeFacts.Version {
        let versions = try all(
            """
            SELECT version, contentHash,
                (SELECT COUNT(*) FROM reportWithdrawal w WHERE w.reportId = report.id) AS withdrawals
            FROM report WHERE sampleId = (SELECT sampleId FROM report WHERE id = $1) ORDER BY version DESC
            """, report)
        guard let latest = versions.first else { throw StoreError.notFound("report \(report)") }
        return IntakeFacts.Version(
            version: latest["version"], submission: try judgingFacts(report: report).submission,
            isWithdrawn: latest["withdrawals"] > 0, contentHash: latest["contentHash"],
            replacedHashes: Set(versions.dropFirst().map { $0["contentHash"] }))
    }
}
