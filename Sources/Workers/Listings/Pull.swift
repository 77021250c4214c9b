package import Domain
internal import Logging
internal import Rulebook
internal import Store
internal import Transport

package struct PullSummary: Hashable, Sendable {
    package let crawler: String
    package let slot: Timestamp
    package var pull: Int64 = 0
    package var pages = 0
    package var listings = 0
    package var repeated = 0
    package var quarantined = 0
    package var unreadableSales = 0
    /// Pages that the platform reported as unchanged.
    package var unchanged = 0
    /// The sum of the totals that the platform stated for the queries so far; 0 if it stated none.
    package var stated: Int64 = 0
    /// Records that the platform stated and did not deliver as distinct items, over all queries.
    package var short: Int64 = 0
    /// The verdict of the certificate; nil if the pull was complete before.
    package var verdict: PullCertificate.Verdict?
    /// Why flagging of this pull waits for a person.
    package var heldReason: String?
    /// Whether the pull was complete before. If so, no request was sent.
    package var wasComplete = false
    /// Why pages are missing, one line each. Empty for a complete pull.
    package var gaps: [String] = []
    /// The queries whose end is not proven, one sentence each.
    package var unproven: [String] = []
    /// The longest wait that the platform requested before the next try.
    package var retryAfterSeconds: Int64 = 0
}

/// Pulls one snapshot of one feed. Each stored slice of pages is a checkpoint: if the process is killed, the next run
/// continues with the missing pages.
package struct Pull: Sendable {
    private let context: AppContext

    package init(_ context: AppContext) {
        self.context = context
    }

    package func crawler(_ identifier: String) throws -> Crawler {
        guard let crawler = context.rulebook.crawlers[identifier] else {
            throw PermanentFailure.unknownCrawler(identifier, known: context.rulebook.crawlers.keys.sorted())
        }
        return crawler
    }

    /// Pulls the missing pages of `slot`. A page that fails leaves a gap and does not stop the others.
    ///
    /// - Parameter progress: called after each slice.
    package func run(
        _ crawler: Crawler, slot: Timestamp, progress: @escaping @Sendable (PullSummary) -> Void = { _ in }
    ) async throws -> PullSummary {
        try crawler.requireVariables(context.environment.variable)
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
                StoreSink(context: context, crawler: crawler, query: query, pull: opened.id, earlier: earlier), crawler,
                query: query, kept: try await kept(opened, query, crawler.paging), summary: summary,
                logger: context.logger, progress: progress)
            try await pull.run()
            summary = pull.summary
            holes += pull.holes
            refused = refused || pull.refusesCredentials
        }
        try await finish(&summary, crawler, holes: holes, refusesCredentials: refused)
        context.logger.info(
            "pull ends",
            metadata: [
                "crawler": "\(crawler.identifier)", "pull": "\(summary.pull)", "pages": "\(summary.pages)",
                "listings": "\(summary.listings)", "quarantined": "\(summary.quarantined)",
                "gaps": "\(summary.gaps.count)", "verdict": "\(summary.verdict?.rawValue ?? "")",
            ])
        return summary
    }

    /// The pages of `query` that an interrupted run has kept.
    private func kept(_ pull: PullProgress, _ query: String, _ paging: Paging) async throws -> KeptPages {
        guard let earlier = pull.queries[query], let last = earlier.last else { return KeptPages() }
        let isWhole = earlier.pages.isWhole(from: paging.firstPage)
        let items = isWhole ? ItemHashes() : ItemHashes(try await context.store.pulledItems(of: query, pull: pull.id))
        return KeptPages(
            closed: earlier.pages, end: earlier.end, tokens: earlier.tokens, items: items,
            feed: EndOfFeed(
                paging, pages: earlier.pages.count, distinct: items.count, totals: earlier.totals,
                firstRecords: earlier.firstRecords, last: last))
    }

    /// Issues the certificate, and raises alerts.
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
        let outcome = try await store.completePull(
            summary.pull, every: crawler.every, watch: crawler.watch, unproven: summary.unproven)
        // A page that failed first and arrived later is not a gap.
        summary.gaps = []
        summary.short = outcome.certificate.short
        summary.verdict = outcome.verdict
        summary.heldReason = outcome.heldReason
    }
}
