internal import Domain
internal import Feeds
internal import Store

/// A folder into which laboratories put their files. Each scan imports the files that did not change since an earlier
/// scan.
///
/// The store identifies an imported file by its content. This object stores only file attributes (size, times, inode),
/// so that unchanged files are not read at every scan. If a file is replaced under the same name, one of these
/// attributes differs. If a file could not be imported, it is read again at every scan.
package actor WatchFolder {
    /// The folder, its laboratory and the waiting time.
    package struct Settings: Sendable {
        package let folder: String
        /// Nil if each laboratory has a subfolder with its name in `folder`.
        package let laboratory: String?
        /// The minimum time between two scans that find a file unchanged. After that time, the file is complete.
        package let settleSeconds: Int64

        package init(
            folder: String, laboratory: String?, settleSeconds: Int64 = 5
        ) {
            self.folder = folder
            self.laboratory = laboratory
            self.settleSeconds = settleSeconds
        }
    }

    package struct ScanResult: Sendable {
        package var imported: [(file: String, intake: IntakeSummary)] = []
        /// Files that could not be imported, with the reason. They are read again at the next scan.
        package var failed: [(file: String, reason: String)] = []
        /// Files that are still being written, or were seen for the first time.
        package var incomplete: [String] = []
        /// Files that look like files of a laboratory but cannot be imported, with the reason. Each is reported once.
        package var ignored: [(file: String, reason: String)] = []

        package init() {}
    }

    private struct SeenFile {
        let signature: WatchedFile.Signature
        let since: Timestamp
    }

    private let context: AppContext
    private let settings: Settings
    private var seen: [RawPath: SeenFile] = [:]
    private var imported: [RawPath: WatchedFile.Signature] = [:]
    private var reported: Set<RawPath> = []

    package init(_ context: AppContext, _ settings: Settings) {
        self.context = context
        self.settings = settings
    }

    /// Scans the folder once and imports complete files.
    package func runOnce() async throws -> ScanResult {
        let settings = settings
        let found = try await Threads.run {
            try WatchedFolder(settings.folder, laboratory: settings.laboratory)
        }
        let paths = Set(found.files.map(\.path))
        seen = seen.filter { paths.contains($0.key) }
        imported = imported.filter { paths.contains($0.key) }
        var result = ScanResult()
        for (path, reason) in found.ignored where !reported.contains(path) {
            result.ignored.append((path.shown, reason))
        }
        reported = Set(found.ignored.map(\.path))
        for file in found.files {
            try Task.checkCancellation()
            guard isAtRest(file) else {
                result.incomplete.append(file.path.shown)
                continue
            }
            guard imported[file.path] != file.signature else { continue }
            try await importFile(file, &result)
        }
        return result
    }

    private func isAtRest(_ file: WatchedFile) -> Bool {
        let now = context.store.clock.now()
        guard let earlier = seen[file.path], earlier.signature == file.signature else {
            seen[file.path] = SeenFile(signature: file.signature, since: now)
            return false
        }
        return now >= earlier.since.adding(seconds: settings.settleSeconds)
    }

    /// Imports one file. An error in it does not stop the import of other files.
    private func importFile(_ file: WatchedFile, _ result: inout ScanResult) async throws {
        do {
            let bytes = try await Threads.run { try file.read() }
            let intake = try await Intake(context).run(
                .init(
                    bytes: bytes, form: UploadForm(name: file.name, bytes: bytes), laboratory: file.laboratory,
                    name: file.name, uploader: .worker(.watch)))
            let note = try await IntakeNote.text(intake, store: context.store)
            result.imported.append((file.path.shown, intake))
            imported[file.path] = file.signature
            await write(note, beside: file, &result)
        } catch is CancellationError {
            // The import was cancelled. The file was not changed and is imported at the next start.
            throw CancellationError()
        } catch let fault as UploadFault {
            let reason = fault.problems.map { $0.place + "：" + $0.sentence }.joined(separator: "\n")
            result.failed.append((file.path.shown, reason))
            await write(IntakeNote.refusal(reason), beside: file, &result)
        } catch {
            let reason = FailureWording.sentence(error)
            result.failed.append((file.path.shown, reason))
            await write(IntakeNote.failure(reason), beside: file, &result)
        }
    }

    private func write(_ note: String, beside file: WatchedFile, _ result: inout ScanResult) async {
        do {
            try await Threads.run { try file.write(note: note) }
        } catch {
            result.failed.append((file.path.shown, "回执无法写入（\(error)）"))
        }
    }
}
