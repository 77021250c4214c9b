package import Domain
internal import Feeds
internal import Store

/// A folder into which laboratories put their files. Each look takes in what has come to rest since the look before.
///
/// What was taken in is known by its content, in the store. What is remembered here is only what this process saw of a
/// file (size, times, inode), so as not to read unchanged files at every look; a file that is replaced under the same name
/// differs in one of these. A file that could not be taken is read again at every look.
package actor WatchFolder {
    /// Where files lie and how they are taken.
    package struct Settings: Sendable {
        package let folder: String
        /// Nil where each laboratory has a folder of its own name in `folder`.
        package let laboratory: String?
        package let incomplete: IncompletePolicy?
        /// A file is at rest when it looks the same at two looks that lie at least so far apart.
        package let settleSeconds: Int64

        package init(
            folder: String, laboratory: String?, incomplete: IncompletePolicy? = nil, settleSeconds: Int64 = 5
        ) {
            self.folder = folder
            self.laboratory = laboratory
            self.incomplete = incomplete
            self.settleSeconds = settleSeconds
        }
    }

    /// What one look did.
    package struct Summary: Sendable {
        package var taken: [(file: String, intake: IntakeSummary)] = []
        /// Files that could not be taken, with the reason; they are read again at the next look.
        package var failed: [(file: String, reason: String)] = []
        /// Files that are still being written, or were seen for the first time.
        package var unsettled: [String] = []

        package init() {}
    }

    private struct Look {
        let signature: WatchedFile.Signature
        let since: Timestamp
    }

    private let workshop: Workshop
    private let settings: Settings
    private var looks: [String: Look] = [:]
    private var done: [String: WatchedFile.Signature] = [:]

    package init(_ workshop: Workshop, _ settings: Settings) {
        self.workshop = workshop
        self.settings = settings
    }

    /// One look.
    package func runOnce() async throws -> Summary {
        let settings = settings
        let files = try await OwnThreads.run {
            try WatchedFile.list(settings.folder, laboratory: settings.laboratory)
        }
        let paths = Set(files.map(\.path))
        looks = looks.filter { paths.contains($0.key) }
        done = done.filter { paths.contains($0.key) }
        var summary = Summary()
        for file in files {
            try Task.checkCancellation()
            guard isAtRest(file) else {
                summary.unsettled.append(file.path)
                continue
            }
            guard done[file.path] != file.signature else { continue }
            await take(file, &summary)
        }
        return summary
    }

    private func isAtRest(_ file: WatchedFile) -> Bool {
        let now = workshop.store.clock.now()
        guard let look = looks[file.path], look.signature == file.signature else {
            looks[file.path] = Look(signature: file.signature, since: now)
            return false
        }
        return now >= look.since.adding(seconds: settings.settleSeconds)
    }

    /// Takes one file. Whatever is wrong with it stops no other file.
    private func take(_ file: WatchedFile, _ summary: inout Summary) async {
        do {
            let bytes = try await OwnThreads.run { try file.read() }
            let intake = try await Intake(workshop).run(
                .init(
                    bytes: bytes, form: UploadForm(name: file.name, bytes: bytes), laboratory: file.laboratory,
                    name: file.name,
                    uploader: .worker("watch"), incomplete: settings.incomplete))
            let note = try await IntakeNote.text(intake, store: workshop.store)
            summary.taken.append((file.path, intake))
            done[file.path] = file.signature
            await write(note, beside: file, &summary)
        } catch {
            let reason =
                (error as? UploadFault).map { fault in
                    fault.problems.map { $0.place + "：" + $0.sentence }.joined(separator: "\n")
                } ?? String(describing: error)
            summary.failed.append((file.path, reason))
            await write(IntakeNote.failure(reason), beside: file, &summary)
        }
    }

    private func write(_ note: String, beside file: WatchedFile, _ summary: inout Summary) async {
        do {
            try await OwnThreads.run { try file.write(note: note) }
        } catch {
            summary.failed.append((file.path, "the note \(file.notePath) cannot be written: \(error)"))
        }
    }
}
