package import Domain

/// The states of a job. Stored; never renamed.
package enum JobState: String, CaseIterable, Sendable {
    case queued, running, done
    /// It failed and is not tried again; a person must check it.
    case dead
}

/// A job that this process has claimed until `leaseUntil`.
package struct ClaimedJob: Hashable, Sendable {
    package let id: Int64
    package let key: JobKey
    /// The number of tries, including this one.
    package let attempts: Int
    /// Increases with every claim. If the lease of a process ended, its fence is old. Completing the job with an old
    /// fence has no effect.
    package let fence: Int64
    package let leaseUntil: Timestamp
}

/// The class of a job's failure, with a sentence in both languages. Stored; never renamed.
package enum JobFault: String, CaseIterable, Sendable {
    /// Pages of a pull are missing.
    case incompletePull = "incomplete-pull"
    /// The platform gave no usable answer.
    case platformUnreachable = "platform-unreachable"
    case credentialsRefused = "credentials-refused"
    /// The platform's answer differs from the form that the crawler file describes.
    case unexpectedAnswer = "unexpected-answer"
    /// A rule file or a setting is missing or wrong.
    case ruleMissing = "rule-missing"
    case notFound = "not-found"
    /// The current state of the subject does not allow the work.
    case conflict
    case databaseFull = "database-full"
    case databaseUnavailable = "database-unavailable"
    /// The data contradict themselves.
    case inconsistent
    /// The process ended in each try before the work was done.
    case crashed
    /// The stored key cannot be read.
    case unreadableKey = "unreadable-key"
    case other
}

/// Why a job failed: its class, and the sentence that tables show.
package struct JobError: Hashable, Sendable {
    package let fault: JobFault
    package let detail: String

    package init(_ fault: JobFault, _ detail: String) {
        self.fault = fault
        self.detail = detail
    }
}

/// What happens to a job that failed.
package enum JobFailure: Hashable, Sendable {
    /// It is tried again after this time.
    case retry(at: Timestamp, JobError)
    /// It becomes dead and waits for a person.
    case dead(JobError)
}
