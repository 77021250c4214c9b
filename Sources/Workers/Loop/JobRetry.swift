internal import Domain
internal import Store
internal import Transport

/// Decides what happens to a job that failed, from the error, the attempts so far and random bytes.
struct JobRetry: Hashable, Sendable {
    /// The number of attempts before a job becomes dead.
    var attempts = 8
    var baseSeconds: Int64 = 2
    var longestSeconds: Int64 = 900

    func decide(_ error: any Error, attempts tried: Int, now: Timestamp, random: RandomSource) -> JobFailure {
        let reason = JobError(JobFault(error), FailureWording.sentence(error).withoutControlCharacters)
        guard tried < attempts, Self.mayPass(error) else { return .dead(reason) }
        var longestWait = baseSeconds * 1000
        for _ in 1..<max(tried, 1) where longestWait < longestSeconds * 1000 { longestWait *= 2 }
        longestWait = min(longestWait, longestSeconds * 1000)
        let randomValue = random.bytes(4).reduce(0) { $0 << 8 | Int64($1) }
        // Half of the wait is fixed, half is random, so jobs are not retried at once or all at the same time. The wait
        // that a platform requests is respected, up to one day.
        let requestedWait = min((error as? IncompletePull)?.retryAfterSeconds ?? 0, 86_400) * 1000
        let wait = max(longestWait / 2 + randomValue % (longestWait / 2 + 1), requestedWait)
        return .retry(at: Timestamp(milliseconds: now.milliseconds + wait), reason)
    }

    /// Whether another attempt can succeed.
    private static func mayPass(_ error: any Error) -> Bool {
        switch error {
        case is PermanentFailure: false
        case let error as StoreError:
            switch error {
            case .full, .unavailable: true
            case .notFound, .conflict, .wrongInstallation, .inconsistent: false
            }
        case let error as FetchError: error.isRetryable
        default: true
        }
    }
}

extension JobFault {
    init(_ error: any Error) {
        switch error {
        case let failure as PermanentFailure: self = failure.fault
        case is IncompletePull: self = .incompletePull
        case let error as StoreError: self.init(error)
        case let error as FetchError: self.init(error)
        default: self = .other
        }
    }

    private init(_ error: StoreError) {
        switch error {
        case .notFound: self = .notFound
        case .conflict: self = .conflict
        case .full: self = .databaseFull
        case .unavailable, .wrongInstallation: self = .databaseUnavailable
        case .inconsistent: self = .inconsistent
        }
    }

    private init(_ error: FetchError) {
        switch error {
        case .transient, .throttled: self = .platformUnreachable
        case .credentials: self = .credentialsRefused
        case .contract, .gone: self = .unexpectedAnswer
        case .ours: self = .ruleMissing
        case .cancelled: self = .other
        }
    }
}
