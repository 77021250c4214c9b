package import Domain

/// The states of a job. Stored; never renamed.
package enum JobState: String, CaseIterable, Sendable {
    case queued, running, done
    /// It failed for good; a person must look at it.
    case dead
}

/// A job that this process holds until `leaseUntil`.
package struct ClaimedJob: Hashable, Sendable {
    package let id: Int64
    package let key: JobKey
    /// Tries so far, this one included.
    package let attempts: Int
    /// Grows with every claim. A process whose lease ended holds an old fence, and completing with it has no effect.
    package let fence: Int64
    package let leaseUntil: Timestamp
}

/// Why a job failed, as a class with a sentence in both languages. Stored; never renamed.
package enum JobFault: String, CaseIterable, Sendable {
    /// Pages of a pull are missing.
    case incompletePull = "incomplete-pull"
    /// The platform gave no usable answer.
    case platformUnreachable = "platform-unreachable"
    case credentialsRefused = "credentials-refused"
    /// The platform's answer is not what the crawler file expects.
    case unexpectedAnswer = "unexpected-answer"
    /// A rule file or a setting is missing or wrong.
    case ruleMissing = "rule-missing"
    case notFound = "not-found"
    /// The state of the thing does not allow the work.
    case conflict
    case databaseFull = "database-full"
    case databaseUnavailable = "database-unavailable"
    /// The data contradict themselves.
    case inconsistent
    /// The process ended each time before the work was done.
    case crashed
    /// The stored key cannot be read.
    case unreadableKey = "unreadable-key"
    case other
}

/// Why a job failed: the class for people, the English detail for the log and for developers.
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
    /// It is tried again from this time on.
    case retry(at: Timestamp, JobError)
    /// It is set aside for a person.
    case dead(JobError)
}
