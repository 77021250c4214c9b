package import Domain
internal import GRDB

/// The jobs of the queue, those of one state at a time.
package enum JobList: OperationList {
    package typealias State = JobState
    package static let page = "jobs"
    package static let usualState: JobState? = .dead
    package static let showsAll = false
    package static let filters: [OperationFilter] = [.kind]
    package static let hasDays = false

    package static func accepts(_ value: String, for _: OperationFilter) -> Bool {
        JobKind(rawValue: value) != nil
    }
}

/// How many jobs of one kind are in each state, counted up to a bound.
package struct JobCounts: Hashable, Sendable {
    package let kind: JobKind
    package let counts: [JobState: ListCount]
}

extension Store {
    /// One page of the jobs of one state.
    package func jobs(
        _ query: OperationQuery<JobList>, at place: ListPlace = .start, limit: Int
    ) async throws -> (page: KeysetPage<JobRow>, count: ListCount) {
        try await read { database in
            var list = KeysetList("job", id: "id")
            list.require("state", equals: (query.state ?? .dead).rawValue)
            // Written so that the index `jobDue` is not used, whose rows would have to be sorted.
            list.require("kind || ''", equals: query[.kind])
            return try database.casePage(list, descending: query.order.isDescending, at: place, limit: limit) { id in
                try database.job(id)
            }
        }
    }

    /// A job with its events, latest first.
    package func job(_ id: Int64) async throws -> (row: JobRow, events: [ChainedEvent]) {
        try await read { database in
            (try database.job(id), try database.latestEvents(of: ["job:\(id)"]))
        }
    }

    /// The number of jobs of each kind that wait, run, or were set aside.
    package func jobCounts() async throws -> [JobCounts] {
        try await read { database in
            try JobKind.allCases.map { kind in
                var counts: [JobState: ListCount] = [:]
                for state in [JobState.queued, .running, .dead] {
                    let found = try database.value(
                        """
                        SELECT COUNT(*) FROM (SELECT 1 FROM job WHERE kind = $1 AND state = $2 LIMIT $3) AS few
                        """, kind.rawValue, state.rawValue, ListCount.bound + 1)
                    counts[state] = ListCount(found: Int(found), bound: ListCount.bound)
                }
                return JobCounts(kind: kind, counts: counts)
            }
        }
    }
}

extension Database {
    fileprivate func job(_ id: Int64) throws -> JobRow {
        guard let row = try first("SELECT * FROM job WHERE id = $1", id) else {
            throw StoreError.notFound("job \(id)")
        }
        return try row.job
    }
}
