package import Domain
internal import GRDB

extension Store {
    /// Records what became of rows that were set aside before and decided again: reports with their conclusions, and the
    /// counts of the uploads that the rows came in.
    ///
    /// - Parameter reviews: where the uploads stood with their reviewers when the rows were decided.
    /// - Throws: `IntakeConflict` where another process was there first; then nothing is written.
    package func replayIntake(
        _ reports: [DecidedReport], of laboratory: String, reviews: [Int64: ReviewState], by actor: Actor
    ) async throws {
        try await write { database, now in
            try database.detectingConflicts {
                for (upload, review) in reviews {
                    guard try database.upload(upload).review == review else { throw IntakeConflict() }
                }
                var moves = RowMoves()
                let superseded = Set(reports.flatMap(\.superseded).map(\.id))
                for report in reports {
                    for row in report.unreadable {
                        guard let stored = row.stored, !superseded.contains(stored.id) else { continue }
                        try moves.move(stored, to: .quarantined, row.fault, row.reportNumber, database, at: now)
                    }
                    guard let decision = report.decision else { continue }
                    for (row, fate) in zip(decision.rows, decision.fates) {
                        guard let stored = row.stored, !superseded.contains(stored.id) else { continue }
                        try moves.move(stored, to: fate.state, fate.fault, row.head.number, database, at: now)
                    }
                }
                try moves.settle(database)
                var writer = try ReportWriter(database, at: now)
                for report in reports {
                    let upload: Int64? = report.decision?.rows.compactMap(\.stored?.upload).max()
                    try writer.file(report, laboratory: laboratory, upload: upload, by: actor, database)
                }
                for (upload, _) in moves.byUpload.sorted(by: { $0.key < $1.key }) {
                    try writer.append(
                        "upload.replayed", by: actor, on: "upload:\(upload)", try database.upload(upload).figures)
                }
            }
        }
    }
}

extension IntakeDecision.Fate {
    fileprivate var fault: IntakeFault? {
        if case .quarantined(let fault) = self { fault } else { nil }
    }
}

/// Rows that change their state, and what that does to the counts of their uploads.
struct RowMoves {
    var byUpload: [Int64: IntakeCount] = [:]

    mutating func move(
        _ row: StoredRow, to state: IntakeRowState, _ fault: IntakeFault?, _ number: String?, _ database: Database,
        at now: Timestamp
    ) throws {
        let isResolved = state == .taken || state == .duplicate
        let moved = try database.change(
            """
            UPDATE intakeRow SET state = $1, code = COALESCE($2, code), field = CASE WHEN CAST($2 AS TEXT) IS NULL
                THEN field ELSE $3 END, detail = COALESCE($4, detail), reportNumber = COALESCE($5, reportNumber),
                resolvedAt = $6
            WHERE id = $7 AND state = $8
                AND (corrected = $9 OR (corrected IS NULL AND CAST($10 AS BIGINT) = 0))
            """,
            state.rawValue, fault?.code.rawValue, fault?.field, fault?.sentence.withoutControlCharacters,
            number.flatMap { $0.holdsControlCharacters() ? nil : $0 }, isResolved ? now.milliseconds : nil, row.id,
            row.state.rawValue, row.corrected.map(Blob.init), row.corrected == nil ? 0 : 1)
        guard moved == 1 else { throw IntakeConflict() }
        note(row, to: state)
    }

    mutating func note(_ row: StoredRow, to state: IntakeRowState) {
        guard state != row.state else { return }
        byUpload[row.upload, default: IntakeCount()].add(row.state, -1)
        byUpload[row.upload, default: IntakeCount()].add(state, 1)
    }

    func settle(_ database: Database) throws {
        for (upload, count) in byUpload {
            try database.run(
                """
                UPDATE labUpload SET taken = taken + $1, waiting = waiting + $2, duplicates = duplicates + $3,
                    quarantined = quarantined + $4, dismissed = dismissed + $5
                WHERE id = $6
                """,
                count.taken, count.waiting, count.duplicates, count.quarantined, count.dismissed, upload)
        }
    }
}
