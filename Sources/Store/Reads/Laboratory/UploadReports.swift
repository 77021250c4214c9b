package import Domain
internal import GRDB

/// A report of an upload with the states of its rows.
package struct UploadReportRow: Hashable, Sendable {
    package let upload: Int64
    /// The name of the file.
    package let file: String
    /// Nil for the rows without a report number.
    package let number: String?
    /// The label that the filed report names; nil if it is not filed.
    package let label: String?
    package let state: IntakeRowState
    package let rows: Int
    /// The number of rows with a fault.
    package let faulty: Int
    /// The version that was filed; nil for none.
    package let version: Int?
    /// The first kept row; nil if the report was filed at once.
    package let row: Int64?
    package let since: Timestamp
}

extension Store {
    /// The held reports of a laboratory, latest upload first.
    package func heldReports(
        of laboratory: String, before upload: Int64 = .max, limit: Int
    ) async throws -> [UploadReportRow] {
        try await read { database in
            try database.all(
                """
                SELECT i.uploadId, u.name, i.reportNumber AS number, NULL AS label, i.state, COUNT(*) AS found,
                    COUNT(i.code) AS faulty, NULL AS version, MIN(i.id) AS firstRow, MIN(i.createdAt) AS since
                FROM labUpload u JOIN intakeRow i ON i.uploadId = u.id AND i.state = 'held'
                WHERE u.laboratory = $1 AND u.held > 0 AND u.id < $2
                GROUP BY i.uploadId, u.name, i.reportNumber, i.state ORDER BY i.uploadId DESC, MIN(i.id) LIMIT $3
                """, laboratory, upload, limit
            ).map(UploadReportRow.init(row:))
        }
    }

    /// The reports of an upload, as they are now: those that were filed from it, and those with kept rows. Reports that
    /// were on file already keep no rows; they are only counted in the upload.
    package func reports(
        ofUpload upload: Int64, of laboratory: String, limit: Int
    ) async throws -> [UploadReportRow] {
        try await read { database in
            try database.all(
                """
                SELECT r.uploadId, '' AS name, r.number, s.label, 'taken' AS state,
                    (SELECT COUNT(*) FROM reportResult e WHERE e.reportId = r.id) AS found, 0 AS faulty, r.version,
                    NULL AS firstRow, r.receivedAt AS since
                FROM report r JOIN sample s ON s.id = r.sampleId WHERE r.laboratory = $2 AND r.uploadId = $1
                UNION ALL
                SELECT uploadId, '' AS name, reportNumber, NULL, state, COUNT(*), COUNT(code), NULL, MIN(id),
                    MIN(createdAt)
                FROM intakeRow WHERE uploadId = $1 AND state <> 'taken' GROUP BY uploadId, reportNumber, state
                ORDER BY 9, 3 LIMIT $3
                """, upload, laboratory, limit
            ).map(UploadReportRow.init(row:))
        }
    }
}

extension UploadReportRow {
    fileprivate init(row: Row) throws {
        self.init(
            upload: row["uploadId"], file: row["name"], number: row["number"], label: row["label"],
            state: try row.word("state"), rows: row["found"], faulty: row["faulty"], version: row["version"],
            row: row["firstRow"], since: row.moment("since"))
    }
}
