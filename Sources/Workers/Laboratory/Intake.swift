package import Domain
internal import Files
internal import Rulebook
internal import Store

/// Takes in a file that a laboratory uploads: every row becomes a result, says again what is known, waits, or goes into
/// quarantine with its reason. Judged in the same breath.
///
/// A file is known by its content. The same bytes again read what lay in quarantine again; a file whose import was broken
/// off goes on where it stopped.
package struct Intake: Sendable {
    /// Rows that one transaction takes: enough that its end costs little a row, few enough that others get their turn.
    private static let rowsAPart = 8_000
    /// Decided again so often at most, where others file on the same samples at the same time.
    private static let attempts = 50

    private let context: AppContext

    package init(_ context: AppContext) {
        self.context = context
    }

    /// A file, and in whose name and how it comes in.
    package struct File: Sendable {
        package let bytes: [UInt8]
        package let form: UploadForm
        package let laboratory: String
        package let name: String
        package let uploader: Actor
        /// Nil for what the laboratory has set.
        package let incomplete: IncompletePolicy?

        package init(
            bytes: [UInt8], form: UploadForm, laboratory: String, name: String, uploader: Actor,
            incomplete: IncompletePolicy? = nil
        ) {
            self.bytes = bytes
            self.form = form
            self.laboratory = laboratory
            self.name = name
            self.uploader = uploader
            self.incomplete = incomplete
        }
    }

    /// - Throws: `UploadFault` when the file as a whole cannot be read; then nothing of it is kept.
    package func run(_ file: File) async throws -> IntakeSummary {
        let (opening, read, remarks, groups) = try await context.reading.run {
            let (read, remarks) = try UploadReading.rows(file.bytes, form: file.form)
            let groups = RowGroup.groups(of: read.rows)
            return (Self.opening(of: file, read, groups: groups.count), read, remarks, groups)
        }
        let opened = try await context.store.openUpload(opening)
        let desk = IntakeProcessor(context, laboratory: file.laboratory)
        var reports: [IntakeSummary.Report] = []
        if opened.upload.isRead {
            _ = try await IntakeReplay(context).run(upload: opened.upload.id, by: file.uploader)
            reports = try await look(at: groups, desk)
        } else {
            reports = try await record(groups, of: opened.upload, desk, by: file.uploader, bytes: read.bytes)
            _ = try await IntakeReplay(context).releaseRows(opened.upload.id, by: file.uploader)
        }
        return IntakeSummary(
            upload: try await context.store.upload(opened.upload.id), isNew: opened.isNew, reports: reports,
            remarks: remarks)
    }

    private static func opening(of file: File, _ read: UploadedRows, groups: Int) -> UploadOpening {
        UploadOpening(
            laboratory: file.laboratory, contentHash: UploadReading.contentHash(file.bytes, form: file.form, read),
            form: file.form, name: file.name.withoutControlCharacters, uploader: file.uploader, header: read.header,
            encoding: UploadReading.encoding(file.bytes, form: file.form), rows: read.rows.count, groups: groups,
            incomplete: file.incomplete)
    }

    /// Decides part after part and records each; while one is written, the next is decided.
    private func record(
        _ groups: [RowGroup], of opened: LabUploadRow, _ desk: IntakeProcessor, by actor: Actor,
        bytes: @escaping @Sendable (Int) -> [UInt8]
    ) async throws -> [IntakeSummary.Report] {
        var upload = opened
        var reports = try await look(at: Array(groups.prefix(upload.groupsDone)), desk)
        var attempts = 0
        while !upload.isRead {
            do {
                try await recordParts(groups, of: upload, desk, by: actor, bytes: bytes, &reports)
            } catch let conflict as IntakeConflict {
                attempts += 1
                guard attempts < Self.attempts else { throw conflict }
            }
            upload = try await context.store.upload(upload.id)
        }
        return reports
    }

    private func recordParts(
        _ groups: [RowGroup], of upload: LabUploadRow, _ desk: IntakeProcessor, by actor: Actor,
        bytes: @escaping @Sendable (Int) -> [UInt8], _ reports: inout [IntakeSummary.Report]
    ) async throws {
        let options = IntakeDecision.Options(
            filesImmediately: upload.filesImmediately, mayLackRows: groups.contains { $0.number == nil })
        let parts = groups.parts(from: upload.groupsDone, rows: Self.rowsAPart)
        guard let first = parts.first else { return }
        var decided = try await desk.decide(groups[first]) { _ in options }
        for (index, part) in parts.enumerated() {
            try Task.checkCancellation()
            let current = decided
            let coming = index + 1 < parts.count ? parts[index + 1] : nil
            async let following = coming.mapAsync { try await desk.decide(groups[$0]) { _ in options } }
            try await context.store.recordIntake(
                current.map(\.report), groups: part, of: upload, by: actor, bytes: bytes)
            reports += current.compactMap(IntakeSummary.Report.init)
            decided = try await following ?? []
            // Good rows of an earlier file may have waited for those that this one made needless.
            let freed = Set(current.flatMap(\.report.superseded).map(\.upload))
            try await IntakeReplay(context).releaseAll(freed, by: actor)
        }
    }

    /// How groups stand that were recorded before; nothing is written.
    private func look(at groups: [RowGroup], _ desk: IntakeProcessor) async throws -> [IntakeSummary.Report] {
        var reports: [IntakeSummary.Report] = []
        for part in groups.parts(from: 0, rows: Self.rowsAPart) {
            reports += try await desk.decide(groups[part], restates: false) { _ in .init(filesImmediately: false) }
                .compactMap(IntakeSummary.Report.init)
        }
        return reports
    }
}

extension Optional where Wrapped: Sendable {
    fileprivate func mapAsync<Value>(_ body: (Wrapped) async throws -> Value) async throws -> Value? {
        guard let self else { return nil }
        return try await body(self)
    }
}
