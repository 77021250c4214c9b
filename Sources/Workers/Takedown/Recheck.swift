package import Domain
internal import Feeds
internal import Rulebook
internal import Store
internal import Transport

/// Checks a link after the platform's receipt, and records whether it is really gone.
package struct Recheck: Sendable {
    private let context: AppContext

    package init(_ context: AppContext) {
        self.context = context
    }

    package struct RecheckResult: Hashable, Sendable {
        package let listing: ListingKey
        package let outcome: RecheckOutcome
        package let detail: String
    }

    /// Checks the link of `receipt`, unless it was found gone or was checked more than `after` times.
    ///
    /// - Parameter after: the number of earlier checks, from the job; nil for a check that a person requests.
    package func run(receipt: Int64, after: Int? = nil) async throws -> RecheckResult? {
        let facts = try await context.store.recheckFacts(receipt: receipt)
        guard facts.isValid, !facts.isGone, after.map({ facts.checks <= $0 }) ?? true else { return nil }
        guard let crawler = context.rulebook.crawlers[facts.crawler], let rule = crawler.recheck else {
            throw PermanentFailure.noRecheckRule(crawler: facts.crawler)
        }
        let response = try await context.feeds.recheck(
            rule, item: facts.listing.item, timeouts: crawler.request.timeouts)
        let body = String(decoding: response.body, as: UTF8.self)
        let outcome = rule.outcome(status: response.status, body: body)
        let detail = "HTTP \(response.status), \(response.body.count) bytes"
        // An inconclusive answer is requested again later and never counts as gone.
        guard outcome != .unknown else { throw FetchError.transient(detail) }
        try await context.store.recordRecheck(facts, outcome: outcome, detail: detail)
        return RecheckResult(listing: facts.listing, outcome: outcome, detail: detail)
    }
}
