internal import Domain
internal import GRDB

extension Database {
    /// Makes due that rows of an upload go on, in the transaction of what lets them: whoever decided usually does it at
    /// once, and may end before. A job that is under way may have passed by already; another one comes behind it.
    func makeReleaseDue(upload: Int64, at now: Timestamp) throws {
        try requeue(.release, key: String(upload), at: now)
        let running = try value(
            "SELECT COUNT(*) FROM job WHERE kind = $1 AND key = $2 AND state = 'running'", JobKind.release.rawValue,
            String(upload))
        if running > 0 { try requeue(.release, key: "\(upload):again", at: now) }
    }
}
