package import Domain
internal import GRDB

extension Store {
    /// What the store knows of these samples and report numbers of a laboratory, in one look.
    package func intakeFacts(
        laboratory: String, labels: Set<String>, numbers: Set<String>
    ) async throws -> IntakeFacts {
        let today = clock.now().day()
        return try await read { database in
            let samples = try database.cachedStatement(sql: IntakeFacts.sampleQuery.forSQLite)
            let reports = try database.cachedStatement(sql: IntakeFacts.reportQuery.forSQLite)
            var facts = IntakeFacts(samples: [:], labels: [:], scope: try database.scope(of: laboratory), today: today)
            for number in numbers where !number.utf8.contains(0) {
                guard let row = try Row.fetchOne(reports, arguments: [laboratory, number]) else { continue }
                facts.labels[number] = row["label"]
            }
            var nameless = NamelessRows()
            for label in labels.union(facts.labels.values) where !label.utf8.contains(0) {
                guard let row = try Row.fetchOne(samples, arguments: [label, laboratory]) else { continue }
                let latest: Int64? = row["latest"]
                let received: String? = row["receivedOn"]
                facts.samples[label] = IntakeFacts.Sample(
                    id: row["id"], product: row["product"],
                    receivedOn: try received.map { _ in try row.day("receivedOn") },
                    soldOn: try row.day("purchasedOn"),
                    latest: try latest.map {
                        try database.latestVersion($0, laboratory: laboratory, &nameless)
                    })
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
        SELECT s.label FROM report r JOIN sample s ON s.id = r.sampleId WHERE r.laboratory = $1 AND r.number = $2
        LIMIT 1
        """
}

extension Database {
    fileprivate func latestVersion(
        _ report: Int64, laboratory: String, _ nameless: inout NamelessRows
    ) throws -> IntakeFacts.Version {
        let facts = try judgingFacts(report: report)
        let row = try first(
            """
            SELECT r.version, r.restates, (SELECT COUNT(*) FROM reportWithdrawal w WHERE w.reportId = r.id) AS withdrawals
            FROM report r WHERE r.id = $1
            """, report)
        let versions = try all(
            """
            SELECT contentHash, completes, uploadId FROM report
            WHERE sampleId = (SELECT sampleId FROM report WHERE id = $1) ORDER BY version DESC
            """, report)
        let standing = versions.prefix { $0["completes"] == 1 }.count + 1
        let open = try value(
            """
            SELECT COUNT(*) FROM intakeRow i JOIN labUpload u ON u.id = i.uploadId
            WHERE i.reportNumber = $1 AND i.resolvedAt IS NULL AND u.laboratory = $2
            """, facts.submission.number, laboratory)
        let uploads = Set(versions.compactMap { $0["uploadId"] as Int64? })
        return IntakeFacts.Version(
            version: row?["version"] ?? 1, submission: facts.submission, isWithdrawn: (row?["withdrawals"] ?? 0) > 0,
            contentHashes: Set(versions.prefix(standing).map { $0["contentHash"] }),
            replacedHashes: Set(versions.dropFirst(standing).map { $0["contentHash"] }), isIncomplete: open > 0,
            undecided: facts.undecided, contentVersion: row?["restates"],
            mayLackRows: try uploads.contains { try nameless.are(in: $0, self) })
    }
}

/// Whether uploads have rows in quarantine that name no report, each looked up once.
private struct NamelessRows {
    private var known: [Int64: Bool] = [:]

    mutating func are(in upload: Int64, _ database: Database) throws -> Bool {
        if let known = known[upload] { return known }
        let found = try database.value(
            """
            SELECT COUNT(*) FROM intakeRow
            WHERE uploadId = $1 AND state = 'quarantined' AND reportNumber IS NULL
            """, upload)
        known[upload] = found > 0
        return found > 0
    }
}
