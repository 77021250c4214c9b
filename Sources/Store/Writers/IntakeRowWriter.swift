internal import Domain
internal import GRDB

/// Writes the rows of one upload. Rows of reports that are not filed at once are inserted; kept rows change their
/// state.
struct IntakeRowWriter {
    private(set) var changes = RowChanges()
    private let upload: Int64
    private let now: Timestamp
    private let insert: ByteStatement

    init(_ database: Database, upload: Int64, at now: Timestamp) throws {
        self.upload = upload
        self.now = now
        insert = try ByteStatement(
            database,
            """
            INSERT INTO intakeRow (uploadId, ordinal, place, reportNumber, state, code, field, detail, bytes, createdAt,
                against, sampleId)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """)
    }

    /// - Parameter bytes: the bytes of the row with an ordinal.
    mutating func write(_ decision: IntakeDecision, _ bytes: (Int) -> [UInt8], _ database: Database) throws {
        for index in decision.rows.indices {
            let row = decision.rows[index]
            if row.stored != nil {
                try update(row, decision, index, database)
            } else {
                let state = decision.state(of: index)
                changes.add(state, 1)
                guard state == .held || state == .waiting else { continue }
                try keep(row, decision, index, state, bytes(row.ordinal))
            }
        }
    }

    private func keep(
        _ row: ReadRow, _ decision: IntakeDecision, _ index: Int, _ state: IntakeRowState, _ bytes: [UInt8]
    ) throws {
        let fault = decision.faults[index]
        insert.bind(upload, at: 1)
        insert.bind(Int64(row.ordinal), at: 2)
        try insert.bind(copying: row.place, at: 3)
        try insert.bind(copying: row.reportNumber, at: 4)
        try insert.bind(copying: state.rawValue, at: 5)
        try insert.bind(copying: fault?.code.rawValue, at: 6)
        try insert.bind(copying: fault?.field, at: 7)
        try insert.bind(copying: fault?.sentence.withoutControlCharacters, at: 8)
        insert.bind(now.milliseconds, at: 10)
        insert.bind(decision.against.map(Int64.init), at: 11)
        insert.bind(decision.samples[index], at: 12)
        _ = try bytes.withUnsafeBytes { bytes in
            insert.bind(blob: bytes, at: 9)
            return try insert.insert()
        }
    }

    /// - Throws: `IntakeConflict` if the row was changed after it was read.
    private mutating func update(
        _ row: ReadRow, _ decision: IntakeDecision, _ index: Int, _ database: Database
    ) throws {
        guard let stored = row.stored else { return }
        let state = decision.state(of: index)
        let fault = decision.faults[index]
        let isResolved = state == .taken || state == .duplicate
        let before = try database.first("SELECT sampleId, reportNumber FROM intakeRow WHERE id = $1", stored.id)
        let found = try database.all(
            """
            UPDATE intakeRow SET state = $1, code = CASE WHEN $6 IS NULL THEN $2 ELSE COALESCE($2, code) END,
                field = CASE WHEN $6 IS NULL OR CAST($2 AS TEXT) IS NOT NULL THEN $3 ELSE field END,
                detail = CASE WHEN $6 IS NULL THEN $4 ELSE COALESCE($4, detail) END,
                reportNumber = COALESCE($5, reportNumber), resolvedAt = $6, sampleId = COALESCE($7, sampleId)
            WHERE id = $8 AND state = $9
                AND (corrected = $10 OR (corrected IS NULL AND CAST($11 AS BIGINT) = 0))
            RETURNING sampleId, reportNumber
            """,
            state.rawValue, fault?.code.rawValue, fault?.field, fault?.sentence.withoutControlCharacters,
            row.reportNumber, isResolved ? now.milliseconds : nil,
            decision.samples.isEmpty ? nil : decision.samples[index], stored.id, stored.state.rawValue,
            stored.corrected.map(Blob.init), stored.corrected == nil ? 0 : 1)
        guard let before, let found = found.first else { throw IntakeConflict() }
        changes.move(from: stored.state, to: state, sample: found["sampleId"], number: found["reportNumber"])
        // A held row that now names another sample or report releases the earlier one.
        let oldSample: Int64? = before["sampleId"]
        let oldNumber: String? = before["reportNumber"]
        if stored.state == .held {
            changes.release(
                sample: oldSample == found["sampleId"] ? nil : oldSample,
                number: oldNumber == found["reportNumber"] ? nil : oldNumber)
        }
    }
}

/// The changes to the counts of one upload, and the samples and reports with fewer held rows.
struct RowChanges {
    private(set) var counts: [IntakeRowState: Int] = [:]
    private(set) var samples: Set<Int64> = []
    private(set) var numbers: Set<String> = []

    var isEmpty: Bool {
        counts.allSatisfy { $0.value == 0 }
    }

    mutating func add(_ state: IntakeRowState, _ count: Int) {
        counts[state, default: 0] += count
    }

    mutating func move(from old: IntakeRowState, to new: IntakeRowState, sample: Int64?, number: String?) {
        guard old != new else { return }
        add(old, -1)
        add(new, 1)
        if old == .held { release(sample: sample, number: number) }
    }

    /// Notes a sample and a report that a row does not hold any more.
    mutating func release(sample: Int64?, number: String?) {
        if let sample { samples.insert(sample) }
        if let number { numbers.insert(number) }
    }
}

extension Database {
    /// Adds changes to the counts of an upload. If the upload has no held row left, its alert ends.
    ///
    /// - Parameter groups: the number of groups of the upload that are decided with these changes.
    /// - Throws: `IntakeConflict` if another process wrote first.
    func count(
        _ changes: RowChanges, in upload: Int64, groups: Range<Int>? = nil, at now: Timestamp
    ) throws {
        let changed = try all(
            """
            UPDATE labUpload SET taken = taken + $1, waiting = waiting + $2, duplicates = duplicates + $3,
                held = held + $4, dismissed = dismissed + $5, groupsDone = COALESCE($6, groupsDone)
            WHERE id = $7 AND groupsDone = COALESCE($8, groupsDone) RETURNING held, laboratory
            """,
            changes.counts[.taken] ?? 0, changes.counts[.waiting] ?? 0, changes.counts[.duplicate] ?? 0,
            changes.counts[.held] ?? 0, changes.counts[.dismissed] ?? 0, groups?.upperBound, upload,
            groups?.lowerBound)
        guard let row = changed.first else { throw IntakeConflict() }
        if (changes.counts[.held] ?? 0) < 0, row["held"] == 0 {
            try settleAlert(.reportsHeld, on: "upload:\(upload)", by: .worker(.release), at: now)
        }
        try judgeAgain(samples: changes.samples, numbers: changes.numbers, of: row["laboratory"], at: now)
    }
}
