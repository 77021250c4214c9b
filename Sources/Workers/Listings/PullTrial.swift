package import Domain
internal import Feeds
internal import Store
package import Transport

/// Pulls the current snapshot of a feed and stores nothing. An operator tries a crawler file on the real platform with
/// it. It needs neither a database nor criteria.
package struct PullTrial: Sendable {
    /// A record that cannot be read, and its position.
    package struct Unreadable: Sendable {
        package let query: String
        package let page: Int
        package let record: QuarantinedRecord
    }

    package struct TrialResult: Sendable {
        package let summary: PullSummary
        /// The first `PullTrial.shownRecords` records that cannot be read, in the order in which their pages arrived.
        package let unreadable: [Unreadable]
    }

    /// The maximum number of shown records. More records would usually show the same mistakes.
    package static let shownRecords = 10

    private let environment: Environment
    private let feeds: FeedClient

    package init(_ environment: Environment) {
        self.environment = environment
        feeds = FeedClient(environment)
    }

    /// Fetches and reads every page. A page that fails leaves a gap in the summary and does not stop the others.
    ///
    /// - Throws: `PermanentFailure` if credentials are missing.
    package func run(
        _ crawler: Crawler, slot: Timestamp, progress: @escaping @Sendable (PullSummary) -> Void = { _ in }
    ) async throws -> TrialResult {
        try crawler.requireVariables(environment.variable)
        let seen = SeenRecords()
        var summary = PullSummary(crawler: crawler.identifier, slot: slot)
        for query in crawler.queries {
            try Task.checkCancellation()
            var pull = QueryPull(
                CountSink(feeds, crawler, query: query, seen: seen), crawler, query: query, summary: summary,
                logger: environment.logger, progress: progress)
            try await pull.run()
            summary = pull.summary
        }
        return TrialResult(summary: summary, unreadable: seen.unreadable)
    }
}

extension Crawler {
    /// - Throws: `PermanentFailure` with the names of the environment variables that the crawler needs and that are not
    ///   set.
    func requireVariables(_ environment: (String) -> String?) throws(PermanentFailure) {
        let missing = missingVariables(environment)
        guard missing.isEmpty else {
            throw .missingVariables(missing, crawler: identifier)
        }
    }
}
