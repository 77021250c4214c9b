package import Domain
internal import GRDB

extension Store {
    /// Closes rows of held reports, with a reason. The rows and their bytes stay in the record. If an upload had a
    /// review, it is reviewed again.
    ///
    /// - Parameter laboratory: if given, rows of other laboratories are not found.
    /// - Returns: the reports that the rows belong to.
    /// - Throws: if one of the rows is not held; then no row is dismissed.
    @discardableResult
    package func dismissRows(
        _ ids: [Int64], of laboratory: String? = nil, reason: String, by actor: Actor
    ) async throws -> Set<UploadedReport> {
        try await write { database, now in
            let rows = try Set(ids).sorted().map { try database.heldRow($0, of: laboratory, by: actor) }
            for (upload, rows) in try database.dismiss(rows, reason: reason, by: actor, at: now) {
                try database.reviewAgain(upload: upload, at: now)
                try database.append(
                    .rowsDismissed, by: actor, on: "upload:\(upload)",
                    ["rows": rows.map(String.init).joined(separator: " "), "reason": reason], at: now)
            }
            return Set(rows.map { UploadedReport(upload: $0.upload, number: $0.number) })
        }
    }
}

/// An open row that is to be dismissed.
struct OpenRow {
    let id: Int64
    let upload: Int64
    let number: String?
    let state: IntakeRowState
    /// The sample that the row names; nil if none is known.
    let sample: Int64?
    /// Whether the row is held, and its upload neither waits for the reviewer nor was rejected.
    let isHeldAndConfirmed: Bool
}

extension Database {
    /// A held row that `actor` may change.
    func heldRow(_ id: Int64, of laboratory: String?, by actor: Actor) throws -> OpenRow {
        guard
            let row = try first(
                """
                SELECT i.uploadId, i.reportNumber, i.state, i.sampleId, u.laboratory FROM intakeRow i
                JOIN labUpload u ON u.id = i.uploadId WHERE i.id = $1
                """, id), laboratory == nil || row["laboratory"] == laboratory
        else { throw StoreError.notFound("held row \(id)") }
        try requirePerson(actor, of: row["laboratory"])
        let state: IntakeRowState = try row.word("state")
        guard state == .held else { throw StoreError.conflict(.rowNotHeld(row: id, state)) }
        return OpenRow(
            id: id, upload: row["uploadId"], number: row["reportNumber"], state: state, sample: row["sampleId"],
            isHeldAndConfirmed: false)
    }

    /// The rows of a laboratory's report that are held or wait for the reviewer.
    func openRows(of number: String, _ laboratory: String) throws -> [OpenRow] {
        try all(
            """
            SELECT i.id, i.uploadId, i.reportNumber, i.state, i.sampleId,
                CASE WHEN i.state = 'held' AND u.review IN ('none', 'approved') THEN 1 ELSE 0 END AS confirmed
            FROM intakeRow i JOIN labUpload u ON u.id = i.uploadId
            WHERE i.reportNumber = $1 AND i.resolvedAt IS NULL AND u.laboratory = $2 ORDER BY i.id
            """, number, laboratory
        ).map { row in
            OpenRow(
                id: row["id"], upload: row["uploadId"], number: row["reportNumber"], state: try row.word("state"),
                sample: row["sampleId"], isHeldAndConfirmed: row["confirmed"] == 1)
        }
    }

    /// Closes open rows. The caller appends the events.
    ///
    /// - Parameter version: the report that supersedes the rows; nil if a person dismisses them.
    /// - Returns: the numbers of the closed rows, by upload.
    /// - Throws: `IntakeConflict` if a row changed its state in the meantime.
    func dismiss(
        _ rows: [OpenRow], reason: String, supersededBy version: Int64? = nil, by actor: Actor, at now: Timestamp
    ) throws -> [(upload: Int64, rows: [Int64])] {
        let uploads = Dictionary(grouping: rows, by: \.upload).sorted { $0.key < $1.key }
        for (upload, rows) in uploads {
            var changes = RowChanges()
            for row in rows {
                let found = try all(
                    """
                    UPDATE intakeRow SET state = 'dismissed', dismissedReason = $1, dismissedBy = $2, resolvedAt = $3,
                        supersededBy = $4
                    WHERE id = $5 AND state = $6 RETURNING sampleId
                    """, reason, actor.text, now.milliseconds, version, row.id, row.state.rawValue)
                guard let found = found.first else { throw IntakeConflict() }
                changes.move(from: row.state, to: .dismissed, sample: found["sampleId"], number: row.number)
            }
            try count(changes, in: upload, at: now)
        }
        return uploads.map { ($0.key, $0.value.map(\.id)) }
    }

    /// Makes the upload wait for its reviewer again, who has not seen the change; also an upload from before the four-eyes
    /// rule was set. A job decides its reports again, even
    /// if this process ends before it does so itself.
    func reviewAgain(upload: Int64, at now: Timestamp) throws {
        try run(
            """
            UPDATE labUpload SET review = 'pending', reviewedBy = NULL, reviewedAt = NULL, reviewReason = NULL
            WHERE id = $1 AND (review <> 'none' OR EXISTS (
                SELECT 1 FROM laboratory l WHERE l.name = labUpload.laboratory AND l.fourEyes = 1))
            """, upload)
        try makeReplayDue(upload: upload, at: now)
    }

    /// Enqueues the replay of an upload. If a job is running, it may have read the old state, so a second job follows.
    func makeReplayDue(upload: Int64, at now: Timestamp) throws {
        try requeue(.release(upload: upload), at: now)
        let running = try value(
            "SELECT COUNT(*) FROM job WHERE kind = $1 AND key = $2 AND state = 'running'", JobKind.release.rawValue,
            String(upload))
        if running > 0 { try requeue(.release(upload: upload, again: true), at: now) }
    }
}
