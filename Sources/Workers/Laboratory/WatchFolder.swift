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
        /// What looks like a laboratory's file and is never taken, with the reason; told once.
        package var passedOver: [(file: String, reason: String)] = []

        package init() {}
    }

    private struct Look {
        let signature: WatchedFile.Signature
        let since: Timestamp
    }

    private let context: AppContext
    private let settings: Settings
    private var looks: [RawPath: Look] = [:]
    private var done: [RawPath: WatchedFile.Signature] = [:]
    private var told: Set<RawPath> = []

    package init(_ context: AppContext, _ settings: Settings) {
        self.context = context
        self.settings = settings
    }

    /// One look.
    package func runOnce() async throws -> Summary {
        let settings = settings
        let found = try await Threads.run {
            try WatchedFolder(settings.folder, laboratory: settings.laboratory)
        }
        let paths = Set(found.files.map(\.path))
        looks = looks.filter { paths.contains($0.key) }
        done = done.filter { paths.contains($0.key) }
        var summary = Summary()
        for (path, reason) in found.passedOver where !told.contains(path) {
            summary.passedOver.append((path.shown, reason))
        }
        told = Set(found.passedOver.map(\.path))
        for file in found.files {
            try Task.checkCancellation()
            guard isAtRest(file) else {
                summary.unsettled.append(file.path.shown)
                continue
            }
            guard done[file.path] != file.signature else { continue }
            try await take(file, &summary)
        }
        return summary
    }

    private func isAtRest(_ file: WatchedFile) -> Bool {
        let now = context.store.clock.now()
        guard let look = looks[file.path], look.signature == file.signature else {
            looks[file.path] = Look(signature: file.signature, since: now)
            return false
        }
        return now >= look.since.adding(seconds: settings.settleSeconds)
    }

    /// Takes one file. Whatever is wrong with it stops no other file.
    private func take(_ file: WatchedFile, _ summary: inout Summary) async throws {
        do {
            let bytes = try await Threads.run { try file.read() }
            let intake = try await Intake(context).run(
                .init(
                    bytes: bytes, form: UploadForm(name: file.name, bytes: bytes), laboratory: file.laboratory,
                    name: file.name,
                    uploader: .worker("watch"), incomplete: settings.incomplete))
            let note = try await IntakeNote.text(intake, store: context.store)
            summary.taken.append((file.path.shown, intake))
            done[file.path] = file.signature
            await write(note, beside: file, &summary)
        } catch is CancellationError {
            // Told to stop; the file is as good as before.
            throw CancellationError()
        } catch let fault as UploadFault {
            let reason = fault.problems.map { $0.place + "：" + $0.sentence }.joined(separator: "\n")
            summary.failed.append((file.path.shown, reason))
            await write(IntakeNote.refusal(reason), beside: file, &summary)
        } catch {
            let reason = String(describing: error)
            summary.failed.append((file.path.shown, reason))
            await write(IntakeNote.failure(reason), beside: file, &summary)
        }
    }

    private func write(_ note: String, beside file: WatchedFile, _ summary: inout Summary) async {
        do {
            try await Threads.run { try file.write(note: note) }
        } catch {
            summary.failed.append((file.path.shown, "the note beside it cannot be written: \(error)"))
        }
    }
}
