package import Domain
internal import Files
internal import Rulebook
package import Store

/// Reads rows again that were set aside: after a fix of the criteria, of a scope, of a sample or of the row itself, after
/// the reviewer's approval, or when nothing of the file is in quarantine any more.
package struct IntakeReplay: Sendable {
    /// What became of the rows that were looked at.
    package struct Summary: Hashable, Sendable {
        package var taken = 0
        package var duplicates = 0
        package var waiting = 0
        package var quarantined = 0
        /// Rows that a version made needless, which came out of the others.
        package var dismissed = 0

        mutating func add(_ state: IntakeRowState) {
            switch state {
            case .taken: taken += 1
            case .duplicate: duplicates += 1
            case .waiting: waiting += 1
            case .quarantined: quarantined += 1
            case .dismissed: dismissed += 1
            }
        }

        /// Adds what became of a report whose rows were looked at.
        mutating func add(_ report: DecidedReport) {
            let superseded = Set(report.superseded.map(\.id))
            dismissed += superseded.count
            func isLeft(_ row: StoredRow?) -> Bool { row.map { !superseded.contains($0.id) } ?? true }
            for row in report.unreadable where isLeft(row.stored) { add(.quarantined) }
            guard let decision = report.decision else { return }
            for (row, fate) in zip(decision.rows, decision.fates) where isLeft(row.stored) { add(fate.state) }
        }
    }

    private static let rowsAPart = 4_000
    private static let reportsAPart = 1_000
    private static let attempts = 50
    private let context: AppContext

    package init(_ context: AppContext) {
        self.context = context
    }

    /// Replays what of an upload lies in quarantine, and releases it where that was what its other rows waited for.
    package func run(upload: Int64, by actor: Actor) async throws -> Summary {
        try await run(IntakeRowSelection(upload: upload), by: actor)
    }

    /// Replays the rows of a selection that lie in quarantine.
    package func run(_ selection: IntakeRowSelection, by actor: Actor) async throws -> Summary {
        var quarantined = selection
        quarantined.state = .quarantined
        quarantined.resolved = false
        var (summary, uploads) = try await process(quarantined, by: actor)
        // Also where nothing is in quarantine: what was approved or emptied just before a power cut still waits.
        if let upload = selection.upload { uploads.insert(upload) }
        for upload in uploads.sorted() {
            let released = try await release(upload, by: actor)
            summary.taken += released.taken
            summary.duplicates += released.duplicates
            summary.waiting = max(0, summary.waiting - released.taken - released.duplicates)
        }
        return summary
    }

    /// Files the waiting rows of an upload, if nothing is left that they wait for, and judges again what its other rows
    /// have a say in.
    @discardableResult
    package func release(_ upload: Int64, by actor: Actor) async throws -> Summary {
        let summary = try await releaseRows(upload, by: actor)
        try await reassess(upload, by: actor)
        return summary
    }

    func releaseRows(_ upload: Int64, by actor: Actor) async throws -> Summary {
        let row = try await context.store.upload(upload)
        guard row.filesImmediately, row.waiting > 0 else { return Summary() }
        var (summary, uploads) = try await process(IntakeRowSelection(upload: upload, state: .waiting), by: actor)
        uploads.remove(upload)
        try await releaseAll(uploads, by: actor)
        return summary
    }

    /// Judges again the reports beside which other rows of an upload lie in quarantine than when they were judged.
    package func reassess(_ upload: Int64, by actor: Actor) async throws {
        let laboratory = try await context.store.upload(upload).laboratory
        let numbers = try await context.store.reportsBeside(upload: upload)
        let desk = IntakeProcessor(context, laboratory: laboratory)
        for start in stride(from: 0, to: numbers.count, by: Self.reportsAPart) {
            let part = Set(numbers[start..<min(start + Self.reportsAPart, numbers.count)])
            try await decidingAnew {
                let decided = try await desk.reassess(part)
                guard !decided.isEmpty else { return }
                try await context.store.replayIntake(decided, of: laboratory, reviews: [:], by: actor)
            }
        }
    }

    /// The same for several uploads: those that lost rows in quarantine to a later one.
    func releaseAll(_ uploads: Set<Int64>, by actor: Actor) async throws {
        for upload in uploads.sorted() { _ = try await releaseRows(upload, by: actor) }
    }

    /// Gives what became of the rows, and the uploads they came in or took rows out of quarantine of.
    private func process(
        _ selection: IntakeRowSelection, by actor: Actor
    ) async throws -> (summary: Summary, uploads: Set<Int64>) {
        var summary = Summary()
        var uploads: Set<Int64> = []
        let named = try await context.store.intakeRowNames(selection)
        for batch in ReplayBatch.batches(of: named, size: Self.rowsAPart) {
            try Task.checkCancellation()
            // What was decided meanwhile, by another process or with the rows of another report, is not looked at again.
            let rows = try await context.store.openRows(batch.rows).filter {
                selection.state == nil || $0.state == selection.state
            }
            guard !rows.isEmpty else { continue }
            uploads.formUnion(rows.map(\.upload))
            uploads.formUnion(try await process(rows, of: batch.laboratory, by: actor, &summary))
        }
        return (summary, uploads)
    }

    private func process(
        _ rows: [IntakeRowRow], of laboratory: String, by actor: Actor, _ summary: inout Summary
    ) async throws -> Set<Int64> {
        let desk = IntakeProcessor(context, laboratory: laboratory)
        let decided = try await decidingAnew {
            let (decided, reviews) = try await decide(rows, of: laboratory, desk)
            try await context.store.replayIntake(decided, of: laboratory, reviews: reviews, by: actor)
            return decided
        }
        for report in decided { summary.add(report) }
        return Set(decided.flatMap(\.superseded).map(\.upload))
    }

    /// Does it once more where somebody else changed meanwhile what was decided from.
    private func decidingAnew<Value>(_ body: () async throws -> Value) async throws -> Value {
        var attempt = 1
        while true {
            do {
                return try await body()
            } catch let conflict as IntakeConflict {
                guard attempt < Self.attempts else { throw conflict }
                attempt += 1
            }
        }
    }

    /// Decides `rows` together with the other open rows of their reports. Gives with them where the uploads stood with
    /// their reviewers.
    private func decide(
        _ rows: [IntakeRowRow], of laboratory: String, _ desk: IntakeProcessor
    ) async throws -> (decided: [DecidedReport], reviews: [Int64: ReviewState]) {
        let wanted = Set(rows.map(\.id))
        let numbers = try await Threads.run {
            Set(rows.map(UploadReading.reread).compactMap(\.reportNumber) + rows.compactMap(\.reportNumber))
        }
        let open = try await context.store.openRows(of: laboratory, reports: numbers)
        let known = Set(open.map(\.id))
        // Rows without a readable report number, read once more: another process may have resolved them.
        let all = try await open + context.store.openRows(rows.map(\.id).filter { !known.contains($0) })
        var gates: [Int64: Bool] = [:]
        var reviews: [Int64: ReviewState] = [:]
        for upload in Set(all.map(\.upload)) {
            let row = try await context.store.upload(upload)
            (gates[upload], reviews[upload]) = (row.filesImmediately, row.review)
        }
        let nameless = try await context.store.namelessRows(of: Set(gates.keys))
        let (groups, lacking) = try await Threads.run { [gates] in
            // What names its report now is among the others.
            let named = Set(all.filter { UploadReading.reread($0).reportNumber != nil }.map(\.id))
            return (
                ReplayCandidates.groups(all, wanted: wanted, gates: gates),
                Set(nameless.filter { !named.contains($0.key) }.values)
            )
        }
        let decided = try await desk.decide(groups[...]) { [gates] group in
            let uploads = Set(group.rows.compactMap(\.stored?.upload))
            return .init(
                filesImmediately: uploads.allSatisfy { gates[$0] ?? false }, completes: true,
                mayLackRows: !uploads.isDisjoint(with: lacking))
        }
        return (decided.map(\.report), reviews)
    }
}
