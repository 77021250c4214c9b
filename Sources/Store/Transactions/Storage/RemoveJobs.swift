internal import Domain
internal import GRDB

extension Database {
    /// Removes up to `limit` pulls and screenings from the queue that were done before `since`. All other jobs belong to
    /// reports and cases, and are kept.
    ///
    /// If such a job is added again, it finds its pull complete and screened, and does nothing.
    func removeJobs(before since: Timestamp, limit: Int) throws -> Removal {
        var removal = Removal()
        for job in try doneJobs(before: since, limit: limit) {
            try run("DELETE FROM job WHERE id = $1", job.id)
            removal.add(bytes: job.bytes)
        }
        return removal
    }

    func doneJobs(before since: Timestamp, limit: Int) throws -> [(id: Int64, bytes: Int64)] {
        try all(
            """
            SELECT id, length(kind) + length(key) AS bytes FROM job
            WHERE kind IN ($1, $2) AND state = 'done' AND updatedAt < $3 ORDER BY id LIMIT $4
            """, JobKind.pull.rawValue, JobKind.screen.rawValue, since.milliseconds, limit
        ).map { ($0["id"], $0["bytes"]) }
    }
}
