package import Domain
internal import Files
internal import Rulebook
internal import Store

/// Processes a file of a laboratory. Each report is filed as a whole and judged, is already filed, waits for the
/// reviewer, or is held as a whole. docs/architecture/intake.md has the state diagram.
///
/// A file is identified by its content. If the same content is uploaded again, its held reports are decided again. If
/// its import was interrupted, the upload continues the import.
package struct Intake: Sendable {
    /// The number of rows in one transaction. More rows would delay other writers; fewer would spend too much time on
    /// commits.
    private static let rowsPerTransaction = 8_000

    private let context: AppContext

    package init(_ context: AppContext) {
        self.context = context
    }

    /// A file, its laboratory and its uploader.
    package struct File: Sendable {
        package let bytes: [UInt8]
        package let form: UploadForm
        package let laboratory: String
        package let name: String
        package let uploader: Actor

        package init(bytes: [UInt8], form: UploadForm, laboratory: String, name: String, uploader: Actor) {
            self.bytes = bytes
            self.form = form
            self.laboratory = laboratory
            self.name = name
            self.uploader = uploader
        }
    }

    /// - Throws: `UploadFault` if the file as a whole cannot be read. Then nothing is kept.
    package func run(_ file: File) async throws -> IntakeSummary {
        let (opening, read, reports) = try await context.reading.run {
            let (read, remarks) = try UploadReading.rows(file.bytes, form: file.form)
            let reports = ReportRows.groups(of: read.rows)
            return (Self.opening(of: file, read, groups: reports.count, remarks), read, reports)
        }
        let opened = try await context.store.openUpload(opening)
        var summaries: [IntakeSummary.Report] = []
        if opened.upload.isRead {
            _ = try await IntakeReplay(context).run(upload: opened.upload.id, by: file.uploader)
            summaries = try await preview(reports[...], of: opened.upload)
        } else {
            summaries = try await preview(reports.prefix(opened.upload.groupsDone), of: opened.upload)
            let upload = opened.upload.id
            while try await !context.store.upload(upload).isRead {
                try await IntakeProcessor.decidingAgain {
                    let current = try await context.store.upload(upload)
                    try await record(reports, of: current, by: file.uploader, bytes: read.bytes, &summaries)
                }
            }
        }
        return IntakeSummary(
            upload: try await context.store.upload(opened.upload.id), isNew: opened.isNew, reports: summaries)
    }

    private static func opening(
        of file: File, _ read: UploadedRows, groups: Int, _ remarks: [UploadRemark]
    ) -> UploadOpening {
        UploadOpening(
            laboratory: file.laboratory, contentHash: UploadReading.contentHash(file.bytes, form: file.form, read),
            form: file.form, name: file.name.withoutControlCharacters, uploader: file.uploader, header: read.header,
            encoding: UploadReading.encoding(file.bytes, form: file.form), rows: read.rows.count, groups: groups,
            remarks: remarks)
    }

    /// Decides and records all batches. While one batch is written, the next one is decided.
    private func record(
        _ reports: [ReportRows], of upload: LabUploadRow, by actor: Actor,
        bytes: @escaping @Sendable (Int) -> [UInt8], _ summaries: inout [IntakeSummary.Report]
    ) async throws {
        let processor = IntakeProcessor(context)
        let isNameless = reports.contains { $0.number == nil }
        let batches = ReportRows.batches(
            of: reports.map(\.rows.count), from: upload.groupsDone, limit: Self.rowsPerTransaction)
        guard let first = batches.first else { return }
        var decided = try await processor.decide(reports[first], of: upload, hasNamelessRows: isNameless)
        for (index, batch) in batches.enumerated() {
            try Task.checkCancellation()
            let current = decided
            let next = batches.dropFirst(index + 1).first.map { reports[$0] } ?? []
            async let following = processor.decide(next, of: upload, hasNamelessRows: isNameless)
            try await context.store.recordIntake(current, groups: batch, of: upload, by: actor, bytes: bytes)
            summaries += current.compactMap(IntakeSummary.Report.init)
            decided = try await following
        }
    }

    /// The current decisions on reports that were recorded before. Writes nothing.
    private func preview(
        _ reports: ArraySlice<ReportRows>, of upload: LabUploadRow
    ) async throws -> [IntakeSummary.Report] {
        let isNameless = reports.contains { $0.number == nil }
        return try await IntakeProcessor(context).decide(reports, of: upload, hasNamelessRows: isNameless)
            .compactMap(IntakeSummary.Report.init)
    }
}
