package import Domain
internal import GRDB

/// One version of a step of bought goods on their way to the laboratory.
package struct CustodyRow: Hashable, Sendable {
    package let step: CustodyStep
    /// From 1; the last version of a step counts.
    package let version: Int
    package let number: String?
    /// Why the version before was wrong.
    package let reason: String?
    /// The number of pictures of the step.
    package let files: Int
    package let recordedBy: Actor
    package let recordedAt: Timestamp
}

extension Store {
    /// The recorded steps of a task's purchase, in the order of the record; all versions.
    package func custody(ofTask task: Int64) async throws -> [CustodyRow] {
        try await read { database in
            try database.all(
                """
                SELECT c.*, (SELECT COUNT(*) FROM purchaseEvidence e WHERE e.purchaseId = c.purchaseId
                    AND e.step = c.step) AS files
                FROM purchase p JOIN custodyRecord c ON c.purchaseId = p.id WHERE p.taskId = $1 ORDER BY c.id
                """, task
            ).map { row in
                CustodyRow(
                    step: try row.word("step"), version: row["version"], number: row["number"], reason: row["reason"],
                    files: row["files"], recordedBy: try row.actor("recordedBy"), recordedAt: row.moment("recordedAt"))
            }
        }
    }
}
