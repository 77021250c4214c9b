package import Domain
internal import GRDB

extension Store {
    /// Says of rows in quarantine that nothing will come of them, and why. They stay in the record with their bytes. Where
    /// a reviewer has a say in their upload, the reviewer has it again.
    ///
    /// - Parameter laboratory: where given, rows of another laboratory are answered as ones that do not exist.
    /// - Returns: the uploads that the rows came in.
    /// - Throws: where one of the rows is not in quarantine; then none is dismissed.
    @discardableResult
    package func dismissRows(
        _ ids: [Int64], of laboratory: String? = nil, reason: String, by actor: Actor
    ) async throws -> Set<Int64> {
        try await write { database, now in
            let rows: [StoredRow] = try Set(ids).sorted().map { id in
                guard
                    let row = try database.first(
                        """
                        SELECT i.uploadId, i.state, u.laboratory FROM intakeRow i JOIN labUpload u ON u.id = i.uploadId
                        WHERE i.id = $1
                        """, id), laboratory == nil || row["laboratory"] == laboratory
                else { throw StoreError.notFound("quarantined row \(id)") }
                try database.requirePerson(actor, of: row["laboratory"])
                let state: IntakeRowState = try row.word("state")
                guard state == .quarantined else {
                    throw StoreError.conflict("row \(id) is \(state.rawValue), not in quarantine")
                }
                return StoredRow(id: id, upload: row["uploadId"], state: state)
            }
            let closed = try database.dismiss(rows, reason: reason, by: actor, at: now)
            for (upload, rows) in closed {
                try database.reviewAgain(upload: upload, at: now)
                try database.append(
                    "rows.dismissed", by: actor, on: "upload:\(upload)",
                    ["rows": rows.map(String.init).joined(separator: " "), "reason": reason], at: now)
            }
            return Set(closed.map(\.upload))
        }
    }
}

extension Database {
    /// Takes rows out of quarantine of which nothing will come. The caller appends the events.
    ///
    /// - Parameter version: the report that says what the rows said; nil where somebody dismisses them.
    /// - Returns: by upload, the numbers of its rows.
    /// - Throws: `IntakeConflict` where one of them is not where it was any more.
    func dismiss(
        _ rows: [StoredRow], reason: String, supersededBy version: Int64? = nil, by actor: Actor, at now: Timestamp
    ) throws -> [(upload: Int64, rows: [Int64])] {
        var moves = RowMoves()
        for row in rows {
            let moved = try change(
                """
                UPDATE intakeRow SET state = 'dismissed', dismissedReason = $1, dismissedBy = $2, resolvedAt = $3,
                    supersededBy = $4
                WHERE id = $5 AND state = $6
                """, reason, actor.name, now.milliseconds, version, row.id, row.state.rawValue)
            guard moved == 1 else { throw IntakeConflict() }
            moves.note(row, to: .dismissed)
        }
        try moves.settle(self)
        return Dictionary(grouping: rows, by: \.upload).sorted { $0.key < $1.key }.map { ($0, $1.map(\.id)) }
    }

    /// What a reviewer has seen of an upload is no longer what is there: it waits for the reviewer again. What may go on
    /// does so by a job, also where this process ends before it comes to it.
    func reviewAgain(upload: Int64, at now: Timestamp) throws {
        try run(
            """
            UPDATE labUpload SET review = 'pending', reviewedBy = NULL, reviewedAt = NULL, reviewReason = NULL
            WHERE id = $1 AND review <> 'none'
            """, upload)
        try makeReleaseDue(upload: upload, at: now)
    }
}
