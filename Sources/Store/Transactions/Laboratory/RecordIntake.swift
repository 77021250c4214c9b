package import Domain
internal import GRDB

/// The decided rows of one report number, with what was concluded from the version they make.
package struct DecidedReport: Sendable {
    package let decision: IntakeDecision?
    package let unreadable: [UnreadableRow]
    /// The conclusion on the version that is filed, and the hash of what it was judged from.
    package let conclusion: (found: Conclusion, inputHash: String)?
    /// Rows of earlier uploads that wait or lie in quarantine and that the version makes needless.
    package let superseded: [StoredRow]
    /// The version to file: what the decision makes, or what stands, to be judged again beside other rows in quarantine.
    package let filing: ReportFiling?
    /// The version that stands when the rows are set aside; nil for none.
    package let against: Int?

    /// - Parameter filing: nil for what `decision` makes.
    package init(
        decision: IntakeDecision?, unreadable: [UnreadableRow], filing: ReportFiling? = nil,
        conclusion: (found: Conclusion, inputHash: String)? = nil, superseded: [StoredRow] = [], against: Int? = nil
    ) {
        self.filing = filing ?? decision?.filing
        self.against = against
        self.superseded = superseded
        self.decision = decision
        self.unreadable = unreadable
        self.conclusion = conclusion
    }
}

/// Somebody else changed what a decision rested on; decide again from fresh facts.
package struct IntakeConflict: Error, Hashable, Sendable, CustomStringConvertible {
    package init() {}

    package var description: String {
        "another process files reports of the same samples at the same time; run the same again"
    }
}

extension Store {
    /// Records the groups `range` of an upload: reports with their conclusions, and the rows that are set aside. Where the
    /// upload stands moves on in the same transaction, so that an import killed at any point goes on where it stopped.
    ///
    /// - Parameter bytes: the bytes of the row with this ordinal; asked for rows that are set aside alone.
    /// - Throws: `IntakeConflict` where another process was there first; then nothing is written.
    package func recordIntake(
        _ reports: [DecidedReport], groups range: Range<Int>, of upload: LabUploadRow, by actor: Actor,
        bytes: @Sendable @escaping (_ ordinal: Int) -> [UInt8]
    ) async throws {
        try await write { database, now in
            try database.detectingConflicts {
                let count = IntakeCount(reports)
                let moved = try database.change(
                    """
                    UPDATE labUpload SET groupsDone = $1, taken = taken + $2, waiting = waiting + $3,
                        duplicates = duplicates + $4, quarantined = quarantined + $5
                    WHERE id = $6 AND groupsDone = $7
                    """,
                    range.upperBound, count.taken, count.waiting, count.duplicates, count.quarantined, upload.id,
                    range.lowerBound)
                guard moved == 1 else { throw IntakeConflict() }
                var writer = try ReportWriter(database, at: now)
                let rows = try IntakeRowWriter(database, upload: upload.id, at: now)
                for report in reports {
                    try writer.file(report, laboratory: upload.laboratory, upload: upload.id, by: actor, database)
                    try rows.setAside(report, bytes)
                }
                guard range.upperBound == upload.groups else { return }
                let done = try database.upload(upload.id)
                try writer.append("upload.read", by: actor, on: "upload:\(upload.id)", done.figures)
            }
        }
    }
}

extension LabUploadRow {
    /// The counts, for the event log.
    var figures: KeyValuePairs<String, String> {
        [
            "rows": String(rows), "taken": String(taken), "waiting": String(waiting),
            "duplicates": String(duplicates), "quarantined": String(quarantined), "dismissed": String(dismissed),
        ]
    }
}

extension Database {
    /// Two processes that file on one sample at once meet in a unique index; the later one decides again.
    func detectingConflicts(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE {
            throw IntakeConflict()
        }
    }
}

extension ReportWriter {
    /// Files the version that a decision makes, if it makes one, and dismisses the rows that it makes needless.
    mutating func file(
        _ report: DecidedReport, laboratory: String, upload: Int64?, by actor: Actor, _ database: Database
    ) throws {
        guard let filing = report.filing else { return }
        // What is added to a report rests on its standing: a withdrawal since is decided upon anew.
        guard try !filing.completes || !database.isWithdrawn(laboratory, filing.submission.number) else {
            throw IntakeConflict()
        }
        let id = try file(
            Version(
                submission: filing.submission, contentHash: filing.contentHash, version: filing.version,
                sample: filing.sample, laboratory: laboratory, upload: upload, completes: filing.completes,
                undecided: filing.undecided, restates: filing.restates),
            by: actor)
        if let conclusion = report.conclusion {
            try conclude(report: id, conclusion.found, inputHash: conclusion.inputHash)
        } else {
            try enqueue(.judge, key: id)
        }
        let reason = IntakeWording.superseded(filing.submission.number, version: filing.version)
        let closed = try database.dismiss(report.superseded, reason: reason, supersededBy: id, by: actor, at: now)
        for (upload, rows) in closed {
            try append(
                "rows.superseded", by: actor, on: "upload:\(upload)",
                ["rows": rows.map(String.init).joined(separator: " "), "report": "report:\(id)"])
        }
    }
}

extension Database {
    /// Whether the latest version of a report is withdrawn.
    fileprivate func isWithdrawn(_ laboratory: String, _ number: String) throws -> Bool {
        try value(
            """
            SELECT COUNT(*) FROM reportWithdrawal WHERE reportId = (
                SELECT id FROM report WHERE laboratory = $1 AND number = $2 ORDER BY version DESC LIMIT 1)
            """, laboratory, number) > 0
    }
}

/// How many rows came to which end.
struct IntakeCount {
    var taken = 0
    var waiting = 0
    var duplicates = 0
    var quarantined = 0
    var dismissed = 0

    init() {}

    init(_ reports: [DecidedReport]) {
        for report in reports {
            quarantined += report.unreadable.count
            for fate in report.decision?.fates ?? [] { add(fate.state, 1) }
        }
    }

    mutating func add(_ state: IntakeRowState, _ count: Int) {
        switch state {
        case .taken: taken += count
        case .waiting: waiting += count
        case .duplicate: duplicates += count
        case .quarantined: quarantined += count
        case .dismissed: dismissed += count
        }
    }
}
