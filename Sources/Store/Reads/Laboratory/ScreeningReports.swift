package import Domain
internal import FoundationEssentials
internal import GRDB

extension Store {
    /// The report that `reference` names: the label of its sample, or else its number.
    ///
    /// - Parameters:
    ///   - laboratory: if given, reports of other laboratories are not found.
    ///   - region: if given, only samples of sellers within the region.
    ///   - version: nil for the latest version.
    package func report(
        named reference: String, of laboratory: String? = nil, in region: RegionCode = .everywhere, version: Int? = nil
    ) async throws -> Int64 {
        try await read { database in
            // A number that is used again for another sample names that sample.
            let isLatestUse = """
                AND (CAST($4 AS INTEGER) IS NOT NULL OR NOT EXISTS (SELECT 1 FROM report o
                    WHERE o.laboratory = r.laboratory AND o.number = r.number AND o.version > r.version
                        AND o.sampleId <> r.sampleId))
                """
            for (column, condition) in [("s.label", ""), ("r.number", isLatestUse)] {
                let found = try database.all(
                    """
                    SELECT r.id FROM report r JOIN sample s ON s.id = r.sampleId JOIN purchase p ON p.id = s.purchaseId
                    WHERE \(column) = $1 AND (CAST($2 AS TEXT) IS NULL OR r.laboratory = $2) AND p.sellerRegion LIKE $3
                        AND r.version = COALESCE(CAST($4 AS INTEGER),
                            (SELECT MAX(n.version) FROM report n WHERE n.sampleId = r.sampleId)) \(condition)
                    ORDER BY r.id LIMIT 2
                    """, reference, laboratory, region.prefix + "%", version)
                if found.count > 1 {
                    throw StoreError.conflict(.reportAmbiguous(number: reference))
                }
                if let row = found.first { return row["id"] }
                // The label of a sample without such a report never names a report whose laboratory chose it as number.
                let isLabel = try database.first(
                    """
                    SELECT 1 FROM sample s JOIN purchase p ON p.id = s.purchaseId WHERE s.label = $1
                        AND (CAST($2 AS TEXT) IS NULL OR s.laboratory = $2) AND p.sellerRegion LIKE $3
                    """, reference, laboratory, region.prefix + "%")
                if isLabel != nil { break }
            }
            throw StoreError.notFound("report or sample \(reference)")
        }
    }

    /// All recorded facts about a report, for its document.
    package func screeningReportFacts(report id: Int64) async throws -> ScreeningReportFacts {
        let judging = try await judgingFacts(report: id)
        return try await read { database in
            guard
                let row = try database.first(
                    """
                    SELECT r.laboratory, r.version, r.receivedAt, r.sampleId, s.createdAt, s.product, s.purchaseId,
                        p.purchasedOn, p.paidFen, p.sellerName, p.sellerRegion, l.platform, l.item, n.title,
                        (SELECT MAX(x.version) FROM report x WHERE x.sampleId = r.sampleId) AS latestVersion
                    FROM report r JOIN sample s ON s.id = r.sampleId JOIN purchase p ON p.id = s.purchaseId
                    JOIN purchaseTask t ON t.id = p.taskId
                    JOIN frameEntry f ON f.runId = t.runId AND f.listingId = t.listingId
                    JOIN listing l ON l.id = t.listingId JOIN fullSnapshot n ON n.id = f.snapshotId
                    WHERE r.id = $1
                    """, id)
            else { throw StoreError.notFound("report \(id)") }
            return ScreeningReportFacts(
                report: id, submission: judging.submission, laboratory: row["laboratory"], product: row["product"],
                details: try database.laboratoryDetails(row["laboratory"]),
                history: try database.history(
                    report: id, judging.submission, sample: row["sampleId"], laboratory: row["laboratory"],
                    version: row["version"]),
                version: row["version"], latestVersion: row["latestVersion"], receivedAt: row.moment("receivedAt"),
                labelledOn: row.moment("createdAt").day(), concluded: try database.concluded(report: id),
                origin: ScreeningReportFacts.Origin(
                    purchasedOn: try row.day("purchasedOn"), paid: Fen(row["paidFen"]), sellerName: row["sellerName"],
                    sellerRegion: try row.region("sellerRegion"), listing: row.listingKey, title: row["title"]),
                evidence: try database.purchaseEvidence(purchase: row["purchaseId"])
                    + database.laboratoryEvidence(sample: row["sampleId"], laboratory: row["laboratory"]))
        }
    }
}

extension Database {
    /// What the document must say about other versions and uses of the report.
    fileprivate func history(
        report id: Int64, _ submission: ReportSubmission, sample: Int64, laboratory: String, version: Int
    ) throws -> ScreeningReportFacts.History {
        let withdrawal = try first(
            """
            SELECT w.reason, w.withdrawnAt FROM reportWithdrawal w JOIN report r ON r.id = w.reportId
            WHERE r.sampleId = $1 AND r.laboratory = $2 AND r.number = $3 AND r.version >= $4 LIMIT 1
            """, sample, laboratory, submission.number, version)
        let moved = try all(
            """
            SELECT DISTINCT s.label FROM report r JOIN sample s ON s.id = r.sampleId
            WHERE r.laboratory = $1 AND r.number = $2 AND r.sampleId <> $3 AND r.version < $4
            """, laboratory, submission.number, sample, version)
        let dropped = try all(
            """
            SELECT DISTINCT b.item FROM reportResult b
            WHERE b.reportId = (SELECT p.id FROM report p WHERE p.sampleId = $1 AND p.number = $2 AND p.version < $3
                    ORDER BY p.version DESC LIMIT 1)
                AND NOT EXISTS (SELECT 1 FROM reportResult n
                    WHERE n.reportId = $4 AND n.item = b.item AND n.specimen = b.specimen)
            ORDER BY b.item
            """, sample, submission.number, version, id)
        return ScreeningReportFacts.History(
            withdrawn: withdrawal.map { .init(reason: $0["reason"], on: $0.moment("withdrawnAt").day()) },
            earlierSamples: moved.map { $0["label"] }, dropped: dropped.map { $0["item"] })
    }

    fileprivate func concluded(report: Int64) throws -> ScreeningReportFacts.Concluded {
        guard let row = try first("SELECT * FROM conclusion WHERE reportId = $1", report) else {
            throw StoreError.conflict(.reportNotJudged)
        }
        guard try row["verdict"] != Verdict.meets.rawValue || !isSampleHeld(ofReport: report) else {
            throw StoreError.conflict(.sampleHeld)
        }
        let items = try all(
            "SELECT * FROM itemJudgement WHERE conclusionId = $1 ORDER BY ordinal", row["id"] as Int64)
        let unknown: String = row["unknownItems"]
        return ScreeningReportFacts.Concluded(
            verdict: try row.word("verdict"), hazard: try row.optionalHazard("hazard"), sentence: row["sentence"],
            edition: row["edition"], rule: RuleReference(file: row["ruleFile"], hash: row["ruleHash"]),
            inputHash: row["inputHash"], judgedAt: row.moment("judgedAt"),
            items: try items.map {
                ScreeningReportFacts.Judged(
                    item: $0["item"], specimen: $0["specimen"], verdict: try $0.word("verdict"),
                    reason: try $0.word("reason"),
                    requirement: $0["requirement"], measured: $0["measured"], sentence: $0["sentence"])
            },
            unknownItems: try JSONDecoder().decode([String].self, from: Data(unknown.utf8)))
    }

    func purchaseEvidence(purchase: Int64) throws -> [ReportEvidence] {
        try all(
            """
            SELECT e.hash, e.bytes, e.mediaType, e.arrivedAt
            FROM purchaseEvidence p JOIN evidence e ON e.hash = p.hash WHERE p.purchaseId = $1
            ORDER BY e.arrivedAt, e.hash
            """, purchase
        ).map {
            ReportEvidence(
                kind: .purchase, hash: $0["hash"], bytes: $0["bytes"], mediaType: $0["mediaType"],
                arrivedAt: $0.moment("arrivedAt"))
        }
    }

    /// The evidence that the report's own laboratory uploaded for the sample.
    func laboratoryEvidence(sample: Int64, laboratory: String) throws -> [ReportEvidence] {
        try all(
            """
            SELECT e.hash, e.bytes, e.mediaType, v.arrivedAt, v.name
            FROM sampleEvidence v JOIN evidence e ON e.hash = v.hash
            WHERE v.sampleId = $1 AND v.laboratory = $2 ORDER BY v.id
            """, sample, laboratory
        ).map {
            ReportEvidence(
                kind: .laboratory, hash: $0["hash"], bytes: $0["bytes"], mediaType: $0["mediaType"],
                arrivedAt: $0.moment("arrivedAt"), name: $0["name"])
        }
    }
}
