internal import Domain
internal import Store
internal import Transport

/// What becomes of a job that failed: a pure function of the error, the tries so far and chance.
struct JobRetry: Hashable, Sendable {
    /// Tries in all before a job is set aside.
    var attempts = 8
    var baseSeconds: Int64 = 2
    var longestSeconds: Int64 = 900

    func decide(_ error: any Error, attempts tried: Int, now: Timestamp, random: RandomSource) -> JobFailure {
        let text = String(describing: error).withoutControlCharacters
        guard tried < attempts, Self.mayPass(error) else { return .dead(error: text) }
        var ceiling = baseSeconds * 1000
        for _ in 1..<max(tried, 1) where ceiling < longestSeconds * 1000 { ceiling *= 2 }
        ceiling = min(ceiling, longestSeconds * 1000)
        let drawn = random.bytes(4).reduce(0) { $0 << 8 | Int64($1) }
        // Half fixed, half chance: never at once, and not all together.
        // What a platform asks for is not undercut; more than a day of it is not believed.
        let asked = min((error as? IncompletePull)?.retryAfterSeconds ?? 0, 86_400) * 1000
        let wait = max(ceiling / 2 + drawn % (ceiling / 2 + 1), asked)
        return .retry(at: Timestamp(milliseconds: now.milliseconds + wait), error: text)
    }

    /// Whether trying again can help at all.
    private static func mayPass(_ error: any Error) -> Bool {
        switch error {
        case is PermanentFailure: false
        case let error as StoreError:
            switch error {
            case .full, .unavailable: true
            case .notFound, .conflict, .wrongInstallation, .inconsistent: false
            }
        case let error as FetchError: error.isWorthRetrying
        default: true
        }
    }
}
