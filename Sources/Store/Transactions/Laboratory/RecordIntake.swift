package import Domain
internal import GRDB

/// A decided report of an upload, with the conclusion on the version that it becomes.
package struct DecidedReport: Sendable {
    package let decision: IntakeDecision
    /// Nil if no version is filed, or if judging needs more than the report and the criteria.
    package let conclusion: (found: Conclusion, inputHash: String)?
    /// The held rows of earlier uploads that the decision considered.
    package let heldRows: Set<Int64>

    package init(
        _ decision: IntakeDecision, conclusion: (found: Conclusion, inputHash: String)? = nil,
        heldRows: Set<Int64> = []
    ) {
        self.decision = decision
        self.conclusion = conclusion
        self.heldRows = heldRows
    }
}

/// Another process changed what a decision was based on. Decide again from fresh facts.
package struct IntakeConflict: Error, Hashable, Sendable, CustomStringConvertible {
    package init() {}

    package var description: String {
        "another process files reports of the same samples at the same time; run the same again"
    }
}

extension Store {
    /// Records decided reports of one upload: versions with their conclusions, the rows of reports that are not filed,
    /// the counts, and the position from which an interrupted import continues. All in one transaction.
    ///
    /// - Parameters:
    ///   - upload: the upload as it was when the reports were decided.
    ///   - groups: the groups of the upload for these reports; nil if kept rows are decided again.
    ///   - bytes: the bytes of the row with an ordinal. Called only for rows that are kept.
    /// - Throws: `IntakeConflict` if another process wrote first; then nothing is written.
    package func recordIntake(
        _ reports: [DecidedReport], groups: Range<Int>? = nil, of upload: LabUploadRow, by actor: Actor,
        bytes: @Sendable @escaping (_ ordinal: Int) -> [UInt8] = { _ in [] }
    ) async throws {
        try await write { database, now in
            try database.detectingConflicts {
                guard try database.upload(upload.id).review == upload.review else { throw IntakeConflict() }
                var rows = try IntakeRowWriter(database, upload: upload.id, at: now)
                for report in reports { try rows.write(report.decision, bytes, database) }
                try database.count(rows.changes, in: upload.id, groups: groups, at: now)
                var writer = try ReportWriter(database, at: now)
                try database.file(reports, of: upload, &writer, by: actor, at: now)
                guard groups.map({ $0.upperBound == upload.groups }) ?? !rows.changes.isEmpty else { return }
                if groups != nil { try database.replayWhatPeopleChanged(in: upload.id, at: now) }
                try writer.append(
                    groups == nil ? .uploadReplayed : .uploadRead, by: actor, on: "upload:\(upload.id)",
                    database.upload(upload.id).figures)
            }
        }
    }
}

extension LabUploadRow {
    /// The counts, for the event log.
    var figures: KeyValuePairs<String, String> {
        [
            "rows": String(rows), "taken": String(taken), "waiting": String(waiting),
            "duplicates": String(duplicates), "held": String(held), "dismissed": String(dismissed),
        ]
    }
}

extension Database {
    /// A row that a person corrected or dismissed during the import changes the decision on reports of earlier batches.
    fileprivate func replayWhatPeopleChanged(in upload: Int64, at now: Timestamp) throws {
        let changed = try first(
            """
            SELECT 1 FROM intakeRow WHERE uploadId = $1
                AND (corrected IS NOT NULL OR (state = 'dismissed' AND supersededBy IS NULL)) LIMIT 1
            """, upload)
        if changed != nil { try makeReplayDue(upload: upload, at: now) }
    }

    /// If two processes file reports for one sample at the same time, the second one violates a unique index. It then
    /// decides again.
    fileprivate func detectingConflicts(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE {
            throw IntakeConflict()
        }
    }

    /// Files the versions of decided reports, closes the rows that they supersede, and records the conclusions.
    fileprivate func file(
        _ reports: [DecidedReport], of upload: LabUploadRow, _ writer: inout ReportWriter, by actor: Actor,
        at now: Timestamp
    ) throws {
        // Most laboratories have no open row. Then no row can be superseded, and no sample is held.
        let hasOpenRows = try hasOpenRows(upload.laboratory)
        var filed: [(id: Int64, report: DecidedReport)] = []
        for report in reports {
            guard let filing = report.decision.filing else { continue }
            let dismissed = upload.dismissed > 0 ? try dismissals(in: upload.id, of: filing.submission.number) : ""
            let id = try writer.file(
                filing, of: upload.laboratory, upload: upload.id, dismissed: dismissed, by: actor)
            filed.append((id, report))
        }
        if hasOpenRows {
            for (id, report) in filed {
                guard let filing = report.decision.filing else { continue }
                try supersede(before: upload, by: id, filing, report.heldRows, actor, at: now)
            }
            // `supersede` appended events with another writer, so this writer must read the end of the chain again.
            writer = try ReportWriter(self, at: now)
        }
        for (id, report) in filed {
            if let conclusion = report.conclusion,
                try !(hasOpenRows && conclusion.found.verdict == .meets && isSampleHeld(ofReport: id))
            {
                try writer.conclude(report: id, conclusion.found, inputHash: conclusion.inputHash)
            } else {
                try writer.enqueue(.judge(report: id))
            }
        }
    }

    fileprivate func hasOpenRows(_ laboratory: String) throws -> Bool {
        try first(
            "SELECT 1 FROM labUpload WHERE laboratory = $1 AND (held > 0 OR waiting > 0) LIMIT 1", laboratory) != nil
    }

    /// The rows of an upload that a person dismissed. The version of the report does not contain them.
    private func dismissals(in upload: Int64, of number: String) throws -> String {
        try all(
            """
            SELECT place, dismissedReason FROM intakeRow
            WHERE uploadId = $1 AND state = 'dismissed' AND supersededBy IS NULL
                AND (reportNumber = $2 OR reportNumber IS NULL)
            ORDER BY ordinal LIMIT 100
            """, upload, number
        ).map { "\($0["place"] as String)：\($0["dismissedReason"] as String)" }.joined(separator: "；")
    }

    /// Closes the open rows of the report in earlier uploads: a filed version replaces them.
    private func supersede(
        before upload: LabUploadRow, by id: Int64, _ filing: ReportFiling, _ considered: Set<Int64>, _ actor: Actor,
        at now: Timestamp
    ) throws {
        let number = filing.submission.number
        // A row that names another sample says nothing about this one, and stays.
        let rows = try openRows(of: number, upload.laboratory).filter {
            $0.upload < upload.id && ($0.sample == nil || $0.sample == filing.sample)
        }
        guard !rows.isEmpty else { return }
        // A row that was held after the decision was made may contradict it.
        guard rows.allSatisfy({ !$0.isHeldAndConfirmed || considered.contains($0.id) }) else { throw IntakeConflict() }
        let reason = IntakeWording.superseded(number, version: filing.version)
        for (upload, rows) in try dismiss(rows, reason: reason, supersededBy: id, by: actor, at: now) {
            try append(
                .rowsSuperseded, by: actor, on: "upload:\(upload)",
                ["rows": rows.map(String.init).joined(separator: " "), "report": "report:\(id)"], at: now)
        }
    }
}
