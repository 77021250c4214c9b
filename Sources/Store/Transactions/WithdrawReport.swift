package import Domain
internal import GRDB

extension Store {
    /// Withdraws a report with all its versions: its verdict no longer stands, and what followed from it is taken back. A
    /// report withdrawn before stays as it is; a later version under the same number stands again by itself.
    ///
    /// Gives false where it had been withdrawn before.
    @discardableResult
    package func withdrawReport(
        number: String, of laboratory: String, reason: String, by actor: Actor
    ) async throws -> Bool {
        try await write { database, now in
            guard
                let latest = try database.first(
                    """
                    SELECT id, sampleId, version FROM report WHERE laboratory = $1 AND number = $2
                    ORDER BY version DESC LIMIT 1
                    """, laboratory, number)
            else { throw StoreError.notFound("report \(number)") }
            let id: Int64 = latest["id"]
            let isNew = try database.change(
                """
                INSERT INTO reportWithdrawal (reportId, reason, withdrawnBy, withdrawnAt) VALUES ($1, $2, $3, $4)
                ON CONFLICT (reportId) DO NOTHING
                """, id, reason, actor.name, now.milliseconds)
            guard isNew == 1 else { return false }
            try database.append(
                "report.withdrawn", by: actor, on: "report:\(id)",
                ["number": number, "version": String(latest["version"] as Int), "reason": reason], at: now)
            for row in try database.all(
                "SELECT c.id FROM conclusion c JOIN report r ON r.id = c.reportId WHERE r.sampleId = $1 ORDER BY c.id",
                latest["sampleId"] as Int64)
            {
                try database.withdrawConsequences(
                    of: row["id"], reason: DispositionWording.withdrawn(reason), supersededBy: nil, by: actor, at: now)
            }
            return true
        }
    }
}
