internal import Domain
internal import GRDB

extension Database {
    /// Makes due that rows of an upload go on, in the transaction of what lets them: whoever decided usually does it at
    /// once, and may end before. A job that is under way may have passed by already; another one comes behind it.
    func makeReleaseDue(upload: Int64, at now: Timestamp) throws {
        try requeue(.release(upload: upload), at: now)
        if try isRunning(.release(upload: upload)) { try requeue(.release(upload: upload, again: true), at: now) }
    }
}
