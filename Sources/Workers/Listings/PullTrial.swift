package import Domain
internal import Feeds
package import Transport

/// Pulls the current snapshot of a feed and keeps nothing: how an operator tries a crawler file on the real platform. It
/// needs neither a database nor criteria.
package struct PullTrial: Sendable {
    /// A record that could not be read, and where it stood.
    package struct Unreadable: Sendable {
        package let query: String
        package let page: Int
        package let record: QuarantinedRecord
    }

    /// What a trial showed.
    package struct Outcome: Sendable {
        package internal(set) var summary: PullSummary
        /// The first records that could not be read, at most `PullTrial.shownRecords` of them, in the order in which
        /// their pages came.
        package private(set) var unreadable: [Unreadable] = []
        private var items = ItemHashes()
        private var records: Int64 = 0

        fileprivate init(_ summary: PullSummary) {
            self.summary = summary
        }
    }

    /// More of them would say the same again.
    package static let shownRecords = 10

    private let environment: Environment
    private let feeds: FeedClient

    package init(_ environment: Environment) {
        self.environment = environment
        feeds = FeedClient(environment)
    }

    /// Fetches and reads every page, as many at once as the crawler file allows. A page that fails leaves a gap in the
    /// summary and does not stop the others.
    ///
    /// - Throws: `PermanentFailure` where credentials are missing.
    package func run(
        _ crawler: Crawler, slot: Timestamp, progress: (PullSummary) -> Void = { _ in }
    ) async throws -> Outcome {
        try crawler.demandVariables(environment.variable)
        var outcome = Outcome(PullSummary(crawler: crawler.identifier, slot: slot))
        for query in crawler.queries {
            try Task.checkCancellation()
            var trial = QueryTrial(feeds, crawler, query: query)
            try await trial.run(into: &outcome, progress: progress)
        }
        outcome.close()
        return outcome
    }
}

extension PullTrial.Outcome {
    mutating func add(_ page: TriedPage, query: String, isFirst: Bool) {
        if isFirst {
            let (sum, overflow) = summary.stated.addingReportingOverflow(page.arrived.total ?? 0)
            summary.stated = overflow ? summary.stated : sum
        }
        var listings = 0
        for item in page.items where items.insert(item) { listings += 1 }
        summary.listings += listings
        summary.repeated += page.items.count - listings
        summary.quarantined += page.quarantined.count
        summary.unreadableSales += page.unreadableSales
        records += Int64(page.arrived.records)
        for record in page.quarantined.prefix(PullTrial.shownRecords - unreadable.count) {
            unreadable.append(.init(query: query, page: page.arrived.page, record: record))
        }
    }

    mutating func failed(_ failure: FeedClient.Failure, _ gap: String) {
        summary.retryAfterSeconds = max(summary.retryAfterSeconds, failure.retryAfterSeconds ?? 0)
        summary.gaps.append(gap)
    }

    fileprivate mutating func close() {
        if summary.gaps.isEmpty { summary.short = max(0, summary.stated - records) }
    }
}

extension Crawler {
    /// - Throws: `PermanentFailure` that names the variables which the crawler needs and the environment lacks.
    func demandVariables(_ environment: (String) -> String?) throws(PermanentFailure) {
        let missing = missingVariables(environment)
        guard missing.isEmpty else {
            throw PermanentFailure(
                "the crawler \(identifier) needs " + missing.joined(separator: ", ") + " in the environment")
        }
    }
}
