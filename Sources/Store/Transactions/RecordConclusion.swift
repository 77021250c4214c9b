package import Domain
internal import GRDB

extension Store {
    /// Keeps the conclusion on a report, once, and makes its routing due.
    package func recordConclusion(report: Int64, _ conclusion: Conclusion, inputHash: String) async throws {
        try await write { database, now in
            let known = try database.value("SELECT COUNT(*) FROM conclusion WHERE reportId = $1", report)
            guard known == 0 else { return }
            let unknown = "[" + conclusion.unknownItems.map(JSONText.quoted).joined(separator: ",") + "]"
            let id = try database.value(
                """
                INSERT INTO conclusion (reportId, verdict, hazard, sourceWording, sentence, edition, ruleFile, ruleHash,
                    inputHash, unknownItems, judgedAt)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id
                """,
                report, conclusion.verdict.rawValue, conclusion.hazard?.rawValue, conclusion.hazard?.sourceWordings,
                conclusion.sentence, conclusion.edition, conclusion.rule.file, conclusion.rule.hash, inputHash,
                unknown, now.milliseconds)
            for (ordinal, item) in conclusion.items.enumerated() {
                try database.run(
                    """
                    INSERT INTO itemJudgement (conclusionId, ordinal, item, specimen, verdict, reason, requirement,
                        measured, sentence)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                    """,
                    id, ordinal, item.item, item.specimen, item.verdict.rawValue, item.reason.rawValue,
                    item.requirement, item.measured, item.sentence)
            }
            try database.append(
                "report.judged", by: .worker("judge"), on: "report:\(report)",
                [
                    "verdict": conclusion.verdict.rawValue, "hazard": conclusion.hazard?.rawValue ?? "",
                    "edition": conclusion.edition ?? "", "rule": conclusion.rule.hash, "input": inputHash,
                ], at: now)
            try database.settle(.judge, key: String(report), at: now)
            try database.enqueue(.route, key: String(id), at: now)
        }
    }
}
