package import Domain
internal import Feeds
internal import Files
package import Store

/// A held report, row by row and cell by cell, so that a person can mend single cells.
package struct HeldReport: Sendable {
    package struct Row: Sendable {
        package let id: Int64
        package let place: String
        /// The fault of this row; nil if only other rows of the report have a fault.
        package let code: String?
        /// The column of the fault; nil if the fault belongs to the whole row.
        package let field: String?
        package let detail: String?
        package let isCorrected: Bool
        /// The text of each named column, in the order of the file; nil if the row cannot be divided into cells (a report
        /// as JSON).
        package let cells: [Cell]?
        /// The row as text: what a person mends if there are no cells.
        package let text: String
        /// Identifies the current text, so that nobody overwrites a correction that was made in the meantime.
        package let version: String

        package subscript(column: ReportColumn) -> String? {
            cells?.first { $0.column == column.rawValue }?.text
        }
    }

    package struct Cell: Hashable, Sendable {
        package let column: String
        /// Its position in the file, from 1.
        package let position: Int
        package let text: String
    }

    package let upload: LabUploadRow
    /// Nil for the rows of the upload without a report number.
    package let number: String?
    /// In the order of the file.
    package let rows: [Row]

    /// The number of columns of the file.
    fileprivate let width: Int

    package var faulty: [Row] {
        rows.filter { $0.code != nil }
    }
}

/// Reads held reports, and mends their cells.
package struct MendReport: Sendable {
    /// New texts of cells, by position; or of a whole row.
    package enum Correction: Sendable {
        case cells([Int: String])
        case text(String)
    }

    private let context: AppContext

    package init(_ context: AppContext) {
        self.context = context
    }

    /// The report that contains this row, if it is still held.
    package func find(row id: Int64, of laboratory: String) async throws -> HeldReport {
        let selection = IntakeRowSelection(id: id, laboratory: laboratory, resolved: true)
        guard let first = try await context.store.intakeRows(selection, limit: 1).first else {
            throw StoreError.notFound("row \(id)")
        }
        let upload = try await context.store.upload(first.upload)
        let open = try await context.store.openRows(of: first.upload, reports: first.reportNumber.map { [$0] } ?? [])
        let rows = open.filter { $0.state == .held && $0.reportNumber == first.reportNumber }
        guard !rows.isEmpty else { throw StoreError.notFound("held report of row \(id)") }
        let read = try await Threads.run { (rows.map(Self.read), Self.width(rows[0])) }
        return HeldReport(upload: upload, number: first.reportNumber, rows: read.0, width: read.1)
    }

    /// Corrects rows of the report, and decides the report again.
    ///
    /// - Returns: the states of the decided rows.
    @discardableResult
    package func correct(
        _ report: HeldReport, _ corrections: [Int64: Correction], by actor: Actor
    ) async throws -> IntakeReplay.RowCounts {
        var changed: Set<UploadedReport> = []
        for row in report.rows {
            guard let correction = corrections[row.id], let bytes = Self.bytes(of: correction, row, report.width) else {
                continue
            }
            changed.insert(
                try await context.store.correctIntakeRow(row.id, of: report.upload.laboratory, to: bytes, by: actor))
        }
        // Without a change, a decision can be another one all the same: the scope or the sample was registered meanwhile.
        if changed.isEmpty { changed = [UploadedReport(upload: report.upload.id, number: report.number)] }
        return try await IntakeReplay(context).run(changed, by: actor)
    }

    /// Closes rows of the report with a reason, and decides the report again.
    package func dismiss(_ rows: [Int64], of laboratory: String, reason: String, by actor: Actor) async throws {
        let reports = try await context.store.dismissRows(rows, of: laboratory, reason: reason, by: actor)
        try await IntakeReplay(context).run(reports, by: actor)
    }
}

extension MendReport {
    private static func read(_ row: KeptIntakeRow) -> HeldReport.Row {
        let bytes = utf8(row)
        var cells: [HeldReport.Cell]?
        if row.form != UploadForm.json.rawValue, let table = try? CSVTable.read(row.header + [0x0A] + bytes),
            let read = table.rows.first
        {
            cells = zip(table.columns, read.cells).map { column, text in
                HeldReport.Cell(column: column.name, position: column.position, text: text)
            }
        }
        return HeldReport.Row(
            id: row.id, place: row.place, code: row.code, field: row.field, detail: row.detail,
            isCorrected: row.corrected != nil, cells: cells, text: String(decoding: bytes, as: UTF8.self),
            version: String(Digest.sha256(bytes).prefix(16)))
    }

    private static func utf8(_ row: KeptIntakeRow) -> [UInt8] {
        if let corrected = row.corrected { return corrected }
        guard row.encoding == "gb18030" else { return row.bytes }
        return (try? CharacterSet.fromGB18030(row.bytes)) ?? row.bytes
    }

    private static func width(_ row: KeptIntakeRow) -> Int {
        guard row.form != UploadForm.json.rawValue else { return 0 }
        return row.header.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).count
    }

    /// The corrected row in the format of its upload; nil if nothing changes.
    private static func bytes(of correction: Correction, _ row: HeldReport.Row, _ width: Int) -> [UInt8]? {
        switch correction {
        case .text(let text):
            return text == row.text || text.isEmpty ? nil : Array(text.utf8)
        case .cells(let texts):
            guard let cells = row.cells else { return nil }
            guard cells.contains(where: { (texts[$0.position] ?? $0.text) != $0.text }) else { return nil }
            var line = [String](repeating: "", count: max(width, cells.map(\.position).max() ?? 0))
            for cell in cells { line[cell.position - 1] = texts[cell.position] ?? cell.text }
            var bytes: [UInt8] = []
            CSVText.append(line, to: &bytes)
            return bytes
        }
    }
}

extension MendReport {
    /// The rows of an upload that wait for the reviewer, in the order of the file.
    package func waitingRows(of upload: LabUploadRow, limit: Int) async throws -> [HeldReport.Row] {
        let rows = try await context.store.intakeRows(
            IntakeRowSelection(upload: upload.id, laboratory: upload.laboratory, state: .waiting), limit: limit)
        return try await Threads.run { rows.map(Self.read) }
    }
}
