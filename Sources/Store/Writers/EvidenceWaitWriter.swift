internal import Domain
internal import GRDB

extension Database {
    /// Checks the held reports of a sample again, each under the rule that held it. Makes the judging of complete
    /// reports due and returns these reports.
    func releaseReports(of sample: Int64, by actor: Actor, at now: Timestamp) throws -> [Int64] {
        let pieces = try pieces(of: sample)
        let held = try all(
            """
            SELECT h.* FROM reportHold h JOIN report r ON r.id = h.reportId
            WHERE r.sampleId = $1 AND h.releasedAt IS NULL ORDER BY h.reportId
            """, sample)
        var released: [Int64] = []
        for row in held {
            let report: Int64 = row["reportId"]
            let requirement = EvidenceRequirement(
                needs: try EvidenceNeed.list(row["required"]),
                rule: RuleReference(file: row["ruleFile"], hash: row["ruleHash"]))
            let missing = requirement.missing(having: pieces)
            try hold(report, requirement, missing: missing, by: actor, at: now)
            if missing.isEmpty { released.append(report) }
        }
        return released
    }

    /// The number of evidence files of each kind of a sample.
    func pieces(of sample: Int64) throws -> [EvidenceKind: Int] {
        var pieces: [EvidenceKind: Int] = [:]
        for row in try all("SELECT kind, COUNT(*) AS n FROM sampleEvidence WHERE sampleId = $1 GROUP BY kind", sample) {
            let kind: EvidenceKind = try row.word("kind")
            pieces[kind] = row["n"]
        }
        return pieces
    }

    /// Holds a report with missing evidence, or releases it if nothing is missing. A change writes an event.
    func hold(
        _ report: Int64, _ requirement: EvidenceRequirement, missing: [EvidenceNeed],
        by actor: Actor = .worker(.judge), at now: Timestamp
    ) throws {
        let lacking = EvidenceNeed.text(missing)
        // If the rule requires nothing now, the record keeps the earlier requirement.
        let required = requirement.needs.isEmpty ? "none" : EvidenceNeed.text(requirement.needs)
        let changed = try change(
            """
            INSERT INTO reportHold (reportId, required, missing, ruleFile, ruleHash, heldAt, releasedAt)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (reportId) DO UPDATE SET required = excluded.required, missing = excluded.missing,
                ruleFile = excluded.ruleFile, ruleHash = excluded.ruleHash, releasedAt = excluded.releasedAt
            WHERE reportHold.missing <> excluded.missing OR reportHold.ruleHash <> excluded.ruleHash
            """,
            report, required, lacking, requirement.rule.file, requirement.rule.hash, now.milliseconds,
            missing.isEmpty ? now.milliseconds : nil)
        guard changed == 1 else { return }
        try append(
            missing.isEmpty ? .reportReleased : .reportAwaitsEvidence, by: actor, on: "report:\(report)",
            ["missing": lacking, "rule": requirement.rule.hash], at: now)
        // A separate job, because a job that is judging the report now would end as done.
        if missing.isEmpty { try requeue(.judge(report: report, released: true), at: now) }
    }
}

extension EvidenceNeed {
    /// Needs as stored text.
    static func text(_ needs: [EvidenceNeed]) -> String {
        needs.map(\.stored).joined(separator: "\n")
    }

    /// Reads what `text` wrote.
    static func list(_ text: String) throws -> [EvidenceNeed] {
        guard text != "none" else { return [] }
        return try text.split(separator: "\n").map { line in
            guard let need = EvidenceNeed(stored: line) else {
                throw StoreError.inconsistent("the stored evidence need “\(line)” is not valid")
            }
            return need
        }
    }
}
