package import Domain
internal import GRDB

/// What became of the wish to pull a feed now.
package enum PullRequestOutcome: Hashable, Sendable {
    case queued
    /// It is in the queue already, and starts at this time at the earliest.
    case waits(Timestamp)
    case running
    /// The snapshot is complete; its pages are not requested again.
    case complete
}

extension Store {
    /// Makes the pull of a snapshot due, if it is neither complete nor in the queue.
    package func requestPull(
        _ crawler: String, slot: Timestamp, by actor: Actor
    ) async throws -> PullRequestOutcome {
        try await write { database, now in
            let pull = try database.first(
                "SELECT completedAt FROM pull WHERE crawler = $1 AND slot = $2", crawler, slot.milliseconds)
            if pull?.optionalMoment("completedAt") != nil { return .complete }
            let key = JobKey.pull(crawler: crawler, slot: slot)
            let job = try database.first(
                "SELECT state, runAfter FROM job WHERE kind = $1 AND key = $2", key.kind.rawValue, key.text)
            let state: JobState? = try job.map { try $0.word("state") }
            switch state {
            case .running: return .running
            case .queued: return .waits(job?.moment("runAfter") ?? now)
            case .done, .dead, nil:
                try database.requeue(key, at: now)
                try database.append(
                    .pullRequested, by: actor, on: "crawler:" + crawler, ["slot": slot.utc], at: now)
                return .queued
            }
        }
    }
}
