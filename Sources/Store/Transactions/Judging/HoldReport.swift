package import Domain
internal import GRDB

extension Store {
    /// What is missing before a report may be judged; nothing where it may. A report that lacks a piece is held, with an
    /// event; one that lacks none any more, because the rule has changed, is released. Once released it stays so.
    package func examineEvidence(
        report: Int64, under requirement: EvidenceRequirement
    ) async throws -> [EvidenceNeed] {
        try await write { database, now in
            let hold = try database.first(
                "SELECT releasedAt, missing, ruleHash FROM reportHold WHERE reportId = $1", report)
            if let hold, hold.optionalMoment("releasedAt") != nil { return [] }
            guard let row = try database.first("SELECT sampleId FROM report WHERE id = $1", report) else {
                throw StoreError.notFound("report \(report)")
            }
            let missing = requirement.missing(having: try database.pieces(of: row["sampleId"]))
            if hold == nil, missing.isEmpty { return [] }
            try database.hold(report, requirement, missing: missing, at: now)
            return missing
        }
    }

    /// Makes due again the judging of every report that is held: a rule may ask for less than it did. Gives how many.
    package func reexamineHeldReports() async throws -> Int {
        try await write { database, now in
            let held = try database.all("SELECT reportId FROM reportHold WHERE releasedAt IS NULL")
            for row in held { try database.requeue(.judge, key: String(row["reportId"] as Int64), at: now) }
            return held.count
        }
    }
}

extension Database {
    /// Looks again at the reports of a sample that are held, each under the rule that held it, and makes due the judging
    /// of those that lack nothing any more. Gives these.
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

    /// How many pieces of each kind a sample has.
    fileprivate func pieces(of sample: Int64) throws -> [EvidenceKind: Int] {
        var pieces: [EvidenceKind: Int] = [:]
        for row in try all("SELECT kind, COUNT(*) AS n FROM sampleEvidence WHERE sampleId = $1 GROUP BY kind", sample) {
            let kind: EvidenceKind = try row.word("kind")
            pieces[kind] = row["n"]
        }
        return pieces
    }

    /// Holds a report for what is missing, or releases it where nothing is; an event where that changes anything.
    fileprivate func hold(
        _ report: Int64, _ requirement: EvidenceRequirement, missing: [EvidenceNeed],
        by actor: Actor = .worker("judge"), at now: Timestamp
    ) throws {
        let lacking = EvidenceNeed.text(missing)
        // A rule that asks for nothing any more leaves what was required in the record.
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
            missing.isEmpty ? "report.released" : "report.held", by: actor, on: "report:\(report)",
            ["missing": lacking, "rule": requirement.rule.hash], at: now)
        // Not the job that may be looking at the report this moment, which would end as done.
        if missing.isEmpty { try requeue(.judge, key: "\(report):released", at: now) }
    }
}

extension EvidenceNeed {
    /// Needs as a column holds them.
    static func text(_ needs: [EvidenceNeed]) -> String {
        needs.map(\.stored).joined(separator: "\n")
    }

    /// What `text` gave.
    static func list(_ text: String) throws -> [EvidenceNeed] {
        guard text != "none" else { return [] }
        return try text.split(separator: "\n").map { line in
            guard let need = EvidenceNeed(stored: line) else {
                throw StoreError.inconsistent("a required piece stands as “\(line)”, which no version wrote")
            }
            return need
        }
    }
}
