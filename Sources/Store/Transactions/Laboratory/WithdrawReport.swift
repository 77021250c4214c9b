package import Domain
internal import GRDB

extension Store {
    /// Withdraws a report with all its versions: its verdict no longer stands, and what followed from it is taken back. A
    /// report withdrawn before stays as it is; a later version under the same number stands again by itself.
    ///
    /// Where the laboratory wants four eyes, a person of it withdraws as its reviewer alone, and nothing that came in
    /// under the same person's name.
    ///
    /// - Parameter duty: what the person may do, where a person of the laboratory withdraws.
    /// - Returns: false where it had been withdrawn before.
    @discardableResult
    package func withdrawReport(
        number: String, of laboratory: String, reason: String, by actor: Actor, duty: LaboratoryDuty? = nil
    ) async throws -> Bool {
        try await write { database, now in
            guard
                let latest = try database.first(
                    """
                    SELECT id, sampleId, version FROM report WHERE laboratory = $1 AND number = $2
                    ORDER BY version DESC LIMIT 1
                    """, laboratory, number)
            else { throw StoreError.notFound("report \(number)") }
            try database.requireReviewer(actor, duty, withdrawing: number, of: laboratory)
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
            try database.dismissOpenRows(of: number, laboratory, reason: reason, by: actor, at: now)
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

extension Database {
    /// What was set aside of a report needs no more work once it is withdrawn.
    fileprivate func dismissOpenRows(
        of number: String, _ laboratory: String, reason: String, by actor: Actor, at now: Timestamp
    ) throws {
        let rows = try all(
            """
            SELECT i.id, i.uploadId FROM intakeRow i JOIN labUpload u ON u.id = i.uploadId
            WHERE i.reportNumber = $1 AND i.resolvedAt IS NULL AND i.state = 'quarantined' AND u.laboratory = $2
            ORDER BY i.id
            """, number, laboratory
        ).map { StoredRow(id: $0["id"], upload: $0["uploadId"], state: .quarantined) }
        let closed = try dismiss(rows, reason: IntakeWording.withdrawn(number, reason), by: actor, at: now)
        for (upload, rows) in closed {
            try append(
                "rows.dismissed", by: actor, on: "upload:\(upload)",
                ["rows": rows.map(String.init).joined(separator: " "), "reason": reason], at: now)
        }
    }
}
