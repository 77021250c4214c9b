package import Domain
internal import Feeds
internal import Rulebook
internal import Store
internal import Transport

/// Looks at a link again after the platform reported what it did, and says whether it is really gone.
package struct Recheck: Sendable {
    private let context: AppContext

    package init(_ context: AppContext) {
        self.context = context
    }

    package struct Summary: Hashable, Sendable {
        package let listing: ListingKey
        package let outcome: RecheckOutcome
        package let detail: String
    }

    /// Looks at the link of `receipt`, unless it was found gone or has been looked at more than `after` times.
    ///
    /// - Parameter after: looks before this one, as the job counts them; nil for a look that a person asks for.
    package func run(receipt: Int64, after: Int? = nil) async throws -> Summary? {
        let facts = try await context.store.recheckFacts(receipt: receipt)
        guard facts.stands, !facts.isGone, after.map({ facts.checks <= $0 }) ?? true else { return nil }
        guard let crawler = context.rulebook.crawlers[facts.crawler], let rule = crawler.recheck else {
            throw PermanentFailure(
                "Crawlers/\(facts.crawler).yaml does not say how a link is looked at again (recheck)")
        }
        let response = try await context.feeds.recheck(
            rule, item: facts.listing.item, timeouts: crawler.request.timeouts)
        let body = String(decoding: response.body, as: UTF8.self)
        let outcome = rule.outcome(status: response.status, body: body)
        let detail = "HTTP \(response.status), \(response.body.count) bytes"
        // An answer that says nothing of the link is asked for again later, and never counts as gone.
        guard outcome != .unknown else { throw FetchError.transient(detail) }
        try await context.store.recordRecheck(facts, outcome: outcome, detail: detail)
        return Summary(listing: facts.listing, outcome: outcome, detail: detail)
    }
}
