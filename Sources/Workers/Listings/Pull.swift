package import Domain
internal import Rulebook
internal import Store
internal import Transport

/// What a pull brought.
package struct PullSummary: Hashable, Sendable {
    package let crawler: String
    package let slot: Timestamp
    package var pull: Int64 = 0
    package var pages = 0
    package var listings = 0
    package var repeated = 0
    package var quarantined = 0
    package var unreadableSales = 0
    /// Pages that the platform said are unchanged.
    package var unchanged = 0
    /// The totals that the platform stated for the queries asked so far; 0 where it states none.
    package var stated: Int64 = 0
    /// Records that the platform stated and did not give, over all queries.
    package var short: Int64 = 0
    /// What the certificate says; nil where the pull had been complete before.
    package var verdict: PullCertificate.Verdict?
    /// Why flagging of this pull waits for a person.
    package var heldReason: String?
    /// The pull had been complete before; nothing was asked.
    package var wasComplete = false
    /// Why pages are missing, one line each. Empty for a complete pull.
    package var gaps: [String] = []
    /// The longest wait that the platform asked for before the next try.
    package var retryAfterSeconds: Int64 = 0
}

/// Pulls one snapshot of one feed. Every slice of pages that is stored is a check-point: after a kill the next run carries
/// on with the pages that are missing.
package struct Pull: Sendable {
    private let context: AppContext

    package init(_ context: AppContext) {
        self.context = context
    }

    /// The crawler of this name.
    package func crawler(_ identifier: String) throws -> Crawler {
        guard let crawler = context.rulebook.crawlers[identifier] else {
            let known = context.rulebook.crawlers.keys.sorted().joined(separator: ", ")
            throw PermanentFailure("there is no crawler “\(identifier)”; there are \(known)")
        }
        return crawler
    }

    /// Pulls what is missing of `slot`. A page that fails leaves a gap and does not stop the others.
    ///
    /// `progress` is called after each slice with the records so far and the total that the platform stated, where it
    /// did.
    package func run(
        _ crawler: Crawler, slot: Timestamp, progress: @escaping @Sendable (PullSummary) -> Void = { _ in }
    ) async throws -> PullSummary {
        try crawler.demandVariables(context.environment.variable)
        var summary = PullSummary(crawler: crawler.identifier, slot: slot)
        let opened = try await context.store.openPull(crawler, slot: slot)
        summary.pull = opened.id
        guard !opened.isComplete else {
            summary.wasComplete = true
            return summary
        }
        var holes: [String] = []
        var refused = false
        for query in crawler.queries {
            try Task.checkCancellation()
            let earlier = try await context.store.earlierPages(of: query, crawler: crawler)
            var pull = QueryPull(
                PageFetch(context: context, crawler: crawler, query: query, earlier: earlier), pull: opened.id,
                order: Self.order(crawler, opened.queries[query] ?? .init()), summary: summary, progress: progress)
            try await pull.run()
            summary = pull.summary
            holes += pull.holes
            refused = refused || pull.refusesCredentials
        }
        try await finish(&summary, crawler, holes: holes, refusesCredentials: refused)
        return summary
    }

    static func order(_ crawler: Crawler, _ kept: PullProgress.Query) -> any PageOrder {
        let limit =
            "the feed goes on after \(crawler.paging.maximumPages) pages; if that is right, "
            + "raise paging.maximumPages in \(crawler.rule.file)"
        if crawler.paging.isAddressable {
            return NumberedPages(crawler.paging, closed: kept.pages, total: kept.statedTotal, limit: limit)
        }
        return ChainedPages(crawler.paging, closed: kept.pages, tokens: kept.tokens, limit: limit)
    }

    /// Issues the certificate, and says aloud what is not as it should be.
    private func finish(
        _ summary: inout PullSummary, _ crawler: Crawler, holes: [String], refusesCredentials: Bool
    ) async throws {
        let store = context.store
        if refusesCredentials {
            try await store.raise(
                .credentialsRefused, on: "crawler:" + crawler.identifier,
                AlertWording.credentialsRefused(crawler: crawler.identifier))
        }
        guard holes.isEmpty else {
            if summary.gaps.isEmpty { summary.gaps = holes }
            try await store.leaveIncomplete(summary.pull, holes: holes, reasons: summary.gaps)
            summary.verdict = .incomplete
            return
        }
        let outcome = try await store.completePull(summary.pull, every: crawler.every, watch: crawler.watch)
        // What failed at first and came at last is no gap.
        summary.gaps = []
        summary.short = outcome.certificate.short
        summary.verdict = outcome.verdict
        summary.heldReason = outcome.heldReason
    }
}
