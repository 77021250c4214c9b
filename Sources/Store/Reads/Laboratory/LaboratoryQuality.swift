package import Domain
internal import GRDB

extension Store {
    /// The quality table, with one line per laboratory.
    package func laboratoryQuality() async throws -> [LaboratoryQuality.Line] {
        try await read { database in
            LaboratoryQuality.table(
                samples: try database.qualitySamples(), duplicates: try database.qualityDuplicates(),
                rows: try database.qualityRows())
        }
    }
}

extension Database {
    fileprivate func qualitySamples() throws -> [LaboratoryQuality.SampleFacts] {
        // Few samples have a correction or a withdrawal, so these are not looked up for each sample.
        var corrections: [Int64: Int] = [:]
        for row in try all("SELECT sampleId FROM report WHERE version > 1") {
            corrections[row["sampleId"], default: 0] += 1
        }
        let withdrawn = Set(
            try all("SELECT r.sampleId FROM reportWithdrawal w JOIN report r ON r.id = w.reportId").map {
                $0["sampleId"] as Int64
            })
        return try all(
            """
            SELECT s.id, s.laboratory, p.purchasedOn, x.receivedOn, r.receivedAt AS reportedAt
            FROM sample s JOIN purchase p ON p.id = s.purchaseId LEFT JOIN sampleReceipt x ON x.sampleId = s.id
            LEFT JOIN report r ON r.sampleId = s.id AND r.version = 1
            ORDER BY s.id
            """
        ).map { row in
            let sample: Int64 = row["id"]
            let received: String? = row["receivedOn"]
            return LaboratoryQuality.SampleFacts(
                laboratory: row["laboratory"],
                receivedOn: try received.map { _ in try row.day("receivedOn") } ?? row.day("purchasedOn"),
                hasReceipt: received != nil, reportedOn: row.optionalMoment("reportedAt")?.day(),
                corrections: corrections[sample] ?? 0, isWithdrawn: withdrawn.contains(sample))
        }
    }

    fileprivate func qualityDuplicates() throws -> [LaboratoryQuality.DuplicateFacts] {
        try all("SELECT leftId, rightId FROM blindDuplicate ORDER BY leftId, rightId").map { row in
            LaboratoryQuality.DuplicateFacts(
                left: try currentResult(ofSample: row["leftId"]), right: try currentResult(ofSample: row["rightId"]))
        }
    }

    /// The current result of one sample: the conclusion on its latest version, unless that version was withdrawn.
    func currentResult(ofSample sample: Int64) throws -> LaboratoryQuality.DuplicateFacts.Side {
        guard let known = try first("SELECT laboratory FROM sample WHERE id = $1", sample) else {
            throw StoreError.inconsistent("a blind duplicate names a sample that does not exist")
        }
        let standing = try first(
            """
            SELECT c.id, c.verdict FROM report r JOIN conclusion c ON c.reportId = r.id
            WHERE r.sampleId = $1 AND r.version = (SELECT MAX(m.version) FROM report m WHERE m.sampleId = $1)
                AND NOT EXISTS (SELECT 1 FROM reportWithdrawal w WHERE w.reportId = r.id)
            """, sample)
        guard let standing else { return .init(laboratory: known["laboratory"], verdict: nil, items: [:]) }
        var items: [String: Verdict] = [:]
        for row in try all(
            "SELECT item, specimen, verdict FROM itemJudgement WHERE conclusionId = $1", standing["id"] as Int64)
        {
            items["\(row["item"] as String) \(row["specimen"] as Int)"] = try row.word("verdict")
        }
        return .init(laboratory: known["laboratory"], verdict: try standing.word("verdict"), items: items)
    }

    fileprivate func qualityRows() throws -> [String: LaboratoryQuality.RowFacts] {
        let rows = try all(
            """
            SELECT u.laboratory, SUM(u.rowCount) AS total,
                (SELECT COUNT(*) FROM intakeRow i JOIN labUpload v ON v.id = i.uploadId
                 WHERE v.laboratory = u.laboratory AND (i.code IS NOT NULL OR i.corrected IS NOT NULL)) AS faults
            FROM labUpload u GROUP BY u.laboratory
            """)
        return Dictionary(
            uniqueKeysWithValues: rows.map {
                ($0["laboratory"], LaboratoryQuality.RowFacts(rows: $0["total"], quarantined: $0["faults"]))
            })
    }
}
