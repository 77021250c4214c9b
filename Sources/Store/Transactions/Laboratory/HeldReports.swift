internal import Domain
internal import GRDB

extension Database {
    /// SQL: whether a report of the sample of report `r`, or report `r` in another upload, is held. A report that the
    /// laboratory's reviewer rejected is not counted.
    static let sampleIsHeld = """
        (EXISTS (SELECT 1 FROM intakeRow i JOIN labUpload u ON u.id = i.uploadId
            WHERE i.sampleId = r.sampleId AND i.state = 'held' AND u.review <> 'rejected')
        OR EXISTS (SELECT 1 FROM intakeRow i JOIN labUpload u ON u.id = i.uploadId
            WHERE i.reportNumber = r.number AND i.resolvedAt IS NULL AND i.state = 'held' AND u.laboratory = r.laboratory
                AND u.review <> 'rejected'))
        """

    /// Whether the sample of a report must not meet because a report of it is held.
    func isSampleHeld(ofReport id: Int64) throws -> Bool {
        try first("SELECT 1 FROM report r WHERE r.id = $1 AND \(Self.sampleIsHeld)", id) != nil
    }

    /// Enqueues the judging of reports whose conclusion was postponed. Call this after rows of these samples or reports
    /// are no longer held. Each report gets a second job, because the first one may be running and would end as done.
    func judgeAgain(samples: Set<Int64>, numbers: Set<String>, of laboratory: String, at now: Timestamp) throws {
        func enqueue(_ rows: [Row]) throws {
            for row in rows {
                for released in [false, true] { try requeue(.judge(report: row["id"], released: released), at: now) }
            }
        }
        for sample in samples.sorted() {
            try enqueue(
                all(
                    """
                    SELECT r.id FROM report r WHERE r.sampleId = $1
                        AND NOT EXISTS (SELECT 1 FROM conclusion c WHERE c.reportId = r.id)
                    """, sample))
        }
        for number in numbers.sorted() {
            try enqueue(
                all(
                    """
                    SELECT r.id FROM report r WHERE r.number = $1 AND r.laboratory = $2
                        AND NOT EXISTS (SELECT 1 FROM conclusion c WHERE c.reportId = r.id)
                    """, number, laboratory))
        }
    }
}

extension Store {
    /// Raises an alert for each upload with reports that are held for more than `days`. The alert ends when no report
    /// of the upload is held. Returns the number of such uploads.
    @discardableResult
    package func alertHeldReports(olderThan days: Int) async throws -> Int {
        try await write { database, now in
            let rows = try database.all(
                """
                SELECT u.id, u.laboratory, COUNT(DISTINCT COALESCE(i.reportNumber, '')) AS reports
                FROM labUpload u JOIN intakeRow i ON i.uploadId = u.id AND i.state = 'held'
                WHERE u.held > 0 AND i.createdAt <= $1 GROUP BY u.id, u.laboratory ORDER BY u.id
                """, now.adding(seconds: -Int64(days) * 86_400).milliseconds)
            for row in rows {
                let upload: Int64 = row["id"]
                try database.raise(
                    .reportsHeld, on: "upload:\(upload)",
                    AlertWording.reportsHeld(
                        laboratory: row["laboratory"], upload: upload, reports: row["reports"], days: days),
                    by: .worker(.release), at: now)
            }
            return rows.count
        }
    }
}
