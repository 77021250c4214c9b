package import Domain
internal import GRDB

extension Store {
    /// Withdraws a report with all its versions: its verdict and its consequences are withdrawn, and its open rows are
    /// closed. If a later version is filed under the same number, that version is valid.
    ///
    /// Under the four-eyes rule, a person of the laboratory may withdraw a report only as a reviewer who did not upload
    /// or correct it.
    ///
    /// - Parameter duty: the duty of the person, if a person of the laboratory withdraws.
    /// - Returns: false if the report was withdrawn before.
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
                """, id, reason, actor.text, now.milliseconds)
            guard isNew == 1 else { return false }
            try database.append(
                .reportWithdrawn, by: actor, on: "report:\(id)",
                ["number": number, "version": String(latest["version"] as Int), "reason": reason], at: now)
            try database.dismissOpenRows(
                of: number, laboratory, sample: latest["sampleId"], reason: reason, by: actor, at: now)
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
    /// Closes all open rows of a withdrawn report, except rows that name another sample.
    fileprivate func dismissOpenRows(
        of number: String, _ laboratory: String, sample: Int64, reason: String, by actor: Actor, at now: Timestamp
    ) throws {
        let rows = try openRows(of: number, laboratory).filter { $0.sample == nil || $0.sample == sample }
        let why = IntakeWording.withdrawn(number, reason)
        for (upload, rows) in try dismiss(rows, reason: why, by: actor, at: now) {
            try append(
                .rowsDismissed, by: actor, on: "upload:\(upload)",
                ["rows": rows.map(String.init).joined(separator: " "), "reason": reason], at: now)
        }
    }
}
