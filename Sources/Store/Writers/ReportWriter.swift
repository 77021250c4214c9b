internal import Domain
internal import GRDB

/// Writes versions of reports and their conclusions. Each statement is prepared once per transaction.
struct ReportWriter {
    let now: Timestamp
    private var events: EventChainWriter
    private let report: ByteStatement
    private let stage: ByteStatement
    private let result: ByteStatement
    private let particular: ByteStatement
    private let conclusion: ByteStatement
    private let judgement: ByteStatement
    private let job: ByteStatement

    init(_ database: Database, at now: Timestamp) throws {
        self.now = now
        events = try EventChainWriter(database, at: now)
        report = try ByteStatement(
            database,
            """
            INSERT INTO report (laboratory, number, version, sampleId, contentHash, testedOn, producedOn, declared,
                correctionReason, receivedAt, uploadId)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """)
        // An earlier version can be judged after a later one arrived.
        stage = try ByteStatement(
            database,
            """
            UPDATE sample SET stage = $1 WHERE id = (SELECT r.sampleId FROM report r WHERE r.id = $2 AND NOT EXISTS
                (SELECT 1 FROM report n WHERE n.sampleId = r.sampleId AND n.version > r.version))
            """)
        result = try ByteStatement(
            database,
            """
            INSERT INTO reportResult (reportId, ordinal, item, specimen, value, unit, detectionLimit, uncertainty,
                method, reason)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """)
        particular = try ByteStatement(
            database, "INSERT INTO reportParticular (reportId, name, value) VALUES ($1, $2, $3)")
        conclusion = try ByteStatement(
            database,
            """
            INSERT INTO conclusion (reportId, verdict, hazard, sourceWording, sentence, edition, ruleFile, ruleHash,
                inputHash, unknownItems, judgedAt)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """)
        judgement = try ByteStatement(
            database,
            """
            INSERT INTO itemJudgement (conclusionId, ordinal, item, specimen, verdict, reason, requirement, measured,
                sentence)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """)
        job = try ByteStatement(
            database,
            """
            INSERT INTO job (kind, key, state, runAfter, createdAt, updatedAt) VALUES ($1, $2, 'queued', $3, $3, $3)
            ON CONFLICT (kind, key) DO NOTHING
            """)
    }

    /// Files a version. The caller records its conclusion or enqueues its judging in the same transaction.
    ///
    /// - Parameter dismissed: the dismissed rows of the upload that the version does not contain, with reasons.
    mutating func file(
        _ filing: ReportFiling, of laboratory: String, upload: Int64, dismissed: String, by actor: Actor
    ) throws -> Int64 {
        let submission = filing.submission
        let declared = submission.declared.sorted { $0.key < $1.key }.map { ($0.key, JSONText.quoted($0.value)) }
        try report.bind(copying: laboratory, at: 1)
        try report.bind(copying: submission.number, at: 2)
        report.bind(Int64(filing.version), at: 3)
        report.bind(filing.sample, at: 4)
        try report.bind(copying: filing.contentHash, at: 5)
        try report.bind(copying: submission.testedOn.text, at: 6)
        try report.bind(copying: submission.producedOn?.text, at: 7)
        try report.bind(copying: JSONText.object(declared), at: 8)
        try report.bind(copying: submission.correctionReason, at: 9)
        report.bind(now.milliseconds, at: 10)
        report.bind(upload, at: 11)
        let id = try inserted(report)
        try setStage(.judging, ofReport: id)
        for (ordinal, row) in submission.results.enumerated() { try write(row, ordinal, report: id) }
        for (name, text) in submission.particulars.inOrder {
            particular.bind(id, at: 1)
            try particular.bind(copying: name.rawValue, at: 2)
            try particular.bind(copying: text, at: 3)
            _ = try particular.insert()
        }
        try events.append(
            filing.version == 1 ? .reportFiled : .reportCorrected, by: actor, on: "report:\(id)",
            [
                "number": submission.number, "version": String(filing.version), "label": submission.sampleLabel,
                "content": filing.contentHash, "reason": submission.correctionReason ?? "", "dismissed": dismissed,
                "dropped": filing.dropped.joined(separator: " "),
            ])
        return id
    }

    /// Notes on the sample where its latest report stands.
    private func setStage(_ state: SampleList.State, ofReport id: Int64) throws {
        try stage.bind(copying: state.rawValue, at: 1)
        stage.bind(id, at: 2)
        try stage.run()
    }

    private func write(_ row: ItemResult, _ ordinal: Int, report id: Int64) throws {
        result.bind(id, at: 1)
        result.bind(Int64(ordinal), at: 2)
        try result.bind(copying: row.item, at: 3)
        result.bind(Int64(row.specimen), at: 4)
        try result.bind(copying: row.value, at: 5)
        try result.bind(copying: row.unit, at: 6)
        try result.bind(copying: row.detectionLimit, at: 7)
        try result.bind(copying: row.uncertainty, at: 8)
        try result.bind(copying: row.method, at: 9)
        try result.bind(copying: row.reason, at: 10)
        _ = try result.insert()
    }

    /// Writes the conclusion on a report and enqueues its routing. Returns the number of the conclusion.
    @discardableResult
    mutating func conclude(report id: Int64, _ found: Conclusion, inputHash: String) throws -> Int64 {
        let unknown = "[" + found.unknownItems.map(JSONText.quoted).joined(separator: ",") + "]"
        conclusion.bind(id, at: 1)
        try conclusion.bind(copying: found.verdict.rawValue, at: 2)
        try conclusion.bind(copying: found.hazard?.rawValue, at: 3)
        try conclusion.bind(copying: found.hazard?.sourceWordings, at: 4)
        try conclusion.bind(copying: found.sentence, at: 5)
        try conclusion.bind(copying: found.edition, at: 6)
        try conclusion.bind(copying: found.rule.file, at: 7)
        try conclusion.bind(copying: found.rule.hash, at: 8)
        try conclusion.bind(copying: inputHash, at: 9)
        try conclusion.bind(copying: unknown, at: 10)
        conclusion.bind(now.milliseconds, at: 11)
        let number = try inserted(conclusion)
        try setStage(found.verdict.stage, ofReport: id)
        for (ordinal, item) in found.items.enumerated() { try write(item, ordinal, conclusion: number) }
        try events.append(
            .reportJudged, by: .worker(.judge), on: "report:\(id)",
            [
                "verdict": found.verdict.rawValue, "hazard": found.hazard?.rawValue ?? "",
                "edition": found.edition ?? "", "rule": found.rule.hash, "input": inputHash,
            ])
        try enqueue(.route(conclusion: number))
        return number
    }

    private func write(_ item: ItemJudgement, _ ordinal: Int, conclusion id: Int64) throws {
        judgement.bind(id, at: 1)
        judgement.bind(Int64(ordinal), at: 2)
        try judgement.bind(copying: item.item, at: 3)
        judgement.bind(Int64(item.specimen), at: 4)
        try judgement.bind(copying: item.verdict.rawValue, at: 5)
        try judgement.bind(copying: item.reason.rawValue, at: 6)
        try judgement.bind(copying: item.requirement, at: 7)
        try judgement.bind(copying: item.measured, at: 8)
        try judgement.bind(copying: item.sentence, at: 9)
        _ = try judgement.insert()
    }

    func enqueue(_ key: JobKey) throws {
        try job.bind(copying: key.kind.rawValue, at: 1)
        try job.bind(copying: key.text, at: 2)
        job.bind(now.milliseconds, at: 3)
        _ = try job.insert()
    }

    mutating func append(
        _ kind: EventKind, by actor: Actor, on subject: String, _ details: KeyValuePairs<String, String>
    ) throws {
        try events.append(kind, by: actor, on: subject, details)
    }

    private func inserted(_ statement: ByteStatement) throws -> Int64 {
        guard let id = try statement.insert() else {
            throw StoreError.inconsistent("an insert created no row although one is required")
        }
        return id
    }
}

extension Verdict {
    fileprivate var stage: SampleList.State {
        switch self {
        case .meets: .meets
        case .fails: .fails
        case .cannotJudge: .cannotJudge
        }
    }
}
