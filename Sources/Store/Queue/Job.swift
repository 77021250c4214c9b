package import Domain

/// What kinds of durable work there are.
package enum JobKind: String, CaseIterable, Sendable {
    /// Key: `<crawler>@<slot in milliseconds>`.
    case pull
    /// Key: the pull.
    case screen
    /// Key: the upload whose rows may go on; `<upload>:again` behind one that is under way.
    case release
    /// Key: the report; `<report>:released` for one that was held for evidence.
    case judge
    /// Key: the conclusion.
    case route
    /// Key: `<takedown>:<remove or restore>`.
    case publish
    /// Key: the receipt; for a further look `<receipt>:<looks before>`.
    case recheck
}

/// A piece of work that this process holds until `leaseUntil`.
package struct ClaimedJob: Hashable, Sendable {
    package let id: Int64
    package let kind: JobKind
    /// What the work is about; unique within the kind.
    package let key: String
    /// Tries so far, this one included.
    package let attempts: Int
    /// Grows with every claim. Completing with an old fence has no effect: whoever lost the lease has lost the job.
    package let fence: Int64
    package let leaseUntil: Timestamp
}

/// What becomes of a job that failed.
package enum JobFailure: Hashable, Sendable {
    /// Try again from this moment on.
    case retry(at: Timestamp, error: String)
    /// Set aside with its error, for a person to look at.
    case dead(error: String)
}
